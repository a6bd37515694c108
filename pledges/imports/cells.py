"""One cell becomes one text, as the rule of its field says."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from people.text import clean_text, without_control_characters
from pledges.imports.mapping import Mapping, Rule
from pledges.imports.source import Row


def text_of(rule: Rule, row: Row, mapping: Mapping) -> str:
    """The cell, or the fixed text, as clean text without space around it."""
    text = row.cells[rule.column] if rule.column else rule.value
    if mapping.control_characters == "remove":
        text = without_control_characters(text)
    return clean_text(text).strip()


def value_of(rule: Rule, text: str) -> str:
    """What a cell's text stands for, by the rule's table of values."""
    if rule.values is None or (rule.unlisted == "keep" and text not in rule.values):
        return text
    if text not in rule.values and text:
        raise ValidationError(f"has no value for “{cut(text, 60)}” in the mapping")
    return rule.values.get(text, "")


def parts_of(rule: Rule, text: str) -> list[str]:
    """The values in a cell that holds several, each once."""
    parts = (value_of(rule, part.strip()) for part in text.split(rule.separator))
    return list(dict.fromkeys(part for part in parts if part))


def cut(text: str, length: int) -> str:
    """Shorten at a word; the ellipsis counts."""
    if len(text) <= length:
        return text
    shortened = text[: length - 1]
    if not text[length - 1].isspace() and " " in shortened:
        shortened = shortened.rsplit(" ", 1)[0]
    return shortened.rstrip(" ,;:–-") + "…"


def moment_of(text: str, zone) -> datetime:
    """An aware moment from "2015-10-06", "2015-10-06 10:00" or with an offset; bare ones in the zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValidationError(f"“{cut(text, 60)}” is not a moment such as 2015-10-06 10:00") from None
    found = found if found.tzinfo else found.replace(tzinfo=zone)
    if not 1900 < found.year < 9999 or found > timezone.now():
        raise ValidationError("is not a moment of the past")
    return found
