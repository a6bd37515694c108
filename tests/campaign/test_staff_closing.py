"""Moved closings, late passes and outages on the staff screens."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from campaign import wagtail_hooks
from campaign.models import Campaign, Extension, LatePass, Outage
from people.models import Letter
from tests import make
from tests.staff import number_of_queries, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db
NEW = {"closes_at": "2099-11-18 23:59:59", "reason": "Katko"}
PASS = {"until": "2099-11-20 12:00:00", "reason": "Sairastui"}


@pytest.fixture
def call():
    return make.campaign(
        closes_at=make.moment("2099-11-16 21:59:59"), announces_at=make.moment("2099-12-10 08:00:00")
    )


@pytest.fixture
def outage(call):
    now = timezone.now().replace(microsecond=0)
    return Outage.objects.create(
        campaign=call, began_at=now - timedelta(minutes=60), ended_at=now - timedelta(minutes=25)
    )


def overview(call) -> str:
    return f"/admin/campaigns/inspect/{call.pk}/"


# --- who ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    ["extensions/", "extensions/new/", "late-passes/", "late-passes/new/", "late-passes/{}/take-back/"],
)
def test_coordinators_run_the_end_of_a_call_and_nobody_else(call, address):
    late = make.late_pass(call, make.organisation())
    assert who_comes_in("/admin/" + address.format(late.pk)) == {"Coordinator"}


def test_only_coordinators_settle_outages(outage):
    assert who_comes_in(f"/admin/campaigns/outage/{outage.pk}/", method="post") == {"Coordinator"}


@pytest.mark.parametrize("address", ["extensions/edit/1/", "extensions/delete/1/", "late-passes/delete/1/"])
def test_what_is_on_record_is_neither_edited_nor_deleted(coordinator, address):
    assert coordinator.get(f"/admin/{address}").status_code == 404


# --- moving -------------------------------------------------------------------------------------
def test_the_closing_is_moved_on_the_clock_of_its_campaign(coordinator, call):
    Campaign.objects.update(time_zone="America/New_York")
    page = coordinator.get(f"/admin/extensions/new/?campaign={call.pk}")
    assert page.context["form"].initial == {"campaign": str(call.pk)}

    response = coordinator.post("/admin/extensions/new/", {"campaign": call.pk, **NEW})

    call.refresh_from_db()
    assert (response.url, call.closes_at) == (overview(call), make.moment("2099-11-19 04:59:59"))
    assert said(response) == [
        "The call now closes on Wednesday 18 November 2099 at 23:59 (New York time, EST)."
    ]
    assert Extension.objects.get().by.email


def test_what_the_action_refuses_is_told_in_the_form_and_nothing_typed_is_lost(coordinator, call):
    response = coordinator.post(
        "/admin/extensions/new/", {"campaign": call.pk, **NEW, "closes_at": "2099-12-24 00:00:00"}
    )

    assert response.context["form"].errors == {
        "__all__": ["Results can be announced only after closing. Move the announcement of results first."]
    }
    assert 'value="2099-12-24 00:00:00"' in response.text
    assert "Katko" in response.text
    assert Extension.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"closes_at": ""}, ["closes_at"]),
        ({"reason": ""}, ["reason"]),
        ({"campaign": ""}, ["campaign"]),
        ({"campaign": "x"}, ["campaign"]),
        ({"campaign": str(2**70)}, ["campaign"]),
        ({"closes_at": "soon"}, ["closes_at"]),
    ],
)
def test_what_is_missing_is_told_at_its_field(coordinator, call, typed, fields):
    response = coordinator.post("/admin/extensions/new/", {"campaign": call.pk, **NEW, **typed})

    assert sorted(response.context["form"].errors) == fields


def test_once_the_call_has_opened_its_form_leaves_the_closing_alone(coordinator, call):
    form = coordinator.get(f"/admin/campaigns/edit/{call.pk}/").context["form"]
    assert (form.fields["closes_at"].disabled, form.fields["announces_at"].disabled) == (True, False)

    Campaign.objects.update(opens_at=make.moment("2099-10-01 00:00:00"))
    form = coordinator.get(f"/admin/campaigns/edit/{call.pk}/").context["form"]
    assert form.fields["closes_at"].disabled is False


# --- late passes --------------------------------------------------------------------------------
def test_a_pass_is_given_and_its_people_get_a_letter(coordinator, call):
    person = make.user("maija@example.org", language="en")
    own = make.organisation(people=[person], name=make.words("Naapuri ry"))

    response = coordinator.post(
        "/admin/late-passes/new/", {"campaign": call.pk, "organisation": "naapuri ry", **PASS}
    )

    made = LatePass.objects.get()
    assert (made.organisation, made.until, made.reason) == (
        own,
        make.moment("2099-11-20 10:00:00"),
        "Sairastui",
    )
    assert said(response) == [
        "Naapuri ry may send until Friday 20 November 2099 at 12:00 (Finnish time, EET)."
        " 1 person gets a letter."
    ]
    assert list(Letter.objects.values_list("kind", "to")) == [("late_pass_given", "maija@example.org")]


def test_a_pass_is_taken_back_by_a_press_after_a_page_that_says_what_that_means(coordinator, call):
    late = make.late_pass(call, make.organisation(people=[make.user("maija@example.org")]))
    address = f"/admin/late-passes/{late.pk}/take-back/"
    assert address in coordinator.get("/admin/late-passes/").text
    assert "this ends at once" in text_of(coordinator.get(address))
    late.refresh_from_db()
    assert late.taken_back_at is None

    response = coordinator.post(address)

    late.refresh_from_db()
    assert late.taken_back_at is not None
    assert said(response) == ["The late pass is taken back. The organisation gets a letter."]
    assert list(Letter.objects.values_list("kind", "to")) == [("late_pass_taken_back", "maija@example.org")]
    assert address not in coordinator.get("/admin/late-passes/").text


def test_the_lists_cost_the_same_for_three_rows_as_for_one(coordinator, call):
    def add(number):
        for _ in range(number):
            make.late_pass(call, make.organisation(), given_by=make.user())
            closes = call.closes_at + timedelta(hours=1)
            coordinator.post(
                "/admin/extensions/new/",
                {
                    "campaign": call.pk,
                    "closes_at": f"{closes.astimezone(call.zone):%Y-%m-%d %H:%M:%S}",
                    "reason": "x",
                },
            )
            call.refresh_from_db()

    addresses = ("/admin/late-passes/", "/admin/extensions/", overview(call))
    add(1)
    for address in addresses:
        coordinator.get(address)
    one = [number_of_queries(coordinator, address) for address in addresses]
    add(2)
    coordinator.get(addresses[0])  # shows what was said of the additions, and forgets it

    assert [number_of_queries(coordinator, address) for address in addresses] == one


# --- outages ------------------------------------------------------------------------------------
def test_the_coordinator_is_asked_first_of_all_about_an_outage(rf, call, outage):
    request = rf.get("/admin/")

    def to_do(role):
        request.user = make.user(role=role)
        with translation.override("en"):
            return wagtail_hooks.outages_to_settle(request)

    (todo,) = to_do("Coordinator")
    assert todo.text.startswith("Partnership campaign – The service did not answer from ")
    assert (todo.link, todo.action, todo.order) == (f"{overview(call)}#closing", "Extend or dismiss", 5)
    assert to_do("Screener") == to_do("Jury office") == []


def test_one_press_extends(coordinator, call, outage):
    assert "Extend by 35 minutes" in text_of(coordinator.get(overview(call)))

    response = coordinator.post(f"/admin/campaigns/outage/{outage.pk}/", {"extend": ""})

    call.refresh_from_db()
    assert (response.url, call.closes_at) == (overview(call), make.moment("2099-11-16 22:34:59"))
    page = text_of(coordinator.get(overview(call)))
    assert ("Extend by" in page, "Moved from Monday 16 November 2099 at 23:59" in page) == (False, True)
    assert coordinator.post(f"/admin/campaigns/outage/{outage.pk}/", {"extend": ""}).status_code == 404


def test_one_press_dismisses(coordinator, call, outage):
    coordinator.post(f"/admin/campaigns/outage/{outage.pk}/", {"dismiss": ""})

    assert (Extension.objects.count(), Outage.objects.waiting().count()) == (0, 0)


def test_what_cannot_be_made_up_for_says_what_to_do_first(coordinator, call, outage):
    Campaign.objects.update(announces_at=make.moment("2099-11-16 22:10:00"))

    page = text_of(coordinator.get(overview(call)))
    assert ("Extend by" in page, "move the announcement of results first" in page) == (False, True)
    response = coordinator.post(f"/admin/campaigns/outage/{outage.pk}/", {"extend": ""})
    assert said(response) == [
        "Results can be announced only after closing. Move the announcement of results first."
    ]
