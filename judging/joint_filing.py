"""Organisations that have filed together: those that took part in one entry, in any campaign."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from campaign.reach import has_in_reach
from pledges.models import Entry, Partner


@dataclass(frozen=True)
class JointFiling:
    """Why a juror is close to an entry: their organisation filed with one of its organisations.

    `campaign` is empty where the reader must not know it: it is out of the reach that they work in.
    """

    own: str
    other: str
    campaign: str

    def __str__(self):
        facts = {"own": self.own, "other": self.other, "campaign": self.campaign}
        if not self.campaign:
            return _("acts for %(own)s, which filed together with %(other)s in another campaign") % facts
        return _("acts for %(own)s, which filed together with %(other)s in %(campaign)s") % facts


def _entries_of(organisations):
    """Entries that any of these filed, or takes part in, and that have been sent in. No invented ones."""
    joined = Partner.objects.taking_part().filter(organisation__in=organisations).values("entry")
    return Entry.objects.received().filter(Q(organisation__in=organisations) | Q(pk__in=joined))


def keys_close_to(user):
    """Keys of entries in which somebody takes part who has filed together with a person's organisation."""
    # Few subqueries inside each other: SQLite's parser has room for some ten, and who asks adds theirs.
    taking_part = Partner.objects.taking_part()
    mine = {"organisation__representatives__user": user}
    # By their keys: asked for one or the other, a database reads every entry that there is.
    joined = taking_part.filter(**mine).order_by().values("entry")
    own = Entry.objects.filter(**mine).order_by().values("pk").union(joined)
    received = Entry.objects.received().order_by()
    # By its key again: of a list of those received, a database would make a list of all of them.
    is_received = Exists(received.filter(pk=OuterRef("entry")))
    joined = taking_part.filter(is_received, entry__in=own).order_by().values("organisation")
    organisations = received.filter(pk__in=own).values("organisation").union(joined)
    joined = taking_part.filter(organisation__in=organisations).order_by().values("entry")
    filed = Entry.objects.filter(organisation__in=organisations).order_by().values("pk")
    return filed.union(joined)


def joint_filings(organisations, *, viewer) -> dict[int, dict[int, JointFiling]]:
    """With whom each of these organisations has filed: by the other one's key, then by its own.

    The newest campaign in the viewer's reach is the one that is told of (viewer None: the system, which
    tells nobody). One query, and one for the viewer's reach.
    """
    before = _entries_of(organisations).order_by()
    told = ("campaign", "campaign__rehearsal_of", "campaign__opens_at", "campaign__title")
    filed = before.values_list("pk", "organisation", "organisation__name", *told)
    joined = Partner.objects.taking_part().filter(entry__in=before.values("pk")).order_by()
    joined = joined.values_list(
        "entry", "organisation", "organisation__name", *(f"entry__{field}" for field in told)
    )
    together = defaultdict(list)
    for entry, organisation, name, key, rehearsal_of, opened, title in filed.union(joined, all=True):
        campaign = str(title) if has_in_reach(viewer, key, rehearsal_of) else ""
        together[bool(campaign), opened, entry, campaign].append((organisation, str(name)))
    own, found = set(organisations), defaultdict(dict)
    for (*_place, campaign), taking_part in sorted(together.items()):
        for mine, name in taking_part:
            for other, other_name in taking_part:
                if mine in own and other != mine:
                    found[other][mine] = JointFiling(name, other_name, campaign)
    return found
