"""checks.md V01, Z02, C09: a withdrawal reaches every public channel at the next request.

Everything that the resolver knows is fetched by somebody who is not signed in, before and after.
"""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from people.models import Letter, Purpose
from pledges import actions
from pledges.views.elsewhere import PARTS
from tests import make
from tests.access.addresses import every_address
from tests.access.world import FIELDS, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = build()
    for purpose in Purpose:
        make.permission(made.entries["accepted"], purpose, by=made.people["author"])
    return made


def seen_by_everybody(client, world) -> dict[str, set[str]]:
    """The canaries of the accepted entry, and its picture, by the name of the address that shows them."""
    found: dict[str, set[str]] = {}
    secrets = (
        str(world.invited.key),
        str(world.answered_key),
        str(world.own_key),
        str(world.beside_key),
        "/withdraw-permissions/",
        "/demo/",
        "/admin/",
    )
    for address in every_address(world):
        # What a link in a letter opens, and the demonstration's list of letters, are not public.
        if any(secret in address.path for secret in secrets):
            continue
        # In capitals, so that a page that repeats the question shows no canary by that.
        path = address.path.replace("?q=kanaria", "?q=KANARIAACCEPTEDTITLE")
        answer = client.get(path, headers={"accept-language": "en"})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode(errors="replace")
        words = set(re.findall(r"kanariaaccepted([a-z]+)", text))
        if f"/{world.entries['accepted'].reference}/" in text and answer.status_code == 200:
            words.add("address")
        if (
            path.startswith(f"/entry-picture/{world.entries['accepted'].reference}-")
            and answer.status_code == 200
        ):
            words.add("picture")
        if words:
            found.setdefault(address.name.split()[0], set()).update(words)
    return found


def test_a_withdrawal_empties_every_public_channel_at_once(client, world):
    entry = world.entries["accepted"]
    before = seen_by_everybody(client, world)
    assert set(before) == CHANNELS
    assert {200} == {
        answer for name, answer in addresses_of(client, world, entry).items() if " jury" not in name
    }
    more = {"picture", "address", "publicfile", "publicfilename"}
    assert set().union(*before.values()) == more.union(FIELDS) - {
        "juryanswer",
        "staffanswer",
        "note",
    }

    actions.withdraw_permissions(entry, by=world.people["author"])

    assert seen_by_everybody(client, world) == {}
    assert addresses_of(client, world, entry) == {
        "page": 410,
        "picture": 404,
        "smaller picture": 404,
        "file that was public": 404,
        "file for the jury": 404,
        **{f"{what} of {whose}": 404 for what in ("page", "logo") for whose in ("submitter", "partner")},
        **dict.fromkeys(PARTS, 410),
    }
    assert read_by_the_jury(client, world) == {"list", "entry"}


def addresses_of(client, world, entry) -> dict[str, int]:
    """What the addresses answer that somebody may have kept."""
    client.logout()
    public, jury = entry.attachments.order_by("-is_public")
    with translation.override("en"):
        page = world.pages["en"].entry_address(entry.reference)
    kept = {
        "page": page,
        "picture": reverse("entry_picture", args=[entry.reference, 480]),
        "smaller picture": reverse("entry_picture_avif", args=[entry.reference, 480]),
        "file that was public": reverse("entry_attachment", args=[entry.reference, public.pk]),
        "file for the jury": reverse("entry_attachment", args=[entry.reference, jury.pk]),
    }
    for whose, one in (("submitter", entry.organisation), ("partner", world.partner_organisation)):
        with translation.override("en"):
            kept[f"page of {whose}"] = world.pages["en"].organisation_address(one.public_id)
        kept[f"logo of {whose}"] = reverse("public_logo", args=[one.public_id])
    kept |= {part: f"{page}{part}/" for part in PARTS}
    answers = {name: client.get(address, follow=True) for name, address in kept.items()}
    for answer in answers.values():
        b"".join(answer)  # to the end, which closes the file
    return {name: answer.status_code for name, answer in answers.items()}


def read_by_the_jury(client, world) -> set[str]:
    """It was sent in to be assessed, and is, with permission to publish or without."""
    client.force_login(world.people["juror_assigned"])
    assignment = world.seats["juror_assigned"].assignments.get(entry=world.entries["accepted"])
    pages = {
        "list": reverse("judging:my_entries"),
        "entry": reverse("judging:score", args=[assignment.pk]),
    }
    return {name for name, page in pages.items() if "kanariaacceptedtitle" in client.get(page).text}


def test_a_whole_entry_taken_back_is_gone_from_the_jury_as_well_and_no_letter_tells_of_it(client, world):
    entry = world.entries["accepted"]
    actions.withdraw(entry, by=world.people["author"])

    assert addresses_of(client, world, entry)["page"] == 410
    assert read_by_the_jury(client, world) == set()
    told = Letter.objects.waiting().filter(body__contains="kanariaaccepted").values_list("kind", "to")
    assert set(told) == {("withdrawn", to) for to, _language in entry.submitters()}


CHANNELS = {
    *("wagtail_serve", "search", "sitemap", "entry_picture", "entry_picture_avif", "entry_attachment"),
    *(f"open-data:{name}" for name in ("entries", "entry", "table", "lines", "feed")),
}
