"""Shared names and codes: one module a noun, each a few cached functions over a shipped table."""
