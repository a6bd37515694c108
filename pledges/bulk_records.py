"""Public records of very many entries at once: made from columns, because loading entries is too slow.

What comes out is what `pledges.open_data.public_records` makes of the same entries, ten times as fast.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import get_language

from campaign.models import Campaign, Kind, Theme
from campaign.patterns import palette_of
from people.models import Consent, ConsentText, Municipality, Organisation, Region
from pledges.models import Entry, Partner, Translation
from pledges.models.entry import Every
from pledges.open_data import PublicEntry, PublicPartner, permitted_parts
from pledges.origins import TextState, fingerprint
from pledges.states import State
from pledges.texts import PARTS, Text

# The first records leave at once; later chunks are as large as is still quick and small in memory.
FIRST, CHUNK = 100, 1000
# Organisations whose names are kept from chunk to chunk.
MOST_NAMES = 5_000
NOTHING: frozenset[str] = frozenset()

_TEXT = ("language", *PARTS)
_COLUMNS = (
    *("pk", "key", "reference", "kind", "state", "campaign_id", "organisation_id"),
    *("region_id", "municipality_id", "place", "sent", "starts", "ends", "report_every"),
    *("contact_name", "contact_email", "contact_phone", "image", "image_alt"),
)
# Fetched as text: Django's own conversion of keys and dates takes longer than reading the rows.
_AS_TEXT = {
    "key": Cast("uuid", CharField()),
    "sent": Cast("submitted_at", CharField()),
    "starts": Cast("starts_on", CharField()),
    "ends": Cast("ends_on", CharField()),
}


def stream(entries, beside: Callable[[list[int]], dict] | None = None) -> Iterator[tuple[PublicEntry, Any]]:
    """The record of each entry of a public QuerySet in the order of keys, in the active language.

    `beside` is asked once for each chunk what else belongs to the entries with these keys, which then
    stands beside the record, or None. Chunks are asked for when they are wanted, so that memory stays the
    same however many entries there are, and whatever is withdrawn meanwhile does not come any more.
    """
    names, after, size = _Names(), 0, FIRST
    while True:
        following = entries.filter(pk__gt=after).order_by("pk").annotate(**_AS_TEXT)
        rows = list(following.values_list(*_COLUMNS, *_TEXT)[:size])
        if rows:
            keys = [row[0] for row in rows]
            more = beside(keys) if beside else {}
            for key, record in _records(keys, rows, names):
                yield record, more.get(key)
        if len(rows) < size:
            return
        after, size = rows[-1][0], CHUNK


def _records(keys, rows, names: "_Names") -> Iterator[tuple[int, PublicEntry]]:
    """One after another, so that each may be forgotten before the next is made."""
    permitted, themes, partners = _permitted(keys), _themes(keys, names), _partners(keys)
    translations = _translations(keys, get_language())
    names.learn_campaigns({row[5] for row in rows})
    names.learn({row[6] for row in rows} | {one[1] for named in partners.values() for one in named})
    for key, row in zip(keys, rows, strict=True):
        yield (
            key,
            _record(
                row,
                permitted.get(row[1], NOTHING),
                themes.get(key, ()),
                [names.partner(*one) for one in partners.get(key, ())],
                translations.get(key),
                names,
            ),
        )


def _record(row, permitted, themes, partners, translation, names) -> PublicEntry:
    (_pk, _key, reference, kind, state, campaign, organisation, region, municipality, place) = row[:10]
    (sent, starts, ends, report_every, name, email, phone, image, image_alt) = row[10:19]
    own = row[19:]
    text = Text(own[0], TextState.ORIGINAL, *own[1:]) if translation is None else _read(own, translation)
    filer = names.organisations[organisation]
    region, region_name, municipality_name = names.place(region, municipality)
    return PublicEntry(
        reference=reference,
        kind=kind,
        kind_label=names.kinds[kind],
        state=state,
        state_label=names.states[state],
        language=own[0],
        title=text.title,
        summary=text.summary,
        description=text.description,
        plain_summary=text.plain_summary,
        shown_in=text.language,
        text_state=text.state,
        is_behind=text.is_behind,
        original=None if translation is None else Text(own[0], TextState.ORIGINAL, *own[1:]),
        **permitted_parts(
            permitted,
            organisation=filer["name"],
            organisation_id=filer["id"],
            website=filer["website"],
            contact=(name, email, phone),
            image=image,
            image_alt=image_alt,
        ),
        organisation_kind=names.organisation_kinds[filer["kind"]],
        organisation_kind_code=filer["kind"],
        palette=themes[0][2] if themes else palette_of(reference),
        campaign=names.campaigns[campaign],
        region=region_name,
        region_code=region or "",
        municipality=municipality_name,
        municipality_code=municipality or "",
        place=place,
        submitted_at=_moment(sent),
        starts_on=starts and date.fromisoformat(starts),
        ends_on=ends and date.fromisoformat(ends),
        reports=names.reports.get(report_every, ""),
        report_every=report_every,
        themes=list(themes),
        partners=partners,
    )


def _moment(text: str) -> datetime:
    """Databases that know no zones keep UTC."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(own, translation) -> Text:
    language, origin, made_from, *parts = translation
    return Text(language, origin, *parts, is_behind=made_from != fingerprint(*own))


