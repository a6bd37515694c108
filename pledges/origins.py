"""Where the text comes from that a reader of one language gets."""

import hashlib

from django.db import models
from django.utils.translation import pgettext_lazy


class TextState(models.TextChoices):
    ORIGINAL = "original", pgettext_lazy("a text", "Original")
    HUMAN = "human", pgettext_lazy("a text", "Translated by people")
    MACHINE = "machine", pgettext_lazy("a text", "Machine translation")
    MISSING = "missing", pgettext_lazy("a text", "No translation")


def fingerprint(language: str, *parts: str) -> str:
    """Changes with a text, so that a translation can remember which one it was made from."""
    return hashlib.sha256("\x1f".join((language, *parts)).encode()).hexdigest()
