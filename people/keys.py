"""Keys in addresses: whoever has one in hand can act in somebody's name, so they stand in no log."""

import logging
import re

# A random key, or the signature of a signed word.
_KEY = re.compile(r"(?<![\w-])(?:[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}|[\w-]{43})(?![\w-])")


def without_keys(text: str) -> str:
    return _KEY.sub("…", text)


class DiscreetFormatter(logging.Formatter):
    """Writes a log line with its traceback as usual, but for the keys in it."""

    def format(self, record):
        return without_keys(super().format(record))