def among(name: str, keys: list[int]) -> Q:
    """What hangs on these entries: by their range where they lie close, because long lists cost more."""
    if keys[-1] - keys[0] < 3 * len(keys):
        return Q(**{f"{name}__gte": keys[0], f"{name}__lte": keys[-1]})
    return Q(**{f"{name}__in": keys})


def _permitted(keys) -> dict[str, frozenset[str]]:
    """The purposes that stand in the ledger, by the subject as text."""
    purposes = dict(ConsentText.objects.values_list("pk", "purpose"))
    subjects = Entry.objects.filter(among("pk", keys)).values("uuid")
    standing = Consent.objects.in_force().filter(subject__in=subjects)
    permitted: dict[str, frozenset[str]] = {}
    grown = _Grown()
    for key, text in standing.annotate(key=Cast("subject", CharField())).values_list("key", "text_id"):
        permitted[key] = grown[permitted.get(key, NOTHING), purposes[text]]
    return permitted


class _Grown(dict):
    """A set with one more member, by both: entries that permit the same share the few sets there are."""

    def __missing__(self, step):
        standing, purpose = step
        self[step] = standing | {purpose}
        return self[step]


def _themes(keys, names) -> dict[int, list]:
    """By entry, each entry's in the order of the campaign's themes."""
    found: dict[int, list] = {}
    through = Entry.themes.through.objects.filter(among("entry", keys))
    rows = list(through.values_list("entry_id", "theme_id"))
    names.learn_themes({theme for _entry, theme in rows})
    for entry, theme in sorted(rows, key=lambda row: names.order.get(row[1], 0)):
        if theme in names.themes:  # or it went in this very moment
            found.setdefault(entry, []).append(names.themes[theme])
    return found


def _partners(keys) -> dict[int, list]:
    """By entry: number, organisation, role, contribution and use of the logo of those that are named."""
    found: dict[int, list] = {}
    columns = ("entry_id", "pk", "organisation_id", "role", "contribution", "may_use_logo")
    named = Partner.objects.named().filter(among("entry", keys)).order_by("pk")
    for entry, *partner in named.values_list(*columns):
        found.setdefault(entry, []).append(partner)
    return found


def _translations(keys, language) -> dict[int, tuple]:
    """By entry, where readers of this language get a translation: language, origin, made_from, parts."""
    whole = Translation.objects.complete().filter(among("entry", keys), language=language)
    foreign = whole.exclude(entry__language=language)
    columns = ("entry_id", "language", "origin", "made_from", *PARTS)
    return {entry: tuple(text) for entry, *text in foreign.values_list(*columns)}


class _Names:
    """What the numbers in the rows stand for, in the active language."""

    def __init__(self):
        self.kinds = {kind.value: str(kind.label) for kind in Kind}
        self.states = {state.value: str(state.label) for state in State}
        self.organisation_kinds = {kind.value: str(kind.label) for kind in Organisation.Kind}
        self.reports = {every.value: str(every.label) for every in Every}
        self.campaigns: dict[int, str] = {}
        self.regions = {region.pk: str(region) for region in Region.objects.all()}
        self.municipalities = {one.pk: (one.region_id, str(one)) for one in Municipality.objects.all()}
        self.themes: dict[int, tuple[str, str, int]] = {}
        self.order: dict[int, int] = {}
        self.organisations: dict[int, dict] = {}

    def place(self, region: str | None, municipality: str | None) -> tuple[str | None, str, str]:
        """The code and the name of the region, that of the municipality if there is one, and its name."""
        region, name = self.municipalities[municipality] if municipality else (region, "")
        return region, self.regions.get(region, ""), name

    def learn_campaigns(self, keys: set[int]) -> None:
        """Ask again as soon as one is new: what is streamed for long meets what was added meanwhile."""
        if keys - set(self.campaigns):
            self.campaigns = dict(Campaign.objects.values_list("pk", "slug"))

    def learn_themes(self, keys: set[int]) -> None:
        if keys - set(self.themes):
            themes = list(Theme.objects.all())
            self.themes = {theme.pk: (theme.slug, str(theme), theme.palette) for theme in themes}
            self.order = {theme.pk: place for place, theme in enumerate(themes)}

    def learn(self, keys: set[int]) -> None:
        """Ask for the organisations that are not known yet."""
        if len(self.organisations) > MOST_NAMES:
            self.organisations.clear()
        new = Organisation.objects.filter(pk__in=keys - set(self.organisations))
        for key, public_id, kind, name, website, logo in new.values_list(
            "pk", "public_id", "kind", "name", "website", "logo"
        ):
            said = {"id": public_id, "kind": kind, "name": str(name), "website": website, "logo": logo}
            self.organisations[key] = said

    def partner(self, pk, organisation, role, contribution, may_use_logo) -> PublicPartner:
        said = self.organisations[organisation]
        return PublicPartner(
            name=said["name"],
            kind=self.organisation_kinds[said["kind"]],
            role=role,
            contribution=contribution,
            logo=pk if may_use_logo and said["logo"] else 0,
            organisation_id=said["id"],
            kind_code=said["kind"],
        )
