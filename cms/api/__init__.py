"""Open data: everything that is public, for machines, under /open-data/v1/ (docs/open-data.md)."""
