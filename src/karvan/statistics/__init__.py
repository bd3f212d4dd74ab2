"""Official statistics: what both partners state of their trade, held against each other."""
