"""How far redacted copies are, and which are older than their entries."""

from django.utils.translation import gettext_lazy as _

from judging.models import Redaction
from judging.pieces import pieces

NOT_BEGUN, DRAFT, DONE, BEHIND = "not_begun", "draft", "done", "behind"
STATES = {
    NOT_BEGUN: _("Not begun: hidden automatically"),
    DRAFT: _("Draft: hidden automatically until it is done"),
    DONE: _("Done"),
    BEHIND: _("Done, but the entry has changed since"),
}


def copy_of(entry) -> Redaction | None:
    """Select the copy along, or this asks the database."""
    return getattr(entry, "redaction", None)


def state_of(entry, sent_anew) -> str:
    """`sent_anew` holds the copies whose entries have been sent once more."""
    copy = copy_of(entry)
    if copy is None:
        return NOT_BEGUN
    if not copy.is_done:
        return DRAFT
    return BEHIND if copy.pk in sent_anew and is_behind(entry) else DONE


def is_behind(entry) -> bool:
    """Whether the words have changed since the copy was made. The entry comes with its words."""
    return copy_of(entry).made_from != {piece.key: piece.words for piece in pieces(entry)}
