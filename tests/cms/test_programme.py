from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from campaign.models import Campaign
from cms.kept import pages
from cms.programme import SEVERAL
from judging import actions as judging
from people.models import Organisation, Purpose
from pledges import actions
from pledges.models import Entry
from tests import make, make_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(hosts, client):
    """What the English programme page shows now."""
    pages = make_pages.programme_pages(hosts)

    def show():
        with translation.override("en"):
            return client.get(pages["en"].url)

    return show


def decided(hosts, outcome="selected", kind="association", themes=(), **fields) -> Entry:
    fields.setdefault("organisation", make.organisation(kind=kind))
    entry = make.entry(campaign=hosts["fi"].campaign, themes=themes, **fields)
    actions.submit(entry, by=None)
    make.permission(entry)
    actions.accept(entry, by=None)
    judging.decide(entry, outcome, "Selkeä ja mitattava.", by=None)
    return entry


def release():
    now = timezone.now()
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)


def shape(response) -> list:
    """Chapters with their groups and the references in them."""
    return [
        (chapter.title, [(kind, [one.entry.reference for one in chosen]) for kind, chosen in chapter.groups])
        for chapter in response.context["programme"].chapters
    ]


def test_entries_stand_once_in_chapters_by_theme_and_groups_by_actor(hosts, programme):
    campaign = hosts["fi"].campaign
    work = make.theme(campaign, label=make.words("Työ", "Arbete", "Work"), order=2)
    everyday = make.theme(campaign, label=make.words("Arki", "Vardag", "Everyday life"), order=1)
    school = decided(hosts, kind="educational_institution", themes=[work])
    company = decided(hosts, kind="company", themes=[work])
    both = decided(hosts, kind="company", themes=[work, everyday])
    without = decided(hosts, kind="municipality")
    decided(hosts, outcome="not_selected", themes=[work])
    release()
    assert shape(programme()) == [
        ("Everyday life", [("Company", [both.reference])]),
        ("Work", [("Company", [company.reference]), ("Educational institution", [school.reference])]),
        ("Other subjects", [("Municipality", [without.reference])]),
    ]


def test_a_heading_is_in_the_plural_where_there_are_several_actors(hosts, programme):
    town = make.organisation(kind="municipality")
    for organisation in (town, town, *(make.organisation(kind="company") for _ in range(2))):
        make.permission(decided(hosts, organisation=organisation), Purpose.PUBLISH_ORGANISATION)
    release()
    groups = [
        (kind, len(chosen))
        for chapter in programme().context["programme"].chapters
        for kind, chosen in chapter.groups
    ]
    assert groups == [("Companies", 2), ("Municipality", 2)]
    assert set(SEVERAL) == set(Organisation.Kind)


def test_nothing_is_told_before_the_release(hosts, programme):
    entry = decided(hosts, title="Saukkolampi")
    judging.award(entry, make.words("Tunnustuspalkinto"), make.words("Rohkea."), by=None)
    before = programme()
    assert (shape(before), before.context["programme"].awarded) == ([], [])
    assert [word in before.content.decode() for word in ("Saukkolampi", "Tunnustuspalkinto")] == [
        False,
        False,
    ]
    assert "Nothing has been chosen yet" in before.content.decode()
    release()
    after = programme()
    assert [(a.name, a.grounds) for one in after.context["programme"].awarded for a in one.result.awards] == [
        ("Tunnustuspalkinto", "Rohkea.")
    ]


def test_withdrawn_consent_takes_an_entry_and_its_award_out_at_once(hosts, programme):
    entry = decided(hosts, title="Saukkolampi")
    judging.award(entry, make.words("Tunnustuspalkinto"), make.words("Rohkea."), by=None)
    release()
    assert "Saukkolampi" in programme().content.decode()
    actions.set_permissions(Entry.objects.get(), set(), by=None)
    html = programme().content.decode()
    assert [word in html for word in ("Saukkolampi", "Tunnustuspalkinto")] == [False, False]
    assert "1 award went to an entry that is not public." in html  # checks.md C09


def test_every_entry_leads_to_its_page(hosts, programme, client):
    entry = decided(hosts)
    release()
    with translation.override("en"):
        address = hosts["en"].entry_address(entry.reference)
    assert f'<a href="{address}">' in programme().content.decode()
    assert client.get(address).status_code == 200


def test_milestones_and_views_are_shown(hosts, client):
    milestone = {"title": "Ohjelma valmis", "due": "2015-12-31", "done": "2016-01-20", "note": "Myöhässä."}
    view = {"text": "Osaajat ovat jo täällä.", "person": "Pekka", "title": "", "organisation": "Varasto Oy"}
    pages = make_pages.programme_pages(hosts, milestones=[("milestone", milestone)], views=[("quote", view)])
    html = " ".join(client.get(pages["fi"].url).content.decode().split())
    said = [
        "31 joulukuu 2015",
        "20 tammikuu 2016",
        "Myöhässä.",
        "Osaajat ovat jo täällä.",
        "Pekka</strong>, Varasto Oy",
    ]
    assert [word in html for word in said] == [True] * len(said)


def test_without_a_page_of_the_campaign_in_the_language_the_programme_is_empty(hosts, programme):
    decided(hosts)
    release()
    hosts["en"].unpublish()
    assert shape(programme()) == []


@pytest.mark.parametrize("number", [1, 3])
@time_machine.travel("2026-11-26 12:00:00+02:00", tick=False)  # pages stand for a minute
def test_the_programme_takes_the_same_queries_however_many_are_in_it(
    hosts, programme, number, django_assert_num_queries
):
    for _ in range(number):
        judging.award(decided(hosts), make.words("Palkinto"), make.words("Hyvä."), by=None)
    release()
    programme()
    with django_assert_num_queries(1):
        programme()
    pages.clear()
    with django_assert_num_queries(23):
        programme()
