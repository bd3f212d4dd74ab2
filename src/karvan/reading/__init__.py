"""Document to claims: the engine at this level, a language a folder of the same file names."""

from karvan.reading.reader import periods, quantities, read

__all__ = ["periods", "quantities", "read"]
