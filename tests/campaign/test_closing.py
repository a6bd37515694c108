"""The end of a call: moved closings, late passes, outages made up for. What each leaves behind."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail import hooks
from wagtail.models import ModelLogEntry

from campaign import closing, lateness
from campaign.deadlines import allows, closing_for, ground, late_pass, phase_of
from campaign.models import Campaign, Extension, Heartbeat, LatePass, Outage
from campaign.states import Ground, Phase, Right
from campaign.watch import stamp
from tests import make
from tests.make import moment
from tests.together import together

pytestmark = pytest.mark.django_db
NOW = moment("2015-11-16 12:00:00")


@pytest.fixture
def coordinator():
    return make.user(role="Coordinator")


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def call(clock):
    """Closes tonight, Finnish time; the results come on 10 December."""
    return make.campaign(
        opens_at=moment("2015-10-06 07:00:00"),
        closes_at=moment("2015-11-16 21:59:59"),
        announces_at=moment("2015-12-10 08:00:00"),
    )


def refused(act) -> list[str]:
    with translation.override("en"), pytest.raises(ValidationError) as wrong, transaction.atomic():
        act()
    return wrong.value.messages


# --- moving -------------------------------------------------------------------------------------
def test_a_moved_closing_is_on_record_and_counts_for_the_next_request(call, coordinator):
    """checks.md C07"""
    before, after = call.closes_at, moment("2015-11-18 21:59:59")
    late = before + timedelta(seconds=1)
    assert phase_of(call, late) == Phase.ASSESSMENT

    closing.move_closing(call, after, "Katko", by=coordinator)

    fresh = Campaign.objects.get()
    assert (fresh.closes_at, fresh.first_closes_at, phase_of(fresh, late)) == (after, before, Phase.CALL)
    assert Extension.objects.values("closed_at", "closes_at", "reason", "by", "at").get() == {
        "closed_at": before,
        "closes_at": after,
        "reason": "Katko",
        "by": coordinator.pk,
        "at": NOW,
    }
    (logged,) = ModelLogEntry.objects.for_instance(call).filter(action="campaign.campaign.move_closing")
    assert (logged.user, logged.data) == (coordinator, {"from": before.isoformat(), "to": after.isoformat()})


def test_the_first_closing_is_kept_through_all_moves(call):
    first = call.closes_at
    for day in (18, 20, 17):
        closing.move_closing(call, moment(f"2015-11-{day} 21:59:59"), "Katko", by=None)

    assert (call.first_closes_at, call.closes_at, Extension.objects.count()) == (
        first,
        moment("2015-11-17 21:59:59"),
        3,
    )
    assert [extension.is_later for extension in Extension.objects.all()] == [True, True, False]


def test_a_call_that_has_closed_opens_again(call, clock):
    clock.move_to(moment("2015-11-17 09:00:00"))

    closing.move_closing(call, moment("2015-11-17 21:59:59"), "Katko", by=None)

    assert call.phase == Phase.CALL


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("2015-11-16 21:59:59", "This is when the call closes already."),
        ("2015-11-16 12:00:00", "Closing can only be moved to a moment that has not passed."),
        (
            "2015-12-10 08:00:00",
            "Results can be announced only after closing. Move the announcement of results first.",
        ),
    ],
)
def test_a_closing_that_cannot_be_is_refused_in_words(call, to, words):
    assert refused(lambda: closing.move_closing(call, moment(to), "Katko", by=None)) == [words]
    assert (Extension.objects.count(), Campaign.objects.get().first_closes_at) == (0, None)


def test_a_call_that_has_not_opened_cannot_close(call, clock):
    clock.move_to(moment("2015-09-01 00:00:00"))

    assert refused(lambda: closing.move_closing(call, moment("2015-10-01 00:00:00"), "x", by=None)) == [
        "The campaign must open before it closes."
    ]


def test_after_the_results_nothing_is_moved_any_more(call, clock):
    clock.move_to(moment("2015-12-10 08:00:00"))

    assert refused(lambda: closing.move_closing(call, moment("2016-01-01 00:00:00"), "x", by=None)) == [
        "The results have been announced; closing cannot be moved any more."
    ]


@pytest.mark.parametrize("role", [None, "Screener", "Jury office", "Editor"])
def test_only_coordinators_move_closings_and_give_passes(call, role):
    person, organisation = make.user(role=role), make.organisation(people=[make.user()])
    outage = Outage.objects.create(campaign=call, began_at=NOW - timedelta(hours=1), ended_at=NOW)
    late = make.late_pass(call, make.organisation())
    for act in (
        lambda: closing.move_closing(call, moment("2015-11-18 00:00:00"), "x", by=person),
        lambda: lateness.give(call, organisation, moment("2015-11-18 00:00:00"), "x", by=person),
        lambda: lateness.take_back(late, by=person),
        lambda: closing.settle(outage, extend=True, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- grace and late passes ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2015-11-16 21:59:59.999999", Ground.PHASE),
        ("2015-11-16 22:00:00", Ground.GRACE),
        ("2015-11-16 22:14:59.999999", Ground.GRACE),
        ("2015-11-16 22:15:00", None),
    ],
)
def test_minutes_of_grace_let_drafts_be_sent_and_begin_with_the_second_after_closing(call, at, why):
    call.grace_minutes = 15

    assert (ground(call, Right.SUBMIT, moment(at)), allows(call, Right.WRITE, moment(at))) == (
        why,
        why == Ground.PHASE,
    )
    assert closing_for(call, make.organisation()) == call.closes_at


def test_grace_ends_when_the_results_are_announced(call):
    call.grace_minutes, call.announces_at = 180, call.closes_at + timedelta(minutes=1)

    assert ground(call, Right.SUBMIT, call.announces_at) is None


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2015-11-16 21:59:59", Ground.PHASE),
        ("2015-11-16 22:00:00", Ground.LATE_PASS),
        ("2015-11-18 12:00:00.999999", Ground.LATE_PASS),
        ("2015-11-18 12:00:01", None),
    ],
)
@pytest.mark.parametrize("right", [Right.WRITE, Right.SUBMIT])
def test_a_late_pass_lets_its_organisation_write_and_send_up_to_its_second(call, at, why, right):
    own, other = make.organisation(), make.organisation()
    make.late_pass(call, own, until=moment("2015-11-18 12:00:00"))
    make.late_pass(make.campaign(**make.announced()), other)

    for organisation, expected in (
        (own, why),
        (other, why if why == Ground.PHASE else None),
        (None, why if why == Ground.PHASE else None),
    ):
        assert ground(call, right, moment(at), organisation=organisation) == expected


def test_a_pass_that_was_taken_back_counts_no_more(call, coordinator):
    own = make.organisation(people=[make.user()])
    given = lateness.give(call, own, moment("2015-11-18 12:00:00"), "Sairastui", by=coordinator)
    assert closing_for(call, own) == moment("2015-11-18 12:00:00")

    assert [lateness.take_back(given, by=coordinator) for _ in range(2)] == [True, False]

    assert (late_pass(call, own), closing_for(call, own)) == (None, call.closes_at)
    logged = ModelLogEntry.objects.for_instance(given).order_by("pk").values_list("action", "user")
    assert list(logged) == [
        ("campaign.latepass.give", coordinator.pk),
        ("campaign.latepass.take_back", coordinator.pk),
    ]


@pytest.mark.parametrize("until", ["2015-11-16 21:59:59", "2015-12-10 08:00:00", "2015-11-16 11:00:00"])
def test_a_pass_that_cannot_be_is_refused_in_words(call, until):
    own = make.organisation(people=[make.user()])

    assert refused(lambda: lateness.give(call, own, moment(until), "x", by=None)) == [
        "A late pass ends after closing and before the results, and in the future."
    ]


def test_a_second_pass_and_one_for_nobody_are_refused(call):
    own, until = make.organisation(people=[make.user()]), moment("2015-11-18 12:00:00")
    lateness.give(call, own, until, "x", by=None)

    assert [
        refused(lambda one=one: lateness.give(call, one, until, "x", by=None))
        for one in (own, make.organisation())
    ] == [
        ["This organisation has a late pass already. Take that one back first."],
        ["Nobody acts for this organisation here yet, so nobody could use the pass."],
    ]
    assert LatePass.objects.count() == 1


def test_the_database_itself_refuses_a_second_pass(call):
    own = make.organisation()
    make.late_pass(call, own)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.late_pass(call, own)


# --- outages ------------------------------------------------------------------------------------
def outages() -> list[tuple]:
    return list(Outage.objects.values_list("campaign", "began_at", "ended_at"))


def test_five_minutes_without_an_answer_are_no_outage_and_a_second_more_is_one(call):
    stamp(NOW)
    stamp(NOW + timedelta(minutes=5))
    assert outages() == []

    stamp(NOW + timedelta(minutes=10, seconds=1))

    assert outages() == [(call.pk, NOW + timedelta(minutes=5), NOW + timedelta(minutes=10, seconds=1))]
    assert Heartbeat.objects.get().at == NOW + timedelta(minutes=10, seconds=1)


@pytest.mark.parametrize(
    ("began", "ended", "noted"),
    [
        ("2015-11-13 21:00:00", "2015-11-13 21:59:00", None),  # more than 72 hours before closing
        ("2015-11-13 21:00:00", "2015-11-13 22:10:00", ("2015-11-13 21:00:00", "2015-11-13 22:10:00")),
        ("2015-11-16 21:30:00", "2015-11-17 05:00:00", ("2015-11-16 21:30:00", "2015-11-16 21:59:59")),
        ("2015-11-16 22:00:00", "2015-11-17 05:00:00", None),  # closed
        ("2015-10-01 00:00:00", "2015-10-06 08:00:00", None),
        ("2015-11-16 20:00:00", "2015-12-11 00:00:00", None),  # the results were to be out
    ],
)
def test_only_time_lost_near_the_end_of_an_open_call_is_noted(call, began, ended, noted):
    stamp(moment(began))
    stamp(moment(ended))

    assert outages() == ([(call.pk, moment(noted[0]), moment(noted[1]))] if noted else [])


def test_the_clock_may_stand_or_go_back_without_an_outage(call):
    for minutes in (0, 0, -7, 1):
        stamp(NOW + timedelta(minutes=minutes))

    assert (outages(), Heartbeat.objects.get().at) == ([], NOW + timedelta(minutes=1))


@pytest.fixture
def outage(call):
    return Outage.objects.create(
        campaign=call, began_at=moment("2015-11-16 11:05:10"), ended_at=moment("2015-11-16 11:39:40")
    )


def test_an_outage_is_made_up_for_in_whole_minutes_from_the_closing(call, outage, coordinator):
    with translation.override("en"):
        extension = closing.settle(outage, extend=True, by=coordinator)

    outage.refresh_from_db()
    assert (outage.extension, outage.settled_at, outage.settled_by) == (extension, NOW, coordinator)
    assert Campaign.objects.get().closes_at == moment("2015-11-16 22:34:59")
    assert extension.reason == (
        "The service did not answer from Monday 16 November 2015 at 13:05:10 (Finnish time, EET)"
        " to Monday 16 November 2015 at 13:39:40 (Finnish time, EET)."
    )


def test_a_call_that_closed_meanwhile_opens_again_for_as_long(call, outage, clock):
    clock.move_to(moment("2015-11-17 07:00:30"))

    closing.settle(outage, extend=True, by=None)

    assert Campaign.objects.get().closes_at == moment("2015-11-17 07:35:30")


def test_a_dismissed_outage_moves_nothing_and_is_not_asked_again(call, outage, coordinator):
    assert closing.settle(outage, extend=False, by=coordinator) is None
    assert closing.settle(outage, extend=True, by=coordinator) is None

    assert (Extension.objects.count(), Outage.objects.waiting().count()) == (0, 0)


def test_an_outage_that_cannot_be_made_up_for_stays_to_be_settled(call, outage):
    Campaign.objects.update(announces_at=moment("2015-11-16 22:00:00"))
    outage.campaign.refresh_from_db()

    assert len(refused(lambda: closing.settle(outage, extend=True, by=None))) == 1
    assert Outage.objects.waiting().count() == 1


def test_packages_above_are_told_in_the_same_transaction(call):
    def fail(extension):
        raise ValueError("no letter")

    with (
        hooks.register_temporarily("closing_moved", fail),
        pytest.raises(ValueError, match="no letter"),
        transaction.atomic(),
    ):
        closing.move_closing(call, moment("2015-11-18 00:00:00"), "x", by=None)

    assert (Campaign.objects.get().closes_at, Extension.objects.count()) == (moment("2015-11-16 21:59:59"), 0)


# --- at once ------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_presses_settle_an_outage_once():
    call = make.campaign(closes_at=timezone.now() + timedelta(hours=3))
    began = timezone.now() - timedelta(minutes=30)
    outage = Outage.objects.create(campaign=call, began_at=began, ended_at=began + timedelta(minutes=20))

    together(
        *[lambda: closing.settle(Outage.objects.get(pk=outage.pk), extend=True, by=None) for _ in range(4)]
    )

    assert (Extension.objects.count(), Campaign.objects.get().closes_at - call.closes_at) == (
        1,
        timedelta(minutes=20),
    )


@pytest.mark.django_db(transaction=True)
def test_two_watchers_note_an_outage_once():
    make.campaign(closes_at=timezone.now() + timedelta(hours=3))
    stamp(timezone.now() - timedelta(minutes=30))
    at = timezone.now()

    together(*[lambda: stamp(at) for _ in range(4)])

    assert Outage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_organisation_gets_one_pass_when_two_give_it_at_once():
    call, own = make.campaign(), make.organisation(people=[make.user()])
    until = call.closes_at + timedelta(days=1)

    answers = together(*[lambda: lateness.give(call, own, until, "x", by=None).until for _ in range(3)])

    assert sorted(map(str, answers)) == [str(until), "ValidationError", "ValidationError"]
