"""Invitations that nobody answers: reminded of once, closed in time, whoever looks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.deadlines import end_of
from campaign.middleware import LONGEST_WAIT
from people import chores
from people.models import Letter
from pledges import actions, waiting
from pledges.models import Partner
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TOO_LATE = LONGEST_WAIT + timedelta(seconds=1)


@pytest.fixture
def call():
    """Closes in thirty days, so that an invitation has its own three weeks."""
    now = timezone.now()
    return make.campaign(closes_at=now + 30 * DAY, announces_at=now + 60 * DAY)


def invited(author, call, **fields) -> Partner:
    state = fields.pop("entry_state", "draft")
    entry = make.entry(author=author, campaign=call, state=state, contact_email=author.email)
    return make.partner(entry, invited_at=timezone.now() - 3 * DAY, **fields)


def reminders() -> int:
    return Letter.objects.filter(kind="reminder").count()


def do(at) -> None:
    waiting.remind_waiting(at)
    waiting.close_unanswered(at)


def test_the_chores_are_done_in_the_loop(author, call):
    partner = invited(author, call, expires_at=timezone.now() - DAY)
    assert chores.do_due() == []
    assert Partner.objects.get(pk=partner.pk).state == "expired"


def test_an_invitation_is_reminded_of_once_some_days_before_it_expires(author, call):
    partner = invited(author, call)
    early, due = partner.expires_at - 5 * DAY - timedelta(minutes=1), partner.expires_at - 5 * DAY
    counts = []
    for at in (early, due, due, due + DAY):
        do(at)
        counts.append(reminders())
    assert counts == [0, 1, 1, 1]


def test_the_closing_of_the_campaign_counts_like_the_end_of_the_invitation(author):
    now = timezone.now()
    call = make.campaign(closes_at=now + 4 * DAY)
    partner = invited(author, call)
    do(now)
    assert (reminders(), partner.answer_by) == (1, call.closes_at)
    do(call.closes_at + timedelta(hours=2))
    assert Partner.objects.get(pk=partner.pk).state == "expired"


def test_who_was_asked_or_reminded_lately_is_left_alone(author, call):
    soon = timezone.now() + 4 * DAY
    asked_today = invited(author, call, expires_at=soon)
    Partner.objects.filter(pk=asked_today.pk).update(invited_at=timezone.now() - DAY)
    invited(author, call, expires_at=soon, reminded_at=timezone.now() - 2 * DAY)
    do(timezone.now())
    assert reminders() == 0


def test_an_invitation_without_an_address_is_closed_without_a_reminder(author, call):
    partner = invited(author, call, email="")
    do(partner.expires_at - DAY)
    do(partner.expires_at + DAY)
    assert (reminders(), Partner.objects.get(pk=partner.pk).state) == (0, "expired")


def test_an_invitation_that_came_to_nothing_is_told_to_the_submitter_once(author, call):
    partner = invited(author, call)
    for _ in range(2):
        do(partner.expires_at + TOO_LATE)
    told = Letter.objects.filter(kind="invitation_expired").values_list("to", flat=True)
    assert (Partner.objects.get(pk=partner.pk).state, list(told)) == ("expired", [author.email])


def test_an_invitation_lasts_to_its_last_second_and_as_long_as_an_answer_may_wait_for_us(author, call):
    partner = invited(author, call)
    states = []
    for at in (
        end_of(partner.expires_at) + LONGEST_WAIT - timedelta(microseconds=1),
        partner.expires_at + TOO_LATE,
    ):
        do(at)
        states.append(Partner.objects.get(pk=partner.pk).state)
    assert states == ["invited", "expired"]


def test_nobody_is_written_to_about_an_entry_that_has_ended(author, call):
    partner = invited(author, call, entry_state="submitted")
    actions.withdraw(partner.entry, by=author)
    before = Letter.objects.count()
    do(partner.expires_at + TOO_LATE)
    assert (Partner.objects.get(pk=partner.pk).state, Letter.objects.count()) == ("expired", before)


def test_an_entry_returned_after_closing_keeps_its_invitations_open(author):
    call = make.campaign(**make.closed())
    partner = invited(author, call, entry_state="returned")
    do(timezone.now())
    assert Partner.objects.get(pk=partner.pk).state == "invited"
    do(call.announces_at + TOO_LATE)
    assert Partner.objects.get(pk=partner.pk).state == "expired"


def test_a_moved_closing_gives_the_invited_more_time(author):
    now = timezone.now()
    call = make.campaign(closes_at=now + timedelta(minutes=1))
    partner = invited(author, call)
    type(call).objects.update(closes_at=now + 10 * DAY)
    do(now + timedelta(hours=1))
    assert Partner.objects.get(pk=partner.pk).state == "invited"


@pytest.mark.django_db(transaction=True)
def test_two_processes_remind_and_close_once(author, call):
    """checks.md F09"""
    remind, close = invited(author, call), invited(author, call)
    now = remind.expires_at - DAY
    Partner.objects.filter(pk=close.pk).update(expires_at=now - DAY)
    assert together(*[lambda: do(now) for _ in range(3)]) == [None, None, None]
    kinds = Letter.objects.filter(kind__in=["reminder", "invitation_expired"]).order_by("kind")
    assert list(kinds.values_list("kind", flat=True)) == ["invitation_expired", "reminder"]
