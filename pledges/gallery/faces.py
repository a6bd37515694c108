"""What a card shows of an entry, read for one screen in one query.

The words come from the projection; whether they may be shown comes from `Entry.objects.public()` and
the ledger of permissions, in the same statement. So an entry that is public no longer is never on a
screen, whatever a card, an index or a cursor still says.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Case, F, Q, TextField, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from campaign.models import Kind
from campaign.patterns import palette_of
from people.models import Purpose
from people.prepared import prepared
from pledges.gallery.catalogue import Catalogue, municipality_name, region_name
from pledges.models import Entry
from pledges.named import name_shown
from pledges.querysets import permission_read
from pledges.states import State

SCREEN = 12


@dataclass  # not frozen: making a frozen one takes three times as long, and a screen makes a dozen
class Face:
    """What a card shows, named as in `PublicEntry`; `partners` has as many members as may be named."""

    reference: str
    kind: str
    state: str
    language: str
    shown_in: str
    title: str
    summary: str
    text_state: str
    is_behind: bool
    organisation: str
    organisation_id: str
    has_image: bool
    theme: str
    palette: int
    partners: range
    area: str

    @cached_property
    def kind_label(self) -> str:
        return Kind(self.kind).label

    @cached_property
    def state_label(self) -> str:
        return State(self.state).label

    @property
    def themes(self) -> list[tuple[str, str]]:
        return [("", self.theme)] if self.theme else []


def faces_of(keys: list[int], catalogue: Catalogue, sought: frozenset[str] = frozenset()) -> list[Face]:
    """Of at most SCREEN entries those that are public now, in their order, in the active language.

    Of an entry's themes each shows the one that is `sought` (facets), or else its first.
    """
    if not keys:
        return []
    language = get_language()
    rows: dict[int, tuple] = {}
    # A screen that is not full is filled up with the key of no entry.
    asked = [*keys, *[0] * SCREEN][:SCREEN]
    for row in _shown.rows(language, timezone.now(), *asked):
        # The reader's language, or else the entry's own.
        if row[0] not in rows or row[1] == language:
            rows[row[0]] = row
    return [_face(rows[key], catalogue, language, sought) for key in keys if key in rows]


_COLUMNS = (
    "pk",
    "card__texts__language",
    "card__texts__title",
    "card__texts__summary",
    "card__texts__text_state",
    "card__texts__is_behind",
    "reference",
    "kind",
    "state",
    "language",
    "card__facets",
    "card__partners",
    "organisation_names",
    "organisation__public_id",
    "names_organisation",
    "shows_image",
)


@prepared.for_keys(SCREEN)
def _shown(language: str, moment: datetime, *keys: int):
    """What of these entries is public at the moment, in a language and in their own."""
    entries = Entry.objects.public(at=moment).filter(pk__in=keys)
    own, shown_in = Q(card__texts__language=F("language")), Q(card__texts__language=language)
    entries = entries.filter(own | shown_in).annotate(
        organisation_names=Cast("card__organisation", TextField()),
        names_organisation=permission_read(Purpose.PUBLISH_ORGANISATION),
        # Of a picture that is not there, nobody asks the ledger.
        shows_image=Case(When(card__has_image=True, then=permission_read(Purpose.PUBLISH_IMAGE))),
    )
    return entries.values_list(*_COLUMNS).order_by()


def _face(row: tuple, catalogue: Catalogue, language: str, sought: frozenset[str]) -> Face:
    _key, shown_in, title, summary, text_state, is_behind, reference, kind, state, own = row[:10]
    words, partners, organisation, organisation_id, is_named, shows_image = row[10:]
    words = words.split(" ")
    theme = catalogue.theme_of(words)
    named = (sought and catalogue.theme_of([word for word in words if word in sought])) or theme
    return Face(
        reference=reference,
        kind=kind,
        state=state,
        language=own,
        shown_in=shown_in,
        title=title,
        summary=summary,
        text_state=text_state,
        is_behind=bool(is_behind),
        organisation=name_shown(organisation, is_named, language),
        organisation_id=organisation_id if organisation and is_named else "",
        has_image=bool(shows_image),
        theme=catalogue.name_of(named, language) if named else "",
        palette=theme.palette if theme else palette_of(reference),
        partners=range(partners),
        area=area_of(words, language),
    )


def area_of(words: list[str], language: str) -> str:
    """The municipality, or else the region, of an entry with these facets."""
    found = dict(word.split(":", 1) for word in words if word.startswith(("municipality:", "region:")))
    if "municipality" in found:
        return municipality_name(found["municipality"], language)
    return region_name(found["region"], language) if "region" in found else ""
