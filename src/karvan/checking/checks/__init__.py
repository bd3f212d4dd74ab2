"""The checks, one module each: its name is its id, its docstring its page."""

CHECKS = (
    "growth", "multiple", "share", "sum", "nesting", "conflict", "date_order", "direction", "corroboration", "official", "scale",
)  # fmt: skip
"""In order of report."""

ARITHMETIC = ("growth", "multiple", "share", "sum", "nesting", "conflict")
"""Those that tie numbers, and whose ties a repair has to keep."""
