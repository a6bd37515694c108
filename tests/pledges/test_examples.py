"""A pledge that others do as well: its words to begin with, and each page tells of the other."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaign.templatetags.moments import moment
from people.models import Purpose, Representative
from pledges import actions, examples
from pledges.models import Entry
from pledges.states import State
from tests import make, make_pages
from tests.addresses import english
from tests.pledges.gallery_makers import public
from tests.pledges.test_public_views import address
from tests.pledges.test_views_start import NEW
from tests.staff import client_of

pytestmark = pytest.mark.django_db
NO_WORDS = ["", "", "", ""]


@pytest.fixture
def campaign(hosts):
    return hosts["fi"].campaign


@pytest.fixture
def example(campaign):
    organisation = make.organisation(name=make.words("Siltakatu Oy"))
    facts = {"plain_summary": "Töitä.", "organisation": organisation, "themes": [make.theme(campaign)]}
    return public(campaign, title="Palkkaamme nuoria", **facts)


def begin(client, campaign, reference, **data) -> Entry:
    client.force_login(make.user())
    asked = NEW | {"kind": "pledge", "example": reference} | data
    assert client.post(english("pledges:start", campaign.slug), asked).status_code == 302
    return Entry.objects.get(uuid=NEW["token"])


def texts(entry) -> list[str]:
    return [entry.title, entry.summary, entry.description, entry.plain_summary]


def page(entry, hosts) -> BeautifulSoup:
    shown = Client().get(address(hosts["en"], entry.reference, "en"))
    return BeautifulSoup(shown.text, "html.parser")


def told(entry, hosts) -> tuple[str, list[str]]:
    """What the page of an entry says of the one it follows, and of those that follow it."""
    shown = page(entry, hosts)
    followed = [one.text for one in shown.select(".entry-head p") if "Follows the example of" in one.text]
    cards = shown.select("section[aria-labelledby=followers] article h3")
    return "".join(followed), [card.text.strip() for card in cards]


# --- to challenge --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("is_named", "opening"),
    [(True, "Siltakatu Oy has made a pledge:"), (False, "This pledge has been made:")],
)
def test_a_letter_challenges_another_organisation_from_the_visitor_s_own_mail(
    hosts, campaign, example, is_named, opening
):
    if not is_named:
        actions.withdraw_permission(example, Purpose.PUBLISH_ORGANISATION, by=None)
    campaign.refresh_from_db()
    challenge = page(example, hosts).select_one("section[aria-labelledby=follow] a[href^=mailto]")["href"]
    until = moment(campaign.closes_at, campaign)
    assert parse_qs(urlsplit(challenge).query) == {
        "subject": ["A challenge: Palkkaamme nuoria"],
        "body": [
            f"Hello,\r\n\r\n{opening}\r\nPalkkaamme nuoria\r\n\r\n{example.summary}\r\n\r\n"
            "We challenge you to promise the same, or something of your own. "
            f"Pledges are open until {until}:\r\n"
            f"http://localhost:8000{address(hosts['en'], example.reference, 'en')}"
        ],
    }


def test_no_link_to_a_letter_speaks_to_search_engines(hosts, campaign, example):
    letters = page(example, hosts).select('a[href^="mailto:"]')
    assert [(link.text, link.get("rel")) for link in letters] == [
        ("Challenge another organisation by e-mail", None),
        ("E-mail", None),
    ]


# --- to begin ------------------------------------------------------------------------------------
def test_the_page_of_a_pledge_leads_to_the_form_which_tells_of_it(client, hosts, campaign, example):
    follow = page(example, hosts).select_one("section[aria-labelledby=follow] a")["href"]
    asked = f"kind=pledge&example={example.reference}"
    assert follow == f"{english('pledges:start', campaign.slug)}?{asked}"
    client.force_login(make.user())
    form = BeautifulSoup(client.get(follow).text, "html.parser")
    assert form.select_one(".notice strong").text == "Palkkaamme nuoria"
    assert form.select_one("input[name=example]")["value"] == example.reference
    assert form.select_one(".notice input[name=with_words]")
    ticked = [
        form.select_one(f"input[{one}]").has_attr("checked") for one in ("name=with_words", "value=pledge")
    ]
    assert ticked == [True, True]


def test_a_form_with_errors_keeps_its_example_and_what_was_ticked(client, campaign, example):
    client.force_login(make.user())
    asked = NEW | {"kind": "", "example": example.reference}
    again = client.post(english("pledges:start", campaign.slug), asked)
    form = again.context["form"]
    assert (again.status_code, list(form.errors)) == (200, ["kind"])
    assert (form["example"].value(), form["with_words"].value()) == (example.reference, False)
    assert again.context["example"].title == "Palkkaamme nuoria"


def test_a_draft_begins_with_the_words_and_themes_of_its_example(client, campaign, example):
    draft = begin(client, campaign, example.reference, with_words="on")
    assert (draft.example, draft.language, texts(draft)) == (example, "fi", texts(example))
    assert list(draft.themes.all()) == list(example.themes.all()) != []
    step = BeautifulSoup(client.get(reverse("pledges:edit", args=[draft.uuid, "about"])).text, "html.parser")
    assert "Palkkaamme nuoria" in [one.text for one in step.select(".notice strong")]


def test_words_are_not_a_step_that_is_done_before_they_are_saved_as_ones_own(client, campaign, example):
    draft = begin(client, campaign, example.reference, with_words="on")
    ticks = [_ticked(client, draft)]
    actions.save_draft(draft, draft.version, {"title": "Mekin palkkaamme"}, by=draft.created_by)
    ticks.append(_ticked(client, draft))
    assert ticks == [[], ["What and where"]]


def _ticked(client, draft) -> list[str]:
    shown = client.get(english("pledges:edit", draft.uuid, "about")).text
    lines = BeautifulSoup(shown, "html.parser").select(".progress li > *:has(.tick)")
    return [line.text.replace("✓", "").strip() for line in lines]


def test_words_that_were_copied_stay_when_their_example_is_withdrawn(client, campaign, example):
    """What CC BY permitted once stays permitted; nobody is led to the example any more."""
    draft = begin(client, campaign, example.reference, with_words="on")
    words = texts(draft)
    actions.withdraw(example, by=None)
    draft.refresh_from_db()
    assert texts(draft) == words


def test_the_log_tells_whose_example_was_followed_and_whether_words_were_taken(client, campaign, example):
    draft = begin(client, campaign, example.reference, with_words="on")
    line = ModelLogEntry.objects.for_instance(draft).get(action="pledges.entry.start")
    assert line.data == {"example": example.reference, "with_words": True}


def test_nobody_is_an_example_to_itself(client, campaign, example):
    person = make.user()
    Representative.objects.create(user=person, organisation=example.organisation, role="owner")
    asked = {"by": person, "language": "fi", "example": example, "with_words": True}
    draft = actions.start(campaign, "pledge", example.organisation, **asked)
    assert (draft.example, texts(draft)) == (None, texts(example))


@pytest.mark.parametrize("what", ["an initiative", "another campaign"])
def test_whoever_asks_past_the_form_is_refused(campaign, example, what):
    kind, call = {
        "an initiative": ("initiative", campaign),
        "another campaign": ("pledge", make.campaign()),
    }[what]
    with pytest.raises(actions.NotAllowedNow):
        actions.start(call, kind, make.organisation(), by=None, language="fi", example=example)


def test_or_with_none(client, campaign, example):
    draft = begin(client, campaign, example.reference)
    assert (draft.example, draft.language, texts(draft)) == (example, "en", NO_WORDS)


def test_words_that_nobody_may_reuse_are_neither_offered_nor_copied(client, campaign, example):
    actions.withdraw_permission(example, Purpose.REUSE, by=None)
    draft = begin(client, campaign, example.reference, with_words="on")
    form = client.get(english("pledges:start", campaign.slug), {"example": example.reference}).context["form"]
    assert (draft.example, texts(draft), "with_words" in form.fields) == (example, NO_WORDS, False)


@pytest.mark.parametrize(
    "what", ["waiting", "withdrawn", "not permitted", "initiative", "elsewhere", "unknown"]
)
def test_only_a_public_pledge_of_the_campaign_can_be_followed(client, hosts, campaign, what):
    facts = {
        "waiting": {"state": "submitted", "published": True},
        "withdrawn": {"state": "withdrawn"},
        "not permitted": {"state": "accepted"},
    }
    match what:
        case "initiative":
            chosen = public(campaign, kind="initiative")
        case "elsewhere":
            homes = {"fi": hosts["fi"].get_parent()}
            chosen = public(make_pages.campaign_pages(None, homes, {"fi": "toinen"})["fi"].campaign)
        case "unknown":
            chosen = Entry(reference="KOTO-0")
        case _:
            chosen = make.entry(campaign=campaign, **facts[what])
    draft = begin(client, campaign, chosen.reference, with_words="on")
    assert (draft.example, texts(draft)) == (None, NO_WORDS)


def test_an_initiative_follows_no_pledge(client, campaign, example):
    draft = begin(client, campaign, example.reference, kind="initiative", with_words="on")
    assert (draft.example, texts(draft)) == (None, NO_WORDS)


# --- to read -------------------------------------------------------------------------------------
def test_each_page_tells_of_the_other_as_long_as_both_are_public(hosts, campaign, example):
    first = public(campaign, title="Mekin palkkaamme", example=example, themes=example.themes.all())
    make.entry(campaign=campaign, example=example, state="submitted", published=True)
    make.entry(campaign=campaign, example=example, state="accepted")
    follows = "Follows the example of: Palkkaamme nuoria · Siltakatu Oy"
    assert [told(one, hosts) for one in (example, first)] == [("", ["Mekin palkkaamme"]), (follows, [])]
    # Neither stands there once more as one on the same theme.
    assert [page(one, hosts).select("section[aria-labelledby=related]") for one in (example, first)] == [
        [],
        [],
    ]
    actions.withdraw(first, by=None)
    assert told(example, hosts) == ("", [])


def test_what_was_withdrawn_is_no_example_any_more(client, hosts, campaign, example):
    first = public(campaign, example=example)
    draft = begin(client, campaign, example.reference)
    assert told(first, hosts)[0] != ""
    actions.withdraw(example, by=None)
    step = client.get(reverse("pledges:edit", args=[draft.uuid, "about"]))
    assert (told(first, hosts), "Palkkaamme nuoria" in step.text) == (("", []), False)


def test_an_example_is_named_only_where_its_organisation_permits_that(hosts, campaign, example):
    first = public(campaign, example=example)
    actions.withdraw_permission(example, Purpose.PUBLISH_ORGANISATION, by=None)
    assert told(first, hosts) == ("Follows the example of: Palkkaamme nuoria", [])


def test_the_screening_desk_leads_to_the_example(campaign, example):
    follower = make.entry(campaign=campaign, state=State.SUBMITTED, example=example)
    shown = client_of("Screener").get(reverse("entries:entry", args=[follower.pk]))
    link = BeautifulSoup(shown.text, "html.parser").select_one("#facts-section dd a")
    assert (link["href"], link.text) == (reverse("entries:entry", args=[example.pk]), str(example))
    assert (link["lang"], link["dir"]) == (example.language, "auto")


def test_open_data_tells_the_reference(client, campaign, example):
    first = public(campaign, example=example)
    asked = [f"/open-data/v1/entries/{one.reference}" for one in (first, example)]
    assert [client.get(one).json()["example"] for one in asked] == [example.reference, None]


def test_of_very_many_the_newest_are_shown_and_all_are_counted(hosts, campaign, example):
    for number in range(14):
        public(campaign, title=f"Mekin {number}", example=example)
    found = examples.followers(example)
    newest = [f"Mekin {number}" for number in range(13, 1, -1)]
    assert (len(found.keys), [face.title for face in found.faces]) == (14, newest)
    assert page(example, hosts).select_one("#followers").text == "14 have taken up the challenge"
