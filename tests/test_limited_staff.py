"""checks.md Z16: whoever is limited to one campaign meets nothing of another, at any address of the staff.

Campaign B is the whole world of `tests/access`; the people are limited to campaign A beside it.
"""

from collections import defaultdict

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseNotFound
from django.utils import translation

from campaign.models import Question, TargetGroup, Theme
from judging.models import Criterion, Panel, Round
from tests import make
from tests.access import policy
from tests.access.addresses import every_address
from tests.access.visitor import Visitor
from tests.access.world import build
from tests.test_every_address import standing

ROLES = ("screener", "coordinator", "office", "officer")
# What belongs to one campaign; everything else in the staff's rooms goes by role, or is one's own.
OF_CAMPAIGNS = {
    *("campaigns", "themes", "target-groups", "questions", "advice", "extensions", "late-passes"),
    *("entries", "screening", "judging", "judging_rounds"),
}
BY_ROLE = {"letters", "organisations", "organisation_changes", "consents", "consent-texts", "personal_data"}
# Lists and forms that are about no one thing: they open, and are empty of B.
ABOUT_NOTHING = ("index", "index_results", "add", "rehearsals", "method")
# Words that only B has, beside the canaries of the world.
OF_B = {
    Theme: "kanariathemelabel",
    TargetGroup: "kanariagrouplabel",
    Question: "kanariaquestionlabel",
    Criterion: "kanariacriterionlabel",
}


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The world, in which also campaigns, rounds and panels are called by canaries; undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override(settings.LANGUAGE_CODE):
            world = build()
            for model, word in OF_B.items():
                model.objects.update(label=make.words(word))
            Round.objects.update(name=make.words("kanariaroundname"))
            Panel.objects.update(name=make.words("kanariapanelname"))
            for campaign in (world.campaign, world.call, world.rehearsal):
                campaign.title = make.words("kanariacampaigntitle")
                campaign.save()
            world.other = make.campaign(**make.announced(), slug="toinen")
            make.panel(world.other)
            addresses = [one for one in every_address(world) if one.path.startswith("/admin/")]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("config.urls.handler404", lambda *_, **__: HttpResponseNotFound(), raising=False)
            yield world, addresses
        transaction.set_rollback(True)


def family(address) -> str:
    return address.name.split(":")[0]


def walk(world, role, addresses):
    """At which addresses somebody came in, and what canaries they read where."""
    visitor, opened, read = Visitor(world, role), set(), defaultdict(set)
    for address in addresses:
        response = visitor.ask(address.path)
        assert response.status_code in (200, 302, 403, 404, 405), address
        if response.status_code == 200:
            opened.add(address.name)
        for word in visitor.words(response):
            read[family(address)].add(word)
    return opened, read


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_campaign_is_met_anywhere(role, country, db):
    world, addresses = country
    make.reach(world.people[role], world.other)

    ours = [one for one in addresses if family(one) in OF_CAMPAIGNS or one.name == "wagtailadmin_home"]
    opened, read = walk(world, role, ours)

    assert dict(read) == {}
    about_one = {name for name in opened if name.split(":")[-1] not in ABOUT_NOTHING}
    assert about_one == {"wagtailadmin_home"}


@pytest.mark.parametrize("role", ROLES)
def test_rooms_that_go_by_role_tell_no_more_than_before(role, country, db):
    world, addresses = country
    ours = [one for one in addresses if family(one) in BY_ROLE]
    before = walk(world, role, ours)
    make.reach(world.people[role], world.other)

    assert walk(world, role, ours) == before


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_campaign_changes(role, country, db):
    world, addresses = country
    make.reach(world.people[role], world.other)
    visitor, before = Visitor(world, role), standing()

    for address in addresses:
        if family(address) in OF_CAMPAIGNS:
            response = visitor.ask(address.path, "post")
            assert response.status_code in (200, 302, 403, 404, 405), address
            assert visitor.words(response) == set(), address

    assert standing() == before


@pytest.mark.parametrize("role", ROLES)
def test_within_their_reach_people_come_in_wherever_their_role_lets_them(role, country, db):
    world, addresses = country
    make.reach(world.people[role], world.campaign, world.call)

    ours = [one for one in addresses if family(one) in OF_CAMPAIGNS]
    opened, read = walk(world, role, ours)

    names = {one.name for one in ours}
    beginning = {"campaigns:add", "campaigns:copy"}  # for those who work for every campaign
    assert opened == {name for name in names if role in policy.who_opens(name)} - beginning
    assert "campaigntitle" in set().union(*read.values())
