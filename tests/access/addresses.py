"""Every address that the resolver knows, filled with things of the world."""

import re
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import translation
from wagtail.models import Page

from people.models import Consent, ConsentText, Feedback, Letter, Nomination, Proposal
from pledges import tokens
from pledges.steps import STEPS
from pledges.tokens import of_withdrawal
from pledges.views.elsewhere import PARTS
from tests.access.world import PICTURED, PUBLISHED


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
            if name in LISTED:
                found += LISTED[name](world)
            else:
                found += [Address(name, path) for path in _paths(world, name, parameters)]
    return list(dict.fromkeys(found))


def _paths(world, name, parameters):
    if re.search(r"[\^*]|/$", name):  # a catch-all, or a route of Wagtail's without a name
        return [f"/{re.sub(r'[^a-z0-9/]', '', name) or 'admin/nowhere/'}"]
    fillings = [{}]
    for parameter in sorted(parameters):
        values = _values(world, name, parameter)
        fillings = [{**filling, parameter: value} for filling in fillings for value in values]
    if "step" in parameters:  # each step of one entry and one step of each: the door does not know steps
        one = {"uuid": world.entries["draft"].uuid, "step": STEPS[0].slug}
        fillings = [filling for filling in fillings if filling.items() & one.items()]
    if "file" in parameters and not name.startswith("judging:"):
        fillings = [filling for filling in fillings if _is_its_own_or_the_first(world, filling)]
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


def _is_its_own_or_the_first(world, filling) -> bool:
    """Each file at its own entry, and at all entries one that is not theirs."""
    files = {file.pk: entry for entry in world.entries.values() for file in entry.attachments.all()}
    owner = files[filling["file"]]
    own = any(filling[key] == getattr(owner, key) for key in ("uuid", "reference", "pk") if key in filling)
    return own or filling["file"] == _values(world, "", "file")[0]


def _pages(world):
    for page in world.pages.values():
        with translation.override(page.locale.language_code):
            yield Address("wagtail_serve", page.gallery_address)
            yield Address("wagtail_serve", f"{page.gallery_address}?q=kanaria")
            statistics = page.address + page.reverse_subpage("statistics")
            for address in (statistics, page.themes_address, page.awards_address):
                yield Address("wagtail_serve", address)
            for theme in page.campaign.themes.all():
                yield Address("wagtail_serve", page.theme_address(theme.slug))
            partner = page.organisation_address(world.partner_organisation.public_id)
            yield Address("wagtail_serve", partner)
            own = page.organisation_address(world.own.public_id)
            yield Address("wagtail_serve unpublished", own)  # its entries do not permit that it is named
    for page in Page.objects.filter(depth__gt=1):
        level = next((level for level, one in world.editorial.pages.items() if one.pk == page.pk), "")
        yield Address(_at_level("wagtail_serve", level), page.get_url())
    for place, entry in world.entries.items():
        level = "published" if place in PUBLISHED else "unpublished"
        address = world.pages["en"].entry_address(entry.reference)
        yield Address(_at_level("wagtail_serve", level), address)
        for part in PARTS:
            yield Address(_at_level("wagtail_serve", level), f"{address}{part}/")


def _documents(world):
    for level, document in world.editorial.documents.items():
        yield Address(_at_level("wagtaildocs_serve", level), document.url)


def _renditions(world):
    for level, file in world.editorial.copies.items():
        yield Address(_at_level("rendition", level), f"/media/{file}")


def _pictures(name):
    def addresses(world):
        for place, entry in world.entries.items():
            path = reverse(name, args=[entry.reference or "KOTO-0", 480])
            yield Address(_at_level(name, "" if place == PICTURED else "unpublished"), path)

    return addresses


def _logos(world):
    for level, one in (("", world.partner_organisation), ("unpublished", world.own)):
        yield Address(_at_level("public_logo", level), reverse("public_logo", args=[one.public_id]))


def _rules(world):
    for kind in ("apart", "needed"):
        yield Address(
            "judging:drop_rule", reverse("judging:drop_rule", args=[world.panel.pk, kind, world.apart.pk])
        )


def _notes(world):
    for entry in world.entries.values():
        yield Address("judging:note", reverse("judging:note", args=[world.panel.round_id, entry.pk]))


def _at_level(name: str, level: str) -> str:
    """What is unpublished or closed has a row of its own: "wagtail_serve closed"."""
    return f"{name} {level}" if level in ("unpublished", "closed") else name


