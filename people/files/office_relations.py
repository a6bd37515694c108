"""What an office document brings along from elsewhere when a program opens it."""

import html
import re

_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<]*)")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
# A template has macros, a package programs; a link waits for somebody to press it.
_BROUGHT_ALONG = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument")
# Where the writer's own template lay: nobody else's machine finds anything there.
_ON_A_DISK = re.compile(r"file:///|[a-z]:[\\/]", re.I)


def bring_along(relations: bytes) -> bool:
    """Whether one of the relations of a part loads something from elsewhere."""
    return any(map(_brings_along, _RELATION.findall(relations.replace(b"\0", b"").decode(errors="replace"))))


def _brings_along(attributes: str) -> bool:
    said = {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(attributes)}
    is_outside = said.get("TargetMode") == "External" and not _ON_A_DISK.match(said.get("Target", ""))
    return is_outside and said.get("Type", "").endswith(_BROUGHT_ALONG)
