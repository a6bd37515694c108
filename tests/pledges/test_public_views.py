import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from PIL import Image

from campaign.models import Campaign
from cms import kept
from judging import actions as judging
from people import pictures
from people.models import Consent, Purpose
from pledges import actions, open_data
from pledges.models import Entry
from pledges.search import matching
from tests import make, make_pages

pytestmark = pytest.mark.django_db

SECRET = "Saukkolampi"


@pytest.fixture
def entry(hosts):
    """An entry that became public through the front door, with a picture."""
    return publish(hosts["fi"].campaign, image=picture(), image_alt="Lapsia pihalla")


def picture() -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 400), "#7a3300").save(buffer, "JPEG")
    return pictures.store(SimpleUploadedFile("kuva.jpg", buffer.getvalue()))


def publish(campaign, **fields) -> Entry:
    defaults = {"title": f"{SECRET} kukkii", "description": f"Istutamme {SECRET}en.", "contact_name": "Maija"}
    draft = make.entry(campaign=campaign, themes=campaign.themes.all(), **(defaults | fields))
    actions.submit(draft, by=None)
    for purpose in Purpose:
        make.permission(draft, purpose)
    return actions.accept(draft, by=None)


def address(page, reference="", code="fi") -> str:
    with translation.override(code):
        return page.entry_address(reference) if reference else page.gallery_address


OPEN_DATA = ("entries", "entries.csv", "entries.jsonl", "entries.atom")


def channels(hosts, entry) -> list[str]:
    """Every public address at which the entry, or a word of it, may appear."""
    with translation.override("fi"):
        found = [f"/fi/{word}?q={SECRET}" for word in (translation.gettext("search/"),)]
    return [
        *(address(page, entry.reference, code) for code, page in hosts.items()),
        *(address(page, code=code) for code, page in hosts.items()),
        address(hosts["fi"]) + f"?q={SECRET}",
        *(page.url for page in hosts.values()),
        *found,
        "/sitemap-entries.xml",
        "/sitemap-pages.xml",
        f"/entry-picture/{entry.reference}-480.webp",
        *(f"/open-data/v1/{name}" for name in (*OPEN_DATA, f"entries/{entry.reference}")),
    ]


def traces(client, hosts, entry) -> list[str]:
    """The channels on which something of the entry can be found."""
    found = []
    for channel in channels(hosts, entry):
        answer = client.get(channel)
        text = answer.getvalue().decode(errors="replace").replace(f'value="{SECRET}"', "")
        said = f"{SECRET} kukkii" in text or f"{entry.reference}/" in text
        if answer.status_code == 200 and (said or channel.endswith(".webp")):
            found.append(channel)
    return found


def everywhere(hosts, entry) -> list[str]:
    return [channel for channel in channels(hosts, entry) if channel != "/sitemap-pages.xml"]


def test_a_public_entry_is_found_on_every_channel(client, hosts, entry):
    assert traces(client, hosts, entry) == everywhere(hosts, entry)


def test_withdrawn_consent_takes_the_entry_off_every_channel_at_once(client, hosts, entry):
    actions.set_permissions(entry, set(), by=None)
    assert traces(client, hosts, entry) == []


def test_an_entry_taken_back_is_off_every_channel_at_once(client, hosts, entry):
    actions.withdraw(entry, by=None)
    assert traces(client, hosts, entry) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "declined"])
def test_an_entry_that_never_became_public_is_on_no_channel(client, hosts, state):
    entry = make.entry(
        campaign=hosts["fi"].campaign,
        state=state,
        published=True,
        title=f"{SECRET} kukkii",
        image=picture(),
        image_alt="Kuva",
        reference="KOTO-0001",
        submitted_at=timezone.now(),
    )
    assert list(matching(SECRET, entry.campaign)) == []
    assert traces(client, hosts, entry) == []


def test_before_the_publication_moment_the_entry_is_on_no_channel(client, hosts, entry):
    Campaign.objects.update(publishes_at=timezone.now() + timedelta(hours=1))
    assert traces(client, hosts, entry) == []


