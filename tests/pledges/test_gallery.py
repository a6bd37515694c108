from datetime import timedelta
from itertools import chain

import pytest
from django.utils import timezone, translation

from campaign.models import Kind
from people.models import Municipality, Purpose
from pledges.actions import withdraw_permission
from pledges.gallery.choices import MOST_TAGS
from pledges.gallery.faces import SCREEN
from pledges.models import Translation
from tests import make
from tests.pledges.gallery_makers import gallery, many, public, references, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    with translation.override("en"):
        yield make.campaign(**make.announced())


def test_only_public_entries_of_the_campaign_are_shown(campaign):
    shown = {public(campaign).reference, public(campaign, state="selected").reference}
    public(make.campaign())
    make.entry(campaign=campaign, state="accepted")
    for state in ("draft", "submitted", "returned", "declined", "withdrawn"):
        public(campaign, state=state)
    assert set(references(campaign)) == shown


def test_before_the_publication_moment_the_gallery_is_empty(campaign):
    public(campaign)
    type(campaign).objects.update(publishes_at=timezone.now() + timedelta(hours=1))
    campaign.refresh_from_db()
    screen = gallery(campaign).screen
    assert (screen.faces, screen.total, screen.more) == ([], 0, "")


QUERIES = {
    "kind=pledge": ["company"],
    "kind=initiative": ["municipality", "association"],
    "kind=initiative&kind=pledge": ["municipality", "association", "company"],
    "theme=tyo": ["association", "company"],
    "theme=kieli": ["municipality", "association"],
    "theme=tyo&theme=kieli": ["municipality", "association", "company"],
    "theme=tyo&kind=initiative": ["association"],
    "organisation=company": ["company"],
    "region=01": ["association", "company"],
    "region=06": ["municipality"],
    "municipality=837": ["municipality"],
    "language=sv": ["association", "company"],
    "language=fi&kind=pledge": ["company"],
    "status=selected": ["municipality"],
    "together=joint": ["association"],
    "together=alone": ["municipality", "company"],
    "together=alone&together=joint": ["municipality", "association", "company"],
    "partners=wanted": ["association"],
    "award=yes": ["municipality"],
    "tag=kahvila": ["company"],
    "tag=kahvila&tag=sauna": ["municipality", "company"],
    "tag=kahvila&kind=initiative": [],
    "q=leikkipuisto": ["association"],
    "q=leikkipuisto&kind=pledge": [],
}


@pytest.fixture
def three(campaign):
    """Entries of a company, an association and a municipality, in this order, that differ in everything."""
    work = make.theme(campaign, slug="tyo")
    language = make.theme(campaign, slug="kieli")
    question = make.question(campaign, seeks_partners=True)
    of = {kind: make.organisation(kind=kind) for kind in ("company", "association", "municipality")}
    company = public(campaign, organisation=of["company"], themes=[work], kind=Kind.PLEDGE, region_id="01")
    words = {"title": "Löfte", "summary": "Vi lovar.", "description": "Allt."}
    Translation.objects.create(entry=company, language="sv", made_from=company.text_fingerprint, **words)
    association = public(
        campaign,
        organisation=of["association"],
        themes=[work, language],
        kind=Kind.INITIATIVE,
        municipality_id="091",
        language="sv",
        summary="Leikkipuisto kaikille.",
    )
    association.answers.create(question=question, text="Tiloja")
    make.partner(association, state="confirmed")
    make.partner(company)
    municipality = public(
        campaign,
        organisation=of["municipality"],
        themes=[language],
        kind=Kind.INITIATIVE,
        municipality=Municipality.objects.get(code="837"),
        state="selected",
    )
    make.award(municipality)
    company.tags.add("kahvila")
    municipality.tags.add("Sauna")
    return [company, association, municipality]


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_chosen_decides_what_is_shown(campaign, three, query):
    kinds = {entry.reference: entry.organisation.kind for entry in three}
    chosen = gallery(campaign, f"{query}&sort=newest")
    assert [kinds[face.reference] for face in chosen.screen.faces] == QUERIES[query]
    in_database = chosen.matching.order_by("-submitted_at", "-pk").values_list(
        "organisation__kind", flat=True
    )
    assert list(in_database) == QUERIES[query]
    assert chosen.total == len(QUERIES[query])


@pytest.mark.parametrize(
    "query", ["", "kind=initiative", "theme=tyo&region=01", "together=joint&q=leikkipuisto"]
)
def test_each_choice_says_how_many_entries_it_would_leave(campaign, three, query):
    """Under everything else that is chosen: choosing one more value of the same filter widens it."""
    chosen = gallery(campaign, query)
    others = {
        one.name: [(o.name, v) for o in chosen.chosen if o is not one for v in o.values]
        for one in chosen.filters
    }
    assert len(chosen.filters) >= 10
    for one in chosen.filters:
        for option in chosen.options(one):
            pairs = [*others[one.name], (one.name, option.value)]
            words = "&".join(f"{name}={value}" for name, value in pairs)
            alone = gallery(campaign, f"{words}&q={chosen.words}")
            assert (one.name, option.value, option.number) == (one.name, option.value, alone.matching.count())


@pytest.mark.parametrize(
    "query",
    [
        "kind=x",
        "theme=%00",
        "region=999999",
        "municipality=%22%27",
        "sort=oldest",
        "sort=title%00",
        "view=x",
        "after=x",
        "after=",
        "page=2",
        "q=",
        "tag=nosuch",
        "tag=%00",
        "together=x&award=no&partners=",
    ],
)
def test_what_nobody_offered_is_ignored(campaign, query):
    reference = public(campaign).reference
    assert references(campaign, query) == [reference]


