"""The automatic redaction of an entry, piece by piece: what a copy by hand begins with."""

from django.utils import translation
from django.utils.translation import gettext as _

from judging.blind import redact
from judging.identities import names_of
from judging.pieces import pieces


def mark(language: str) -> str:
    """What stands where something was hidden, in the language of the text."""
    with translation.override(language):
        return _("[hidden]")


def drafted(entry) -> dict[str, str]:
    """What a copy begins with: each piece as it is hidden automatically."""
    names = names_of(entry)
    return {piece.key: redact(piece.words, names, mark(piece.language)) for piece in pieces(entry)}
