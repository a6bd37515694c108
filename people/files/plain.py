"""What a plain text must be: text, and nothing that a program would take for something else."""

import re
import unicodedata

from people.files.refusal import Refused

_SOMETHING_ELSE = re.compile(
    r"\s*(<(!doctype|html|head|body|script|svg|math|\?xml|!--)|%PDF|\{\\rtf|#!)", re.I
)


def cleaned(content: bytes) -> bytes:
    """The text as UTF-8 without a byte order mark."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not_utf8") from None
    if any(
        unicodedata.category(character) == "Cc" and character not in "\t\n\r\f" for character in set(text)
    ):
        raise Refused("not_utf8")
    if _SOMETHING_ELSE.match(text):
        raise Refused("not_what_it_says")
    return text.encode()