def test_a_choice_shows_as_a_chip_that_takes_it_back_and_keeps_the_rest(campaign):
    make.theme(campaign, slug="tyo", label=make.words("Työ", "Arbete", "Work"))
    make.theme(campaign, slug="kieli", label=make.words("Kieli", "Språk", "Language"))
    chosen = gallery(campaign, "q=sauna&theme=tyo&theme=kieli&after=abc&sort=title&view=list")
    assert [(chip.label, chip.value, chip.without) for chip in chosen.chips] == [
        ("Words", "sauna", "?theme=tyo&theme=kieli&sort=title&view=list"),
        ("Theme", "Work", "?q=sauna&theme=kieli&sort=title&view=list"),
        ("Theme", "Language", "?q=sauna&theme=tyo&sort=title&view=list"),
    ]


def test_an_address_says_what_was_chosen_and_nothing_else(campaign):
    make.theme(campaign, slug="tyo")
    query = "utm=1&kind=x&theme=tyo&theme=foo&sort=daily&view=map&after=x&tag=y"
    assert gallery(campaign, query).canonical == "theme=tyo&view=map"
    assert gallery(campaign, "a=1").canonical == ""


def test_a_cursor_stays_in_the_address_as_long_as_it_is_ours(campaign):
    many(campaign, SCREEN + 1)
    more = gallery(campaign).screen.more.removeprefix("?")
    assert gallery(campaign, more).canonical == more
    assert gallery(campaign, f"{more}&sort=newest").canonical == "sort=newest"


def test_a_filter_without_a_choice_is_not_offered(campaign):
    type(campaign).objects.update(initiatives_allowed=False)
    campaign.refresh_from_db()
    make.theme(campaign)
    names = ["organisation", "region", "together", "status", "language"]
    assert [choice.name for choice in gallery(campaign).filters] == names


def test_tags_that_there_are_not_push_out_none(campaign, three):
    for query in ("&".join(f"tag=x{number}" for number in range(MOST_TAGS)), ""):
        [tags] = [one for one in gallery(campaign, query).filters if one.name == "tag"]
        assert [option.value for option in tags.choices()] == ["kahvila", "sauna"]


def test_a_tag_that_no_public_entry_of_the_campaign_has_is_not_known(campaign, three):
    draft, elsewhere = make.entry(campaign=campaign), public(make.campaign())
    for entry, tag in ((draft, "fuusio"), (elsewhere, "muualla")):
        entry.tags.add(tag)
    labels = {
        tag: [choice.label for one in gallery(campaign, f"tag={tag}").chosen for choice in one.chosen]
        for tag in ("fuusio", "muualla", "sauna")
    }
    assert labels == {"fuusio": [], "muualla": [], "sauna": ["Sauna"]}


def test_with_its_last_entry_a_tag_is_not_known_any_more(campaign, three):
    company = three[0]
    before = gallery(campaign, "tag=kahvila").canonical
    withdraw_permission(company, Purpose.PUBLISH_TEXT, by=None)
    assert (before, gallery(campaign, "tag=kahvila").canonical) == ("tag=kahvila", "")


def test_awards_wanted_partners_and_tags_are_offered_where_there_are_any(campaign, three):
    offered = {choice.name: choice for choice in gallery(campaign).filters}
    assert [option.label for name in ("partners", "award", "tag") for option in offered[name].choices()] == [
        "Looking for partners",
        "Awarded",
        "kahvila",
        "Sauna",
    ]


def test_a_chosen_region_offers_its_municipalities(campaign):
    def offered(query):
        municipality = [one for one in gallery(campaign, query).filters if one.name == "municipality"]
        return [choice.label for one in municipality for choice in one.choices()]

    assert offered("") == []
    assert offered("region=21")[:2] == ["Brändö", "Eckerö"]
    assert offered("municipality=049&region=x") == ["Espoo"]


def test_regions_stand_in_the_order_of_the_alphabet(campaign):
    with translation.override("sv"):
        region = next(one for one in gallery(campaign).filters if one.name == "region")
        names = [choice.label for choice in region.choices()]
    assert names[-3:] == ["Södra Österbotten", "Åland", "Österbotten"]


@pytest.mark.parametrize("sort", ["daily", "newest", "title", "joined"])
def test_every_entry_is_met_once_on_the_way_through_all_screens(campaign, sort):
    wanted = many(campaign, 2 * SCREEN + 3)
    screens = walk(campaign, f"sort={sort}")
    assert [len(screen) for screen in screens] == [SCREEN, SCREEN, 3]
    assert sorted(chain(*screens)) == sorted(wanted)


def test_an_entry_published_or_withdrawn_meanwhile_does_not_shift_the_next_screen(campaign):
    wanted = many(campaign, SCREEN + 2)
    first = gallery(campaign, "sort=newest").screen
    public(campaign)
    make.withdraw_consent(
        campaign.entries.get(reference=wanted[SCREEN - 1]).uuid, "publish_text", by=None, how="form"
    )
    later = gallery(campaign, first.more.removeprefix("?")).screen
    assert [face.reference for face in later.faces] == wanted[SCREEN:]


@pytest.mark.parametrize("more", ["a", "{}x", "{}:AAAA:BBBB", "WyIyMDE1Il0:1:2", "%00", "9" * 5000])
def test_a_forged_cursor_shows_the_first_screen(campaign, more):
    many(campaign, SCREEN + 1)
    first = references(campaign)
    cursor = gallery(campaign).screen.more.split("after=")[1]
    assert references(campaign, f"after={more.format(cursor)}") == first
