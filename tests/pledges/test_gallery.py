from datetime import timedelta
from itertools import chain

import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from campaign.models import Kind
from people.models import Consent, Municipality, Organisation
from pledges.gallery import SCREEN, Gallery
from pledges.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    with translation.override("en"):
        yield make.campaign(**make.announced())


def public(campaign, **fields) -> Entry:
    return make.entry(campaign=campaign, state=fields.pop("state", "accepted"), published=True, **fields)


def gallery(campaign, query="") -> Gallery:
    return Gallery(campaign, QueryDict(query))


def references(campaign, query="") -> list[str]:
    return [record.reference for record in gallery(campaign, query).screen.records]


def many(campaign, number) -> list[str]:
    """References of that many public entries, newest first, every third as old as the one before."""
    now = timezone.now()
    for index in range(number):
        public(campaign, submitted_at=now - timedelta(hours=100 - index + (index % 3 == 2)))
    return list(Entry.objects.newest_first().values_list("reference", flat=True))


def walk(campaign, query="") -> list[list[str]]:
    """The references on each screen, following "Show more" to the end."""
    screens, screen = [], gallery(campaign, query).screen
    while True:
        screens.append([record.reference for record in screen.records])
        if not screen.more:
            return screens
        screen = gallery(campaign, screen.more.removeprefix("?")).screen


def test_only_public_entries_of_the_campaign_are_shown_newest_first(campaign):
    shown = [public(campaign).reference, public(campaign, state="selected").reference]
    public(make.campaign())
    make.entry(campaign=campaign, state="accepted")
    for state in ("draft", "submitted", "returned", "declined", "withdrawn"):
        public(campaign, state=state)
    assert references(campaign) == shown[::-1]


def test_before_the_publication_moment_the_gallery_is_empty(campaign):
    public(campaign)
    type(campaign).objects.update(publishes_at=timezone.now() + timedelta(hours=1))
    screen = gallery(campaign).screen
    assert (screen.records, screen.total, screen.more) == ([], 0, "")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kind=pledge", ["company"]),
        ("kind=initiative", ["municipality", "association"]),
        ("kind=initiative&kind=pledge", ["municipality", "association", "company"]),
        ("theme=tyo", ["association", "company"]),
        ("theme=kieli", ["municipality", "association"]),
        ("theme=tyo&theme=kieli", ["municipality", "association", "company"]),
        ("theme=tyo&kind=initiative", ["association"]),
        ("organisation=company", ["company"]),
        ("region=01", ["association", "company"]),
        ("region=06", ["municipality"]),
        ("municipality=837", ["municipality"]),
        ("language=sv", ["association"]),
        ("status=selected", ["municipality"]),
        ("q=leikkipuisto", ["association"]),
        ("q=leikkipuisto&kind=pledge", []),
    ],
)
def test_what_is_chosen_decides_what_is_shown(campaign, query, wanted):
    work = make.theme(campaign, slug="tyo")
    language = make.theme(campaign, slug="kieli")
    tampere = Municipality.objects.get(code="837")
    for kind, themes, fields in [
        ("company", [work], {"kind": Kind.PLEDGE, "region_id": "01"}),
        (
            "association",
            [work, language],
            {
                "kind": Kind.INITIATIVE,
                "municipality_id": "091",
                "language": "sv",
                "summary": "Leikkipuisto kaikille.",
            },
        ),
        (
            "municipality",
            [language],
            {"kind": Kind.INITIATIVE, "municipality": tampere, "state": "selected"},
        ),
    ]:
        public(campaign, organisation=make.organisation(kind=kind), themes=themes, **fields)
    kinds = dict(Entry.objects.values_list("reference", "organisation__kind"))
    assert [kinds[reference] for reference in references(campaign, query)] == wanted


@pytest.mark.parametrize(
    "query",
    [
        "kind=x",
        "theme=%00",
        "region=999999",
        "municipality=%22%27",
        "sort=title",
        "after=x",
        "after=",
        "page=2",
        "q=",
    ],
)
def test_what_nobody_offered_is_ignored(campaign, query):
    reference = public(campaign).reference
    assert references(campaign, query) == [reference]


