"""Verbs of redacted copies: keep one, throw it away."""

from django.db import transaction
from wagtail.log_actions import log

from judging.models import Redaction
from judging.permissions import demand_office
from judging.pieces import pieces
from pledges.models import Entry


class StaleRedaction(Exception):  # noqa: N818
    """The copy was saved by somebody else meanwhile; `version` is what stands now."""

    def __init__(self, version: int):
        self.version = version
        super().__init__(f"The copy is at version {version}")


@transaction.atomic
def keep(entry, words: dict[str, str], *, is_done: bool, version: int, by) -> Redaction:
    """Save a copy of the entry as it stands; once it is done, jurors of blind rounds read it.

    `version` is that which the office saw, 0 for a new one. Raises StaleRedaction.
    """
    demand_office(by, entry)
    Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    made_from = {piece.key: piece.words for piece in pieces(entry)}
    stands = Redaction.objects.filter(entry=entry).first() or Redaction(entry=entry, version=0)
    if stands.version != version:
        raise StaleRedaction(stands.version)
    changed = sorted(key for key in made_from if words.get(key) != stands.words.get(key))
    stands.words = {key: words[key] for key in made_from if key in words}
    stands.made_from, stands.submission = made_from, entry.submissions.last()
    stands.is_done, stands.version, stands.by = is_done, version + 1, by
    stands.save()
    data = {"is_done": is_done, "changed": changed}
    log(instance=stands, action="judging.redaction.keep", user=by, data=data)
    return stands


@transaction.atomic
def discard(entry, *, by) -> None:
    """Throw a copy away: jurors read the automatic redaction again."""
    demand_office(by, entry)
    for stands in Redaction.objects.select_for_update().filter(entry=entry):
        log(instance=stands, action="judging.redaction.discard", user=by)
        stands.delete()
