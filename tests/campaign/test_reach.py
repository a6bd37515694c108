"""Who works for which campaigns: what it means, and the list in which it is said."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from campaign import limiting
from campaign.models import Campaign, Reach
from campaign.permissions import can_begin, can_limit, reaches
from people.models import User
from tests import make
from tests.staff import client_of, number_of_queries, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/staff-by-campaign/"


def again(user) -> User:
    """As the next request finds them."""
    return User.objects.get(pk=user.pk)


def reached(user) -> list:
    return list(Campaign.objects.in_reach_of(again(user)).order_by("pk"))


# --- what it means ------------------------------------------------------------------------------
def test_whoever_is_not_limited_works_for_every_campaign_and_so_does_the_system():
    both = [make.campaign(), make.campaign()]

    assert reached(make.user(role="Coordinator")) == both
    assert list(Campaign.objects.in_reach_of(None).order_by("pk")) == both


def test_whoever_is_limited_works_for_their_campaigns_and_rehearsals_of_them():
    one, other = make.campaign(), make.campaign()
    rehearsal, others = make.campaign(rehearsal_of=one), make.campaign(rehearsal_of=other)
    person = make.user(role="Jury office")
    make.reach(person, one)

    assert reached(person) == [one, rehearsal]
    here = {campaign: reaches(again(person), campaign) for campaign in (one, rehearsal, other, others)}
    assert here == {one: True, rehearsal: True, other: False, others: False}


def test_nothing_limits_a_superuser():
    campaign, person = make.campaign(), User.objects.create_superuser("super@example.org")
    make.reach(person)

    assert reached(person) == [campaign]


def test_when_the_last_of_their_campaigns_is_gone_people_work_for_none():
    gone, person = make.campaign(), make.user(role="Coordinator")
    make.campaign()
    make.reach(person, gone)

    gone.delete()

    assert reached(person) == []


def test_it_is_asked_once_and_holds_from_the_next_request_on(django_assert_num_queries):
    campaign, person = make.campaign(), make.user(role="Coordinator")
    make.reach(person, make.campaign())
    asking = again(person)
    asking.has_perm("campaign.view_campaign")

    with django_assert_num_queries(1):
        assert [reaches(asking, campaign) for _ in range(3)] == [False] * 3

    limiting.free(person.reach, by=None)
    assert reaches(again(person), campaign)


def test_who_is_limited_neither_begins_campaigns_nor_limits_anybody():
    free, limited = make.user(role="Coordinator"), make.user(role="Coordinator")
    reach = make.reach(limited, make.campaign())

    assert [(can_begin(one), can_limit(one)) for one in (free, limited)] == [(True, True), (False, False)]
    for by in (limited, make.user(role="Screener")):
        with pytest.raises(PermissionDenied):
            limiting.limit(make.user(), [], by=by)
        with pytest.raises(PermissionDenied):
            limiting.free(reach, by=by)


# --- the list -----------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["", "results/", "new/", "edit/{}/", "delete/{}/", "history/{}/"])
def test_coordinators_keep_the_list_and_nobody_else(path):
    reach = make.reach(make.user(), make.campaign())
    address = LIST + path.format(reach.pk)

    assert who_comes_in(address) == {"Coordinator"}
    limited = make.user(role="Coordinator")
    make.reach(limited, make.campaign())
    client = client_of("Coordinator")
    client.force_login(limited)
    assert client.get(address).url == "/admin/"


def test_somebody_is_limited_by_address_changed_and_freed_and_the_log_keeps_each(coordinator):
    one, other = make.campaign(), make.campaign()
    person = make.user("Pirkko@example.org", role="Screener", first_name="Pirkko")

    added = coordinator.post(f"{LIST}new/", {"email": "PIRKKO@example.org ", "campaigns": [one.pk]})
    reach = Reach.objects.get()
    changed = coordinator.post(
        f"{LIST}edit/{reach.pk}/", {"email": "else@example.org", "campaigns": [one.pk, other.pk]}
    )
    now = (reach.user, list(reach.campaigns.order_by("pk")))
    freed = coordinator.post(f"{LIST}delete/{reach.pk}/")

    assert now == (person, [one, other])
    assert [said(one)[-1] for one in (added, changed, freed)] == [
        "Pirkko works for these campaigns alone.",
        "Pirkko works for these campaigns alone.",
        "Pirkko works for every campaign.",
    ]
    assert Reach.objects.count() == 0
    kept = ModelLogEntry.objects.order_by("pk").values_list("action", "label", "data")
    assert list(kept) == [
        ("campaign.reach.limit", str(person.pk), {"campaigns": [one.slug], "person": person.pk}),
        ("campaign.reach.limit", str(person.pk), {"campaigns": [one.slug, other.slug], "person": person.pk}),
        ("campaign.reach.free", str(person.pk), {"person": person.pk}),
    ]


@pytest.mark.parametrize(
    ("who", "fault"),
    [
        ("stranger@example.org", "Nobody with this address works here."),
        ("submitter@example.org", "Nobody with this address works here."),
        ("super@example.org", "This person may do everything here, so nothing limits them."),
        ("there@example.org", "This person is in the list already. Change their campaigns there."),
    ],
)
def test_only_staff_who_are_not_in_the_list_can_be_added(coordinator, who, fault):
    campaign = make.campaign()
    make.user("submitter@example.org")
    User.objects.create_superuser("super@example.org")
    make.reach(make.user("there@example.org", role="Screener"), campaign)

    response = coordinator.post(f"{LIST}new/", {"email": who, "campaigns": [campaign.pk]})

    assert response.context["form"].errors == {"email": [fault]}
    assert Reach.objects.count() == 1


def test_somebody_is_limited_to_one_campaign_at_least_and_to_no_rehearsal(coordinator):
    rehearsal = make.campaign(rehearsal_of=make.campaign())
    make.user("there@example.org", role="Screener")

    none = coordinator.post(f"{LIST}new/", {"email": "there@example.org"})
    invented = coordinator.post(f"{LIST}new/", {"email": "there@example.org", "campaigns": [rehearsal.pk]})

    assert [list(one.context["form"].errors) for one in (none, invented)] == [["campaigns"], ["campaigns"]]


def test_the_list_says_who_works_for_what_in_as_many_queries_for_three_as_for_one(coordinator):
    make.reach(make.user(first_name="Aino"), make.campaign(title=make.words("Kevät")))
    coordinator.get(LIST)
    one = number_of_queries(coordinator, LIST)
    make.reach(make.user(first_name="Eino"))
    make.reach(make.user(first_name="Veikko"), make.campaign(), make.campaign(title=make.words("Syksy")))

    assert number_of_queries(coordinator, LIST) == one
    page = text_of(coordinator.get(LIST))
    assert all(word in page for word in ("Aino", "Kevät", "no campaign", "Partnership campaign, Syksy"))
