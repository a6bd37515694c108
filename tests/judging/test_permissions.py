"""Conflicts of interest, told the same by every question that asks for them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from judging import permissions
from judging.conflicts import conflicts
from judging.models import Ballot, Juror, Panel
from judging.states import Conflict
from pledges.models import Entry
from pledges.states import PartnerState
from tests import make


def partnership(state):
    def involve(person, entry):
        make.partner(entry, state=state, organisation=make.organisation(people=[person]))

    return involve


def acting_for_the_submitter(person, entry):
    entry.organisation.representatives.create(user=person)


def writing(person, entry):
    Entry.objects.filter(pk=entry.pk).update(created_by=person)


def being_the_contact(person, entry):
    Entry.objects.filter(pk=entry.pk).update(contact_email=person.email.title())


def being_invited(person, entry):
    make.partner(entry, email=person.email.upper())


def nothing(person, entry):
    make.partner(entry, organisation=make.organisation(people=[make.user()]))


WAYS = {
    "nothing": (nothing, None),
    "submitter": (acting_for_the_submitter, Conflict.SUBMITTER),
    "author": (writing, Conflict.AUTHOR),
    "contact": (being_the_contact, Conflict.AUTHOR),
    "invited by address": (being_invited, Conflict.PARTNER),
    **{f"partner {state}": (partnership(state), Conflict.PARTNER) for state in PartnerState.values},
}


@pytest.mark.breaks_promises
@pytest.mark.parametrize("way", WAYS)
def test_every_question_about_a_conflict_gets_the_same_answer(way, juror, entry, assignment):
    make.ballot(assignment, 3, 3)
    involve, reason = WAYS[way]
    involve(juror.user, entry)
    entry = Entry.objects.prefetch_related("partners").get(pk=entry.pk)
    other = make.entry(state="accepted", campaign=entry.campaign)

    is_free = reason is None
    assert conflicts([juror], [entry, other]) == ({} if is_free else {(juror.pk, entry.pk): reason})
    assert permissions.is_involved(juror.user, entry) is not is_free
    assert permissions.is_involved(juror.user, other) is False
    assert permissions.can_read(juror.user, assignment) is is_free
    assert permissions.can_score(juror.user, assignment) is is_free
    assert Ballot.objects.counted().exists() is is_free


def test_a_recusal_is_shown_as_such(juror, entry):
    juror.recusals.create(entry=entry, reason="Oma kylä")
    assert conflicts([juror], [entry]) == {(juror.pk, entry.pk): Conflict.RECUSED}


def test_conflicts_cost_the_same_for_one_and_for_many(panel, campaign, django_assert_num_queries):
    def asked(number):
        jurors = Juror.objects.select_related("user").filter(
            pk__in=[make.juror(panel).pk for _ in range(number)]
        )
        made = [make.entry(state="accepted", campaign=campaign).pk for _ in range(number)]
        entries = Entry.objects.filter(pk__in=made).prefetch_related("partners")
        with django_assert_num_queries(5):
            conflicts(jurors, entries)

    asked(1)
    asked(4)


def people(panel, assignment):
    return {
        "the juror": assignment.juror.user,
        "another juror": make.juror(panel).user,
        "a juror without the role": make.juror(panel, make.user()).user,
        "the office": make.user(role="Jury office"),
        "a coordinator": make.user(role="Coordinator"),
        "a submitter": make.user(),
        "nobody": AnonymousUser(),
    }


def allowed(permission, somebody) -> list[str]:
    return [name for name, user in somebody.items() if permission(user)]


def test_only_the_assigned_juror_reads_and_scores(panel, assignment):
    somebody = people(panel, assignment)
    del somebody["nobody"]
    assert allowed(lambda user: permissions.can_read(user, assignment), somebody) == ["the juror"]
    assert allowed(lambda user: permissions.can_score(user, assignment), somebody) == ["the juror"]


def test_only_the_office_runs_the_judging(panel, assignment):
    somebody = people(panel, assignment)
    assert allowed(permissions.can_run_judging, somebody) == ["the office"]
    assert allowed(permissions.is_juror, somebody) == ["the juror", "another juror"]


def test_a_seat_without_the_role_opens_nothing(panel, entry):
    seat = make.juror(panel, make.user())
    assert permissions.can_read(seat.user, make.assignment(seat, entry)) is False


def test_a_juror_who_has_withdrawn_reads_nothing(juror, assignment):
    Juror.objects.update(active=False)
    assert permissions.can_read(juror.user, assignment) is False


def test_after_scoring_a_juror_still_reads_but_does_not_score(juror, assignment):
    Panel.objects.update(scoring_ends_at=timezone.now() - timedelta(seconds=2))
    assignment.juror.panel.refresh_from_db()
    assert permissions.can_read(juror.user, assignment) is True
    assert permissions.can_score(juror.user, assignment) is False


def test_before_the_campaign_opens_nothing_is_scored(db):
    coming = timezone.now() + timedelta(days=5)
    campaign = make.campaign(opens_at=coming, closes_at=coming + timedelta(days=2))
    assert permissions.scoring_is_open(make.panel(campaign)) is False
