"""Entries from a spreadsheet: a mapping says which column is what, every row is checked, then written.

mapping → source → reading → writing, each in its own module; docs/import.md describes the mapping.
"""
