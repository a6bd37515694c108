"""checks.md Z16: what a coordinator of campaign A sends about campaign B changes nothing there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campaign import actions, closing, lateness
from campaign.models import Campaign, Extension, LatePass, Outage, Question, TargetGroup, Theme
from tests import make
from tests.campaign.test_questionnaire import typed
from tests.staff import client_of, number_of_queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def a():
    return make.campaign(title=make.words("Oma kutsu"))


@pytest.fixture
def b():
    return make.campaign(title=make.words("Vieras kutsu"))


@pytest.fixture
def limited(a):
    person = make.user(role="Coordinator")
    make.reach(person, a)
    return person


@pytest.fixture
def coordinator(limited):
    client = client_of("")
    client.force_login(limited)
    return client


@pytest.fixture
def outage(b):
    now = timezone.now()
    return Outage.objects.create(campaign=b, began_at=now - timedelta(hours=2), ended_at=now)


WORDS = {"label_0": "Uusi", "description_0": "", "slug": "uusi", "palette": 1, "order": 0}


@pytest.mark.parametrize("name", ["themes", "target-groups", "questions"])
def test_nothing_is_added_to_another_campaign_nor_moved_there(name, coordinator, a, b):
    model = {"themes": Theme, "target-groups": TargetGroup, "questions": Question}[name]
    maker = {"themes": make.theme, "target-groups": make.target_group, "questions": make.question}[name]
    own = maker(a)
    sent = typed(b, type="text") | WORDS

    added = coordinator.post(f"/admin/{name}/new/", sent)
    coordinator.post(f"/admin/{name}/edit/{own.pk}/", sent)

    assert list(added.context["form"].errors) == ["campaign"]
    assert [thing.campaign for thing in model.objects.all()] == [a]


def test_a_choice_of_another_campaigns_question_stays_as_it_is(coordinator, a, b):
    own, foreign = make.question(a, type="one"), make.question(b, type="one")
    choice = make.choice(foreign, "Vieras")

    sent = typed(a, (choice, {"label_0": "Vaihdettu"}), "Toinen", slug=own.slug)
    coordinator.post(f"/admin/questions/edit/{own.pk}/", sent)
    coordinator.post(f"/admin/questions/edit/{own.pk}/", sent | {"choices-0-DELETE": "on"})

    choice.refresh_from_db()
    assert (choice.question, str(choice.label.data["fi"])) == (foreign, "Vieras")


def test_the_end_of_another_call_stays(coordinator, b, outage):
    until = (b.closes_at + timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S")
    own = make.organisation(people=[make.user()], business_id="0201256-6")

    moved = coordinator.post("/admin/extensions/new/", {"campaign": b.pk, "closes_at": until, "reason": "x"})
    given = coordinator.post(
        "/admin/late-passes/new/",
        {"campaign": b.pk, "organisation": "0201256-6", "until": until, "reason": "x"},
    )
    late = make.late_pass(b, own)
    taken = coordinator.post(f"/admin/late-passes/{late.pk}/take-back/")
    settled = coordinator.post(f"/admin/campaigns/outage/{outage.pk}/", {"extend": "yes"})

    assert ["campaign" in one.context["form"].errors for one in (moved, given)] == [True, True]
    assert [one.status_code for one in (taken, settled)] == [404, 404]
    assert (Extension.objects.count(), list(LatePass.objects.values_list("taken_back_at", flat=True))) == (
        0,
        [None],
    )
    assert Outage.objects.get().settled_at is None


def test_no_campaign_is_begun_or_copied_not_even_their_own(coordinator, a, b):
    answers = [
        coordinator.post(address).status_code
        for address in ("/admin/campaigns/new/", f"/admin/campaigns/copy/{a.pk}/")
    ]

    assert (answers, Campaign.objects.count()) == ([302, 302], 2)
    assert "/admin/campaigns/new/" not in coordinator.get("/admin/campaigns/").text


def test_another_campaign_is_missing_like_one_that_never_was(coordinator, b):
    for path in ("edit", "delete", "history", "inspect", "copy"):
        answers = [coordinator.get(f"/admin/campaigns/{path}/{key}/") for key in (b.pk, 999_999)]
        assert [one.status_code for one in answers] == [404, 404], path


def test_actions_ask_themselves(limited, a, b, outage):
    later, own = b.closes_at + timedelta(days=1), make.organisation(people=[make.user()])
    late = make.late_pass(b, own)
    for act in (
        lambda: closing.move_closing(b, later, "x", by=limited),
        lambda: closing.settle(outage, extend=True, by=limited),
        lambda: lateness.give(b, own, later, "x", by=limited),
        lambda: lateness.take_back(late, by=limited),
        lambda: actions.copy_contents(a, b, by=limited),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("name", ["campaigns", "themes", "questions", "extensions", "late-passes"])
def test_lists_and_forms_offer_nothing_of_another_campaign(name, coordinator, a, b):
    for campaign in (a, b):
        make.theme(campaign)
        make.question(campaign)
        make.late_pass(campaign, make.organisation())
        closing.move_closing(campaign, campaign.closes_at + timedelta(days=1), "Katko", by=None)

    pages = [coordinator.get(f"/admin/{name}/").text]
    if name != "campaigns":
        pages += [coordinator.get(f"/admin/{name}/new/?campaign={b.pk}").text]

    assert [("Oma kutsu" in page, "Vieras kutsu" in page) for page in pages] == [(True, False)] * len(pages)


def test_the_first_screen_tells_of_their_campaigns_alone(coordinator, a, b, outage):
    Campaign.objects.filter(pk__in=[a.pk, b.pk]).update(
        announces_at=timezone.now() + timedelta(days=12), erases_at=timezone.now() + timedelta(days=20)
    )
    for campaign in (a, b):
        make.entry(campaign=campaign)
        make.entry(campaign=campaign, state="submitted")

    page = text_of(coordinator.get("/admin/"))

    assert ("Vieras kutsu" in page, page.count("Oma kutsu")) == (False, 3)
    assert "1 entry waits for screening" in page


def test_no_list_takes_more_queries_the_more_campaigns_there_are_nor_the_more_are_in_reach(
    coordinator, limited
):
    addresses = ["/admin/", *(f"/admin/{name}/" for name in ("campaigns", "themes", "entries", "screening"))]
    for address in addresses:
        coordinator.get(address)
    few = [number_of_queries(coordinator, address) for address in addresses]
    limited.reach.campaigns.add(*(make.campaign() for _ in range(3)))
    make.campaign()

    assert [number_of_queries(coordinator, address) for address in addresses] == few
    limited.reach.delete()
    assert [number_of_queries(coordinator, address) for address in addresses] == few
