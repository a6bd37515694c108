"""What others show of an entry is true at the next request, and nothing once the entry is gone."""

import html
import io
import json
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone, translation
from PIL import Image

from campaign.models import Campaign
from cms import kept
from judging import actions as judging
from people.models import Purpose
from pledges import actions
from pledges.views import elsewhere
from tests import make
from tests.pledges.test_public_views import picture, publish

pytestmark = pytest.mark.django_db

LONG = "Maahanmuuttajanuorten työelämävalmennus"
ENDS_OF_LINES = """[...document.querySelectorAll("text")].map((line) => {
    const { x, width } = line.getBBox();
    return Math.round(x + width);
})"""
TITLE = "Kahvila & </script><b>piha</b>"
KINDS = {
    "share-card": "image/png",
    "badge": "image/svg+xml",
    "poster": "application/pdf",
    "code": "image/svg+xml",
    "frame": "text/html; charset=utf-8",
}


@pytest.fixture
def entry(hosts):
    return publish(hosts["fi"].campaign, title=TITLE)


def part(hosts, entry, name, code="en") -> str:
    with translation.override(code):
        return f"{hosts[code].entry_address(entry.reference)}{name}/"


def get(client, hosts, entry, name, code="en"):
    return client.get(part(hosts, entry, name, code))


def test_each_is_a_file_of_its_kind_in_every_language(client, hosts, entry):
    answers = {(n, c): get(client, hosts, entry, n, c) for n in KINDS for c in ("fi", "sv", "en")}
    assert {key: (a.status_code, a["Content-Type"]) for key, a in answers.items()} == {
        (name, code): (200, kind) for name, kind in KINDS.items() for code in ("fi", "sv", "en")
    }
    assert Image.open(io.BytesIO(answers["share-card", "sv"].content)).size == (1200, 630)
    assert answers["poster", "fi"].content.startswith(b"%PDF-")


def test_somebody_who_is_signed_in_gets_the_same(client, hosts, entry):
    before = {name: get(client, hosts, entry, name).content for name in KINDS if name != "poster"}
    client.force_login(make.user())
    assert {name: get(client, hosts, entry, name).content for name in before} == before


def test_nothing_else_stands_below_an_entry(client, hosts, entry):
    assert get(client, hosts, entry, "page").status_code == 404


def test_of_an_entry_that_never_was_public_there_is_nothing(client, hosts):
    draft = make.entry(campaign=hosts["fi"].campaign, state="submitted", reference="KOTI-77")
    assert {get(client, hosts, draft, name).status_code for name in KINDS} == {404}


def test_what_somebody_wrote_cannot_leave_its_place(client, hosts, entry):
    for name in ("badge", "frame"):
        assert "<b>" not in get(client, hosts, entry, name).text
    page = client.get(part(hosts, entry, "")[:-1])
    said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1]
    assert "<" not in said


def test_the_badge_says_what_became_of_the_entry(client, hosts, entry):
    assert "Accepted" in get(client, hosts, entry, "badge").text
    judging.decide(entry, "selected", "Hyvä.", by=None)
    assert "Accepted" in get(client, hosts, entry, "badge").text
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    assert "Selected for the programme" in get(client, hosts, entry, "badge").text
    assert "Selected" in get(client, hosts, entry, "badge").text


@pytest.mark.parametrize("kind", ["pledge", "initiative"])
def test_the_words_of_the_badge_stay_within_it(page, hosts, kind):
    with translation.override("fi"):
        entry = publish(hosts["fi"].campaign, kind=kind)
    page.open(part(hosts, entry, "badge", "fi"))
    ends = page.evaluate(ENDS_OF_LINES)
    assert (len(ends), [end for end in ends if end > 340 - 12]) == (3, [])


def test_a_card_in_a_frame_is_shown_whole(page, hosts):
    long = publish(hosts["fi"].campaign, title=f"{LONG} {LONG}", summary=f"{LONG} " * 9)
    page.set_viewport_size({"width": 360, "height": 580})
    page.goto(page.site + part(hosts, long, "frame", "fi"))
    assert page.evaluate("document.documentElement.scrollHeight") == 580


def test_without_permission_the_badge_and_the_frame_say_so_and_the_rest_is_gone(client, hosts, entry):
    before = {name: get(client, hosts, entry, name).content for name in KINDS}
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    after = {name: get(client, hosts, entry, name) for name in KINDS}
    assert {name: answer.status_code for name, answer in after.items()} == dict.fromkeys(KINDS, 410)
    assert [name for name in KINDS if after[name].content == before[name]] == []
    assert ["Kahvila" in after[name].text for name in ("badge", "frame")] == [False, False]
    assert "No longer public" in after["badge"].text
    assert "What was shown here is not public any more." in after["frame"].text


