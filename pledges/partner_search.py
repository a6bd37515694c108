"""Organisations of the register that an entry may ask to be its partners."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Organisation
from pledges.states import STANDING

SHORTEST = 3
MOST = 10


@dataclass(frozen=True)
class Found:
    organisation: Organisation
    takes_part: bool

    @property
    def details(self) -> str:
        """What tells it from others of a similar name."""
        known = [self.organisation.get_kind_display(), self.organisation.business_id]
        return " · ".join(filter(None, [*known, _("takes part already") if self.takes_part else ""]))


def find(entry, words: str) -> list[Found]:
    """Organisations of the register by name or business ID: those that begin with the words first."""
    wanted = " ".join(words.casefold().split())
    if len(wanted) < SHORTEST:
        return []
    matching = Organisation.objects.in_register().matching(wanted)

    def nearness(organisation):
        name = str(organisation).casefold()
        return not name.startswith(wanted), name, organisation.pk

    standing = entry.partners.filter(state__in=STANDING).values_list("organisation", flat=True)
    taking_part = {entry.organisation_id, *standing}
    return [
        Found(organisation, organisation.pk in taking_part)
        for organisation in sorted(matching, key=nearness)[:MOST]
    ]