def test_what_was_public_is_gone_and_the_page_tells_nothing_of_it(client, hosts, entry):
    actions.set_permissions(entry, {Purpose.PUBLISH_ORGANISATION}, by=None)
    answer = client.get(address(hosts["sv"], entry.reference, "sv"))
    assert (answer.status_code, SECRET in answer.content.decode()) == (410, False)
    make.permission(entry)
    assert client.get(address(hosts["sv"], entry.reference, "sv")).status_code == 200
    actions.withdraw(entry, by=None)
    assert client.get(address(hosts["sv"], entry.reference, "sv")).status_code == 410


def test_consent_withdrawn_before_anybody_could_read_leaves_no_trace_of_an_entry(client, hosts):
    entry = make.entry(campaign=hosts["fi"].campaign)
    actions.submit(entry, by=None)
    make.permission(entry)
    actions.set_permissions(entry, set(), by=None)
    actions.accept(entry, by=None)
    answers = [client.get(address(hosts["fi"], reference)) for reference in (entry.reference, "KOTO-9999")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_an_entry_is_only_on_the_pages_of_its_own_campaign(client, hosts, entry):
    homes = make_pages.site()
    other = make_pages.campaign_pages(make.campaign(), homes, slugs={"fi": "toinen"})
    assert client.get(address(other["fi"], entry.reference)).status_code == 404


def test_the_page_shows_the_record_and_nothing_else(client, hosts, entry):
    answer = client.get(address(hosts["fi"], entry.reference))
    with translation.override("fi"):
        assert answer.context["entry"] == open_data.public_record(entry)
    assert answer.context["address"] == "http://localhost:8000" + address(hosts["fi"], entry.reference)
    for personal in (entry.contact_email, "kumppani@example.org", str(entry.uuid)):
        assert personal not in answer.content.decode()


def test_without_permission_the_page_says_that_the_name_is_not_public(client, hosts, entry):
    actions.set_permissions(entry, {Purpose.PUBLISH_TEXT}, by=None)
    html = client.get(address(hosts["en"], entry.reference, "en")).content.decode()
    assert "The organisation’s name is not public" in html
    assert [word in html for word in (str(entry.organisation), "Maija", "entry-picture")] == [False] * 3


def test_only_confirmed_partners_are_named(client, hosts, entry):
    for state in ("invited", "declined", "left", "confirmed"):
        make.partner(entry, state=state, organisation=make.organisation(name=make.words(f"Kumppani {state}")))
    html = client.get(address(hosts["fi"], entry.reference)).content.decode()
    states = ("invited", "declined", "left", "confirmed")
    assert [f"Kumppani {state}" in html for state in states] == [False, False, False, True]


def test_the_text_is_marked_with_its_own_language(client, hosts):
    entry = publish(hosts["fi"].campaign, language="sv")
    html = client.get(address(hosts["fi"], entry.reference)).content.decode()
    assert '<html lang="fi"' in html
    assert 'lang="sv"' in html.split("<main")[1]


def test_answers_are_shown_only_where_the_question_is_public(client, hosts, entry):
    for audience in ("public", "jury", "staff"):
        question = make.question(entry.campaign, audience=audience)
        entry.answers.create(question=question, text=f"Vastaus {audience}")
    html = client.get(address(hosts["fi"], entry.reference)).content.decode()
    assert [f"Vastaus {audience}" in html for audience in ("public", "jury", "staff")] == [True, False, False]


def test_an_answer_and_a_file_stand_below_their_public_headings(client, hosts, entry):
    heading = make.words("Uutta ideassa", "Nytt", "New")
    entry.answers.create(question=make.question(entry.campaign, heading=heading), text="Kaikki")
    make.attachment(entry, question=make.question(entry.campaign, type="file", heading=heading))
    page = BeautifulSoup(client.get(address(hosts["fi"], entry.reference)).content, "html.parser")
    below = [page.select_one("h2.question"), page.select_one(".files .soft")]
    assert [one.get_text() for one in below] == ["Uutta ideassa"] * 2


def test_during_the_call_a_pledge_leads_to_a_pledge_of_one_s_own(client, hosts, entry):
    page = client.get(address(hosts["fi"], entry.reference)).content
    (link,) = BeautifulSoup(page, "html.parser").select("[aria-labelledby=follow] a.ds-button")
    client.force_login(make.user())
    begun = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert [kind["value"] for kind in begun.select("[name=kind][checked]")] == ["pledge"]


@pytest.mark.parametrize(("kind", "moments"), [("initiative", dict), ("pledge", make.closed)])
def test_neither_an_initiative_nor_a_call_that_has_closed_does_so(client, hosts, kind, moments):
    entry = publish(hosts["fi"].campaign, kind=kind)
    Campaign.objects.update(**moments())
    page = client.get(address(hosts["fi"], entry.reference))
    assert (page.status_code, 'id="follow"' in page.text) == (200, False)


def test_a_decision_is_silent_until_released_and_then_shown_with_its_award(client, hosts, entry):
    judging.decide(entry, "selected", "Rohkea ja mitattava.", by=None)
    judging.award(entry, make.words("Tunnustuspalkinto"), make.words("Esimerkki muille."), by=None)
    before = client.get(address(hosts["en"], entry.reference, "en"))
    said = ("Selected for the programme</", "Rohkea ja mitattava", "Tunnustuspalkinto", "Esimerkki muille")
    assert (before.context["result"].label, before.context["result"].awards) == ("", [])
    assert [word in before.content.decode() for word in said[1:]] == [False] * 3
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    after = client.get(address(hosts["en"], entry.reference, "en"))
    assert [word in after.content.decode() for word in said[1:]] == [True] * 3


def test_a_refusal_ends_the_line_of_steps_and_its_grounds_are_not_public(client, hosts, entry):
    judging.decide(entry, "not_selected", "Liian suppea.", by=None)
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    answer = client.get(address(hosts["en"], entry.reference, "en"))
    assert "Liian suppea" not in answer.content.decode()
    line = [(step.label, step.is_done, step.is_current) for step in answer.context["steps"]]
    assert line == [("Submitted", True, False), ("Accepted", True, False), ("Not selected", True, True)]


def test_the_steps_carry_the_dates_at_which_they_were_reached(client, hosts, entry):
    steps = client.get(address(hosts["fi"], entry.reference)).context["steps"]
    accepted = entry.campaign.entries.get().submitted_at
    assert [(step.state, step.is_done, step.at is not None) for step in steps] == [
        ("submitted", True, True),
        ("accepted", True, True),
        ("selected", False, False),
        ("in_practice", False, False),
        ("completed", False, False),
    ]
    assert steps[0].at == accepted


def test_related_entries_share_a_theme_and_are_public(client, hosts):
    campaign = hosts["fi"].campaign
    theme, other = make.theme(campaign), make.theme(campaign)
    entry, alike, different = (publish(campaign) for _ in range(3))
    hidden = make.entry(campaign=campaign, state="accepted")
    for one, subject in [(entry, theme), (alike, theme), (different, other), (hidden, theme)]:
        one.themes.set([subject])
    related = client.get(address(hosts["fi"], entry.reference)).context["related"]
    assert set(re.findall(r"KOTO-\d+-\d+", related)) == {alike.reference}


def test_shared_links_carry_the_campaign_s_hashtag_and_ask_nobody_before_a_press(client, hosts, entry):
    answer = client.get(address(hosts["fi"], entry.reference))
    links = {link.name: link.address for link in answer.context["share_links"]}
    page = "http%3A%2F%2Flocalhost%3A8000" + address(hosts["fi"], entry.reference).replace("/", "%2F")
    words = f"{SECRET}%20kukkii%20%23kotolupaus"
    assert links["X"] == f"https://x.com/intent/post?url={page}&text={words}"
    assert links["Mastodon"] == f"https://share.joinmastodon.org/#text={words}%20{page}"
    assert links["Bluesky"] == f"https://bsky.app/intent/compose?text={words}%20{page}"
    assert next(iter(links.values())).startswith(f"mailto:?subject={SECRET}%20kukkii%20%23kotolupaus&body=")
    html = answer.content.decode()
    run = html.replace('<script type="application/ld+json">', "")
    assert run.count("<script") == run.count('<script src="/static/')
    assert "style=" not in html


def test_the_picture_of_an_entry_is_fetched_first_and_the_smaller_kind_is_offered_first(client, hosts, entry):
    page = BeautifulSoup(client.get(address(hosts["fi"], entry.reference)).content, "html.parser")
    picture = page.select_one("picture:has(.entry-picture)")
    source, shown = picture.find("source"), picture.find("img")
    at = f"/entry-picture/{entry.reference}-"
    widths = {kind: ", ".join(f"{at}{w}.{kind} {w}w" for w in pictures.WIDTHS) for kind in pictures.KINDS}
    assert (source["type"], source["srcset"]) == ("image/avif", widths["avif"])
    assert (shown["src"], shown["srcset"]) == (f"{at}960.webp", widths["webp"])
    assert source["sizes"] == shown["sizes"]
    wanted = {"fetchpriority": "high", "loading": None, "width": "960", "height": "640"}
    assert {name: shown.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("kind", ["webp", "avif"])
def test_the_picture_is_served_small_and_kept_by_nobody_for_long(client, hosts, entry, kind):
    address_at = f"/entry-picture/{entry.reference}-{{}}.{kind}".format
    answers = [client.get(address_at(width)) for width in (480, 960, 1600, 500)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert (answers[0]["Content-Type"], answers[0]["Cache-Control"]) == (
        f"image/{kind}",
        "public, max-age=60",
    )
    picture = Image.open(io.BytesIO(answers[0].content))
    assert (picture.format.lower(), picture.width) == (kind, 480)


def pictures_of(entry) -> list[str]:
    return [f"/entry-picture/{entry.reference}-480.{kind}" for kind in ("webp", "avif")]


def test_without_permission_for_the_picture_there_is_none(client, hosts, entry):
    actions.set_permissions(entry, set(Purpose.values) - {Purpose.PUBLISH_IMAGE}, by=None)
    assert [client.get(address).status_code for address in pictures_of(entry)] == [404, 404]
    html = client.get(address(hosts["fi"], entry.reference)).content.decode()
    assert (SECRET in html, "entry-picture" in html) == (True, False)


def test_a_picture_missing_from_the_store_is_not_found(client, hosts, entry):
    pictures.remove(Entry.objects.get().image)
    assert [client.get(address).status_code for address in pictures_of(entry)] == [404, 404]


@pytest.mark.parametrize("others", [0, 40])
@time_machine.travel("2026-11-26 12:00:00+02:00", tick=False)  # pages stand for a minute
def test_the_pages_take_the_same_queries_whatever_there_is(
    client, hosts, entry, others, django_assert_num_queries
):
    for _ in range(others):
        make.entry(campaign=entry.campaign, state="accepted", published=True)
    pages = [address(hosts["fi"]), address(hosts["fi"], entry.reference)]
    for page in [hosts["fi"].url, *pages]:
        client.get(page)  # fills what a process keeps
    kept.pages.clear()
    for page, cold in zip(pages, (2, 16), strict=True):
        with django_assert_num_queries(cold):
            client.get(page)
        with django_assert_num_queries(1):
            client.get(page)


def test_an_empty_gallery_says_so_and_a_choice_that_fits_nothing_says_something_else(client, hosts):
    empty = client.get(address(hosts["en"], code="en")).content.decode()
    publish(hosts["fi"].campaign)
    nothing = client.get(address(hosts["en"], code="en") + "?q=olematon").content.decode()
    said = ("No entry has been published yet", "Nothing matches what you chose")
    assert [sentence in empty for sentence in said] == [True, False]
    assert [sentence in nothing for sentence in said] == [False, True]


@pytest.mark.parametrize(
    "query",
    [
        'q="',
        "q=%00",
        "q=%22a%22%22",
        "q=((((",
        "q=a*+OR+NEAR(",
        "q=" + "%22" * 10_000,
        "after=%00",
        "theme=" + "x" * 9000,
    ],
)
def test_nothing_that_is_typed_breaks_the_gallery(client, hosts, entry, query):
    assert client.get(f"{address(hosts['fi'])}?{query}").status_code == 200


def test_withdrawal_is_in_the_ledger_when_the_page_is_gone(client, hosts, entry):
    actions.withdraw(entry, by=None)
    assert client.get(address(hosts["fi"], entry.reference)).status_code == 410
    assert not Consent.objects.in_force().about(entry.uuid).exists()


@pytest.mark.parametrize(
    ("summary", "description", "shown"),
    [
        ("Sata pyörää.", "Keräämme pyöriä.", True),
        ("Keräämme pyöriä ja…", "Keräämme\npyöriä ja huollamme ne.", False),
        ("", "Keräämme pyöriä.", True),
    ],
)
def test_a_summary_that_only_begins_the_description_is_not_said_twice(entry, summary, description, shown):
    record = replace(open_data.public_record(entry), summary=summary, description=description)
    assert record.summary_begins_the_description != shown
