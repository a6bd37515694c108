"""What entries are found by: what the page of each says in its languages, and whom it names.

With them the organisations that they name: in a campaign one is found as long as a public entry names it.
"""

from collections.abc import Mapping

from people.models import Organisation
from pledges.finding import scopes
from pledges.finding.keeping import keep
from pledges.finding.own_words import own_words
from pledges.finding.places import SUMMARY, TEXT, TITLE
from pledges.finding.things import Thing, is_name, named, thing
from pledges.models import Occurrence
from pledges.open_data import region_of


def thing_of(entry, records: Mapping[str, object]) -> Thing:
    """`records` are the public ones of an entry (from `for_cards()` and `read_along`), by language."""
    said = [area.name for area in (entry.municipality, region_of(entry)) if area]
    said += [one.label for one in (*entry.themes.all(), *entry.target_groups.all())]
    texts = [text for name in said for text in _in_every_language(name, TEXT)]
    texts += [(entry.language, TEXT, text) for text in own_words(entry)]
    names = set()
    for code, record in records.items():
        texts += [
            (record.shown_in, TITLE, record.title),
            (record.shown_in, SUMMARY, record.summary),
            (record.shown_in, SUMMARY, record.plain_summary),
            (record.shown_in, TEXT, record.description),
            (entry.language, TEXT, record.place),
            *((code, TEXT, name) for name in (record.organisation, *(one.name for one in record.partners))),
        ]
        names |= {entry.organisation_id} if record.organisation else set()
    names |= {partner.organisation_id for partner in entry.partners.all() if partner.is_named}
    return thing(dict.fromkeys(texts), names)


def write(campaign: int, things: Mapping[int, Thing | None]) -> None:
    """Let these entries of a campaign (by key) be found by what they say; None is no longer public."""
    came_or_went = keep(scopes.entries(campaign), things)
    now = {term for one in things.values() if one for term in one.terms}
    keys = {int(term[1:]) for term in came_or_went | now if is_name(term)}
    _write_organisations(campaign, keys)


def _write_organisations(campaign: int, keys: set[int]) -> None:
    terms = {named(key).encode(): key for key in keys}
    rows = Occurrence.objects.filter(scope=scopes.entries(campaign), term__in=list(terms))
    there = {terms[bytes(term)] for term in rows.values_list("term", flat=True)}
    names = dict(Organisation.objects.filter(pk__in=there).values_list("pk", "name"))
    things = {key: thing(_in_every_language(names[key], TITLE)) if key in names else None for key in keys}
    if things:
        keep(scopes.organisations(campaign), things)


def _in_every_language(name, where: int) -> list[tuple[str, int, str]]:
    names = name.data if isinstance(name.data, dict) else {"": str(name)}
    return [(code, where, text) for code, text in names.items()]