# Addresses that stand for many things, of which some are for nobody or for few.
LISTED = {
    "wagtail_serve": _pages,
    "wagtaildocs_serve": _documents,
    "rendition": _renditions,
    "entry_picture": _pictures("entry_picture"),
    "entry_picture_avif": _pictures("entry_picture_avif"),
    "public_logo": _logos,
    "judging:drop_rule": _rules,
    "judging:note": _notes,
}


def _values(world, name, parameter) -> list:
    entries = list(world.entries.values())
    by_parameter = {
        "key": [world.invited.key, world.answered_key, world.own_key, world.beside_key],
        "step": [step.slug for step in STEPS],
        "partner": [world.invited.pk, world.writer.partner_id],
        **{name: [getattr(world, name).pk] for name in ("writer", "interest")},
        "reference": [entry.reference for entry in entries if entry.reference],
        "proof": [of_withdrawal(world.entries["accepted"])],
        "nomination": [nomination.pk for nomination in Nomination.objects.all()],
        "representative": list(world.own.representatives.values_list("pk", flat=True)),
        "width": [480],
        "which": ["stands", "asked"],
        "organisation": [world.own.pk],
        "file": [
            file.pk
            for place in ("accepted", "draft", "unpermitted")
            for file in world.entries[place].attachments.all()
        ],
        "seat": [world.seats["juror_assigned"].pk],
        "recusal": [recusal.pk for entry in entries for recusal in entry.recusals.all()],
        "given": [award.pk for entry in entries for award in entry.awards.all()],
        "code": ["sv"],
        "slug": [world.campaign.slug],
        "answer": ["confirmed", "declined"],
        "palette": [2],
        "seed": ["KOTO-1"],
        "colour": ["12245e"],
        "section": ["pages", "entries", "parts", "campaigns"],
        "uidb64": ["MQ"],
        "token": [tokens.of_late_pass(world.late_pass)],
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
        "image_id": [world.editorial.images["closed"].pk],
        **{key: [world.editorial.documents["closed"].pk] for key in ("document_id", "doc_id")},
        "page_id": [world.editorial.pages["unpublished"].pk],
        "revision_id": [world.editorial.pages["unpublished"].latest_revision_id],
        "page_view_restriction_id": [world.editorial.page_restriction.pk],
        "restriction_id": [world.editorial.restriction.pk],
    }
    if parameter == "uuid":
        if re.search("organisation|colleague|question|nomination", name):
            return [world.own.uuid, world.partner_organisation.uuid]
        return [entry.uuid for entry in entries]
    if parameter == "pk":
        return _keys(world, name)
    if name in ("judging:rehearsal_letters", "judging:discard_rehearsal"):
        return [world.rehearsal.slug]
    if parameter in ("parent_page_id", "page_to_move_id", "page_pk", "destination_id"):
        return [world.pages["fi"].pk]
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
        "advice": [world.advice],
        "organisations": [world.own, world.invited.organisation],
        "organisation_changes": Proposal.objects.all(),
        "consents": Consent.objects.exclude(note=""),
        "consent-texts": ConsentText.objects.all()[:1],
        "late-passes": [world.late_pass],
        "staff-by-campaign": [world.reach],
        "letters": Letter.objects.waiting(),
        "feedback": Feedback.objects.all(),
        "demo": Letter.objects.waiting(),
        "personal_data": [world.people["author"]],
        "wagtailusers_users": [world.people["author"]],
        "judging_rounds": [world.panel.round, world.blind.round],
        "wagtailadmin_api": [world.editorial.pages["unpublished"]],
    }
    if name in ("judging:score", "judging:recuse", "judging:picture", "judging:attachment"):
        return [one.pk for one in assignments]
    if name in (
        "judging:entry",
        "judging:redaction",
        "judging:award",
        "judging:take_back",
        "judging:office_recuse",
        "judging:lift",
    ):
        return [entry.pk for entry in entries]
    if name in ("judging:invitation", "judging:decline", "judging:affirm"):
        return [seat.pk for seat in world.seats.values()]
    if name in (
        "judging:passing",
        "judging:pass_best",
        "judging:pass_from",
        "judging:picking",
        "judging:copy_round",
        "judging:redactions",
        "judging:disagreement",
        "judging:strictness",
        "judging:discussion",
    ):
        return [world.panel.round_id, world.blind.round_id]
    if family == "judging":
        return [world.panel.pk, world.blind.pk]
    return [thing.pk for thing in things.get(family, [])] or [1]
