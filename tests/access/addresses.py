"""Every address that the resolver knows, filled with things of the world."""

import re
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import translation
from wagtail.models import Page

from people.models import Consent, ConsentText, Letter
from pledges.steps import STEPS


@dataclass(frozen=True)
class Address:
    """One way through one URL pattern; `name` is what the policy speaks of."""

    name: str
    path: str


def patterns() -> list[tuple[str, set[str]]]:
    """(name, parameters) of every pattern; patterns without a name are called by their route."""

    def walk(found, route="", spaces=(), parameters=frozenset()):
        for pattern in found:
            here = route + str(pattern.pattern)
            own = parameters | _parameters(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield ":".join([*spaces, pattern.name]) if pattern.name else here, own
            else:
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, here, inner, own)

    with translation.override("en"):
        return list(dict.fromkeys((name, frozenset(own)) for name, own in walk(get_resolver().url_patterns)))


def _parameters(pattern) -> frozenset[str]:
    if hasattr(pattern, "regex"):
        return frozenset(pattern.regex.groupindex)
    return frozenset(pattern.converters)


def every_address(world) -> list[Address]:
    """All patterns with all that may be filled in; a pattern that cannot be filled raises."""
    found = []
    with translation.override("en"):
        for name, parameters in patterns():
            found += [Address(name, path) for path in _paths(world, name, parameters)]
    return list(dict.fromkeys(found))


def _paths(world, name, parameters):
    if name == "wagtail_serve":
        return _pages(world)
    if name == "wagtaildocs_serve":
        return ["/documents/1/nothing.pdf"]
    if re.search(r"[\^*]|/$", name):  # a catch-all, or a route of Wagtail's without a name
        return [f"/{re.sub(r'[^a-z0-9/]', '', name) or 'admin/nowhere/'}"]
    fillings = [{}]
    for parameter in sorted(parameters):
        values = _values(world, name, parameter)
        fillings = [{**filling, parameter: value} for filling in fillings for value in values]
    paths = []
    for filling in fillings:
        try:
            paths.append(reverse(name, kwargs=filling))
        except NoReverseMatch as error:
            raise AssertionError(
                f"{name} cannot be filled: teach tests/access/addresses.py its {filling}"
            ) from error
    variants = ("", "?q=kanaria", "?export=csv") if re.search(r"index$|search|listing", name) else ("",)
    return [path + variant for path in paths for variant in variants]


def _pages(world):
    pages = [urls for page in Page.objects.filter(depth__gt=1) for urls in [page.get_url()] if urls]
    for page in world.pages.values():
        gallery = page.gallery_address
        pages += [
            gallery,
            f"{gallery}?q=kanaria",
            *(f"{gallery}{entry.reference}/" for entry in world.entries.values()),
        ]
    return pages


def _values(world, name, parameter) -> list:
    entries = list(world.entries.values())
    by_parameter = {
        "key": [world.invited.key, world.answered_key],
        "step": [step.slug for step in STEPS],
        "partner": [world.invited.pk],
        "representative": list(world.own.representatives.values_list("pk", flat=True)),
        "reference": [entry.reference or "KOTO-0" for entry in entries],
        "width": [480],
        "seat": [world.seats["juror_assigned"].pk],
        "name": ["nothing.width-320.webp"],
        "given": [award.pk for entry in entries for award in entry.awards.all()],
        "slug": [world.campaign.slug],
        "answer": ["confirmed", "declined"],
        "palette": [2],
        "seed": ["KOTO-1"],
        "colour": ["12245e"],
        "section": ["pages", "entries", "campaigns"],
        "uidb64": ["MQ"],
        "token": ["set-password"],
        "filter_spec": ["width-320"],
        "action_name": ["publish"],
        "app_label": ["people"],
        "model_name": ["organisation"],
        "app_name": ["people"],
        "action": ["delete"],
        "content_type_app_name": ["cms"],
        "content_type_model_name": ["contentpage"],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
        "object_id": ["1"],
    }
    if parameter == "uuid":
        if "organisation" in name or "colleague" in name:
            return [world.own.uuid, world.partner_organisation.uuid]
        return [entry.uuid for entry in entries]
    if parameter == "pk":
        return _keys(world, name)
    if parameter.endswith(("page_id", "to_move_id", "page_pk", "destination_id")):
        return [page.pk for page in world.pages.values()][:1]
    return by_parameter.get(parameter) or [1]


def _keys(world, name) -> list[int]:
    """Keys of what a family of addresses is about."""
    entries = list(world.entries.values())
    family = name.split(":")[0]
    assignments = [one for seat in world.seats.values() for one in seat.assignments.all()]
    things = {
        "entries": entries,
        "screening": entries,
        "campaigns": [world.campaign],
        "themes": world.campaign.themes.all(),
        "target-groups": world.campaign.target_groups.all(),
        "questions": world.campaign.questions.all(),
        "organisations": [world.own, world.invited.organisation],
        "consents": Consent.objects.exclude(note=""),
        "consent-texts": ConsentText.objects.all()[:1],
        "letters": Letter.objects.waiting(),
        "demo": Letter.objects.waiting(),
        "personal_data": [world.people["author"]],
        "wagtailusers_users": [world.people["author"]],
        "judging_panels": [world.panel, world.blind],
    }
    if name in ("judging:score", "judging:recuse", "judging:picture"):
        return [one.pk for one in assignments]
    if name in ("judging:entry", "judging:award", "judging:take_back", "judging:office_recuse"):
        return [entry.pk for entry in entries]
    if family == "judging":
        return [world.panel.pk, world.blind.pk]
    return [thing.pk for thing in things.get(family, [])] or [1]