def test_without_permission_for_the_picture_the_card_is_woven_only(client, hosts):
    entry = publish(hosts["fi"].campaign, image=picture(), image_alt="Piha")
    assert _in_the_middle(client, hosts, entry) == "brown"
    actions.withdraw_permission(entry, Purpose.PUBLISH_IMAGE, by=None)
    assert _in_the_middle(client, hosts, entry) == "woven"


def _in_the_middle(client, hosts, entry) -> str:
    """What the panel shows around its middle: the brown of the picture alone, or more colours than that."""
    with Image.open(io.BytesIO(get(client, hosts, entry, "share-card").content)) as card:
        lightest_and_darkest = card.convert("RGB").crop((147, 240, 247, 340)).getextrema()
    brown = zip(lightest_and_darkest, (122, 51, 0), strict=True)
    return "brown" if all(abs(end - value) < 5 for ends, value in brown for end in ends) else "woven"


def test_any_site_may_frame_the_frame_and_nothing_else(client, hosts, entry):
    frame, page = get(client, hosts, entry, "frame"), client.get(part(hosts, entry, "")[:-1])
    again = get(client, hosts, entry, "frame")
    assert [a.get("X-Frame-Options") for a in (frame, again, page)] == [None, None, "SAMEORIGIN"]
    policies = [
        re.search("frame-ancestors ([^;]*)", a["Content-Security-Policy"])[1] for a in (frame, again, page)
    ]
    assert policies == ["*", "*", "'none'"]


def test_a_kept_card_takes_one_query(client, hosts, entry, django_assert_num_queries):
    get(client, hosts, entry, "share-card")
    with django_assert_num_queries(1):
        get(client, hosts, entry, "share-card")
    kept.pages.clear()


def test_networks_and_machines_find_the_card_and_the_facts_on_the_page(client, hosts, entry):
    address = part(hosts, entry, "")[:-1]
    page = client.get(address)
    said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text)[1])
    assert (said["@id"], said["name"], said["inLanguage"]) == (
        f"http://localhost:8000{address}",
        TITLE,
        "fi",
    )
    assert f'<meta property="og:image" content="http://localhost:8000{address}share-card/">' in page.text


def test_what_is_to_be_copied_is_complete(client, hosts, entry):
    context = client.get(part(hosts, entry, "")[:-1]).context
    at = "http://localhost:8000" + part(hosts, entry, "")[:-1]
    title = "Kahvila &amp; &lt;/script&gt;&lt;b&gt;piha&lt;/b&gt;"
    assert context["badge_code"] == (
        f'<a href="{at}"><img src="{at}badge/" alt="{title}" width="340" height="96"></a>'
    )
    assert context["frame_code"] == (
        f'<iframe src="{at}frame/" title="{title}" width="360" height="580" loading="lazy"></iframe>'
    )


@pytest.mark.parametrize("name", ["badge", "frame"])
def test_what_is_copied_out_of_its_field_is_what_was_made(client, hosts, entry, name):
    """A field gives back its text read as HTML once: a title that was escaped stays escaped."""
    page = client.get(part(hosts, entry, "")[:-1])
    field = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', page.text)[1]
    assert html.unescape(field) == page.context[f"{name}_code"]


def test_whoever_takes_an_entry_back_takes_it_from_everywhere(client, hosts, entry):
    actions.withdraw(entry, by=None)
    assert {name: get(client, hosts, entry, name).status_code for name in KINDS} == dict.fromkeys(KINDS, 410)


@pytest.mark.parametrize("name", ["share-card", "poster", "badge", "code"])
def test_what_is_drawn_is_drawn_once_also_for_whoever_brings_a_session(
    client, hosts, entry, name, monkeypatch
):
    """Nothing in a drawing depends on who looks, and a made-up cookie must not keep our pencils busy."""
    drawn = []
    monkeypatch.setitem(
        elsewhere.PARTS, name, lambda shown: drawn.append(name) or HttpResponse("x", KINDS[name])
    )
    for number in range(3):
        client.cookies["sessionid"] = f"{number}" * 32
        assert get(client, hosts, entry, name).status_code == 200
    client.force_login(make.user())
    assert get(client, hosts, entry, name).status_code == 200
    assert drawn == [name]
    actions.withdraw_permissions(entry, by=None)
    assert get(client, hosts, entry, name).status_code == 410