def test_a_choice_shows_as_a_chip_that_takes_it_back_and_keeps_the_rest(campaign):
    make.theme(campaign, slug="tyo", label=make.words("Työ", "Arbete", "Work"))
    make.theme(campaign, slug="kieli", label=make.words("Kieli", "Språk", "Language"))
    chosen = gallery(campaign, "q=sauna&theme=tyo&theme=kieli&after=abc&sort=oldest")
    assert [(chip.label, chip.value, chip.without) for chip in chosen.chips] == [
        ("Words", "sauna", "?theme=tyo&theme=kieli&sort=oldest"),
        ("Theme", "Work", "?q=sauna&theme=kieli&sort=oldest"),
        ("Theme", "Language", "?q=sauna&theme=tyo&sort=oldest"),
    ]


def test_a_filter_with_one_choice_is_not_offered(campaign):
    type(campaign).objects.update(initiatives_allowed=False)
    campaign.refresh_from_db()
    make.theme(campaign)
    assert [choice.name for choice in gallery(campaign).filters] == [
        "organisation",
        "region",
        "status",
        "language",
    ]


def test_a_chosen_region_offers_its_municipalities(campaign):
    def offered(query):
        municipality = [
            choice for choice in gallery(campaign, query).filters if choice.name == "municipality"
        ]
        return [option.label for choice in municipality for option in choice.options]

    assert offered("") == []
    assert offered("region=21")[:2] == ["Brändö", "Eckerö"]
    assert offered("municipality=049&region=x") == ["Espoo"]


def test_every_entry_is_met_once_on_the_way_through_all_screens(campaign):
    wanted = many(campaign, 2 * SCREEN + 3)
    screens = walk(campaign)
    assert [len(screen) for screen in screens] == [SCREEN, SCREEN, 3]
    assert list(chain(*screens)) == wanted
    assert list(chain(*walk(campaign, "sort=oldest"))) == wanted[::-1]


def test_later_screens_know_how_many_there_are_without_counting_again(campaign):
    many(campaign, SCREEN + 1)
    first = gallery(campaign).screen
    later = gallery(campaign, first.more.removeprefix("?")).screen
    assert [(s.total, s.is_first, bool(s.more)) for s in (first, later)] == [
        (SCREEN + 1, True, True),
        (SCREEN + 1, False, False),
    ]


def test_an_entry_filed_meanwhile_does_not_shift_the_next_screen(campaign):
    wanted = many(campaign, SCREEN + 2)
    first = gallery(campaign).screen
    public(campaign)
    later = gallery(campaign, first.more.removeprefix("?")).screen
    assert [record.reference for record in later.records] == wanted[SCREEN:]


@pytest.mark.parametrize("more", ["a", "{}x", "{}:AAAA:BBBB", "WyIyMDE1Il0:1:2", "%00", "9" * 5000])
def test_a_forged_cursor_shows_the_first_screen(campaign, more):
    wanted = many(campaign, SCREEN + 1)
    cursor = gallery(campaign).screen.more.split("after=")[1]
    assert references(campaign, f"after={more.format(cursor)}") == wanted[:SCREEN]


@pytest.mark.breaks_promises  # a thousand entries without their histories
@pytest.mark.parametrize("number", [10, 1000])
def test_a_screen_takes_four_queries_however_many_entries_there_are(
    campaign, number, django_assert_num_queries
):
    theme = make.theme(campaign)
    organisation = make.organisation(kind=Organisation.Kind.COMPANY)
    first = public(campaign, organisation=organisation, themes=[theme])
    make.partner(first, state="confirmed")
    _copy(first, number - 1, theme)
    chosen = gallery(campaign, "kind=pledge")
    assert len(chosen.filters) == 5
    with django_assert_num_queries(4):
        screen = chosen.screen
    assert (screen.total, len(screen.records)) == (number, min(number, SCREEN))


def _copy(entry, number, theme):
    """Public entries like the given one, in a few statements."""
    consent = Consent.objects.about(entry.uuid).get(text__purpose="publish_text")
    rows = [
        Entry(
            campaign=entry.campaign,
            organisation=entry.organisation,
            kind=entry.kind,
            state=entry.state,
            title=f"Lupaus {index}",
            reference=f"KOPIO-{index}",
            submitted_at=entry.submitted_at - timedelta(minutes=index),
        )
        for index in range(number)
    ]
    made = Entry.objects.bulk_create(rows)
    Entry.themes.through.objects.bulk_create(
        [Entry.themes.through(entry_id=copy.pk, theme_id=theme.pk) for copy in made]
    )
    Consent.objects.bulk_create(
        [
            Consent(
                text_id=consent.text_id,
                subject=copy.uuid,
                subject_label=copy.title,
                given=True,
                language="fi",
                wording=consent.wording,
                organisation=copy.organisation,
                how=consent.how,
            )
            for copy in made
        ]
    )
