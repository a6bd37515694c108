"""The shapes of version 1. They are frozen: a field may be added, none may change or go.

`docs/open-data/openapi.json` is made from them, and a test fails while the two differ. Descriptions are
for programmers and stay in English.
"""
