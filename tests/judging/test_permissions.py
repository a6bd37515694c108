"""Conflicts of interest, told the same by every question that asks for them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from judging import permissions, seats
from judging.conflicts import Finding, findings
from judging.models import Ballot, Juror, Round
from judging.named import named_to_do
from judging.states import Conflict
from people.models import Representative, User
from pledges.models import Entry, Partner, Writer
from pledges.states import TAKING_PART, PartnerState
from tests import make


def partnership(state):
    def involve(person, entry):
        make.partner(entry, state=state, organisation=make.organisation(people=[person]))

    return involve


def acting_for_the_submitter(person, entry):
    entry.organisation.representatives.create(user=person, role="owner")


def writing(person, entry):
    Entry.objects.filter(pk=entry.pk).update(created_by=person)


def being_the_contact(person, entry):
    Entry.objects.filter(pk=entry.pk).update(contact_email=person.email.title())


def being_invited(person, entry):
    make.partner(entry, email=person.email.upper())


def being_brought_along(person, entry):
    partner = make.partner(entry, state="confirmed")
    Writer.objects.create(entry=entry, partner=partner, email=person.email)


def nothing(person, entry):
    make.partner(entry, organisation=make.organisation(people=[make.user()]))


# What can begin after an entry was accepted, and so after a ballot.
CAN_COME_LATER = {"submitter", *(f"partner {state}" for state in TAKING_PART)}
WAYS = {
    "nothing": (nothing, None),
    "submitter": (acting_for_the_submitter, Conflict.SUBMITTER),
    "author": (writing, Conflict.AUTHOR),
    **{f"partner {state}": (partnership(state), Conflict.PARTNER) for state in sorted(TAKING_PART)},
}
# What a writer can do to a juror whom they would like to be rid of.
NAMINGS = {
    "contact": being_the_contact,
    "invited by address": being_invited,
    "brought along": being_brought_along,
    **{f"partner {state}": partnership(state) for state in PartnerState.values if state not in TAKING_PART},
}


def prepared(entry):
    return Entry.objects.prefetch_related("partners", "writers").get(pk=entry.pk)


@pytest.mark.breaks_promises
@pytest.mark.parametrize("way", WAYS)
def test_every_question_about_a_conflict_gets_the_same_answer(way, juror, entry, assignment):
    make.ballot(assignment, 3, 3)
    involve, reason = WAYS[way]
    involve(juror.user, entry)
    entry = prepared(entry)
    other = make.entry(state="accepted", campaign=entry.campaign)

    is_free = reason is None
    assert findings([juror], [entry, other], viewer=None) == (
        {} if is_free else {(juror.pk, entry.pk): Finding(reason)}
    )
    assert permissions.is_involved(juror.user, entry) is not is_free
    assert permissions.is_involved(juror.user, other) is False
    assert Entry.objects.concerning(juror.user).exists() is not is_free
    assert permissions.can_read(juror.user, assignment) is is_free
    assert permissions.can_score(juror.user, assignment) is is_free
    assert Ballot.objects.counted().exists() is (is_free or way in CAN_COME_LATER)
    assert Ballot.objects.overtaken().exists() is (way in CAN_COME_LATER)


@pytest.mark.parametrize("way", NAMINGS)
def test_naming_a_juror_takes_nothing_from_them_and_warns_the_office(way, juror, entry, assignment, office):
    ballot = make.ballot(assignment, 0, 0)
    NAMINGS[way](juror.user, entry)
    Representative.objects.update(created_at=ballot.saved_at)
    entry = prepared(entry)

    assert findings([juror], [entry], viewer=None) == {
        (juror.pk, entry.pk): Finding(Conflict.NAMED, blocks=False)
    }
    assert permissions.is_involved(juror.user, entry) is False
    assert permissions.can_score(juror.user, assignment) is True
    assert (Ballot.objects.counted().exists(), Ballot.objects.overtaken().exists()) == (True, False)
    assert [todo.text for todo in named_to_do(office)] == [
        f"{entry.reference} names its juror {juror}, or an organisation that they act for"
    ]


def test_an_office_member_who_is_merely_named_still_runs_the_judging_of_the_entry(entry, office):
    for name in NAMINGS.values():
        name(office, entry)
    permissions.demand_office(office, entry)
    partnership("confirmed")(office, entry)
    with pytest.raises(PermissionDenied):
        permissions.demand_office(office, entry)


@pytest.mark.parametrize("way", sorted(CAN_COME_LATER))
def test_who_acted_for_somebody_in_the_entry_when_they_scored_it_is_not_counted(
    way, juror, entry, assignment
):
    ballot = make.ballot(assignment, 3, 3)
    WAYS[way][0](juror.user, entry)
    Representative.objects.update(created_at=ballot.saved_at)
    Partner.objects.update(answered_at=ballot.saved_at)
    assert (Ballot.objects.counted().exists(), Ballot.objects.overtaken().exists()) == (False, False)


@pytest.mark.parametrize("state", sorted(TAKING_PART))
def test_a_colleague_who_says_yes_after_the_ballot_voids_nothing(state, juror, entry, assignment):
    organisation = make.organisation(people=[juror.user])
    ballot = make.ballot(assignment, 3, 3)
    partner = make.partner(entry, state=state, organisation=organisation)
    assert partner.answered_at > ballot.saved_at
    assert list(Ballot.objects.overtaken().values_list("involved_since", flat=True)) == [partner.answered_at]


def test_a_counted_ballot_knows_since_when_its_juror_is_involved(juror, entry, assignment):
    make.ballot(assignment, 3, 3)
    acting_for_the_submitter(juror.user, entry)
    partnership("confirmed")(juror.user, entry)
    first = Representative.objects.get(user=juror.user, organisation=entry.organisation)
    assert list(Ballot.objects.overtaken().values_list("involved_since", flat=True)) == [first.created_at]


def test_a_recusal_is_shown_as_such(juror, entry):
    juror.recusals.create(entry=entry, reason="Oma kylä")
    assert findings([juror], [entry], viewer=None) == {(juror.pk, entry.pk): Finding(Conflict.RECUSED)}
    juror.recusals.update(lifted_at=timezone.now(), lifted_why="Eri kylä")
    assert findings([juror], [entry], viewer=None) == {}


def test_conflicts_cost_the_same_for_one_and_for_many(panel, campaign, django_assert_num_queries):
    def asked(number):
        jurors = Juror.objects.select_related("user").filter(
            pk__in=[make.juror(panel).pk for _ in range(number)]
        )
        for one in jurors:
            make.organisation(people=[one.user])
        made = [make.entry(state="accepted", campaign=campaign).pk for _ in range(number)]
        entries = Entry.objects.filter(pk__in=made).prefetch_related("partners", "writers")
        with django_assert_num_queries(8):
            findings(jurors, entries, viewer=None)

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


def test_the_office_of_a_campaign_are_those_who_can_run_its_judging(panel, assignment, campaign):
    somebody = people(panel, assignment) | {
        "a superuser": User.objects.create_superuser("super@example.org"),
        "by themselves": make.user(),
        "closed": make.user(role="Jury office", is_active=False),
        "limited to it": make.user(role="Jury office"),
        "limited to none": make.user(role="Jury office"),
        "limited, but not by it": make.user(role="Jury office"),
    }
    run, everything = (Permission.objects.get(codename=name) for name in ("run_judging", "reach_everything"))
    somebody["by themselves"].user_permissions.add(run)
    somebody["limited, but not by it"].user_permissions.add(everything)
    make.reach(somebody["limited to it"], campaign, make.campaign())
    for name in ("limited to none", "limited, but not by it"):
        make.reach(somebody[name])
    del somebody["nobody"]
    for here in (campaign, make.campaign(rehearsal_of=campaign), make.campaign()):
        can = {user.pk for user in somebody.values() if permissions.can_run_judging(user, here)}
        assert set(permissions.jury_office(here).values_list("pk", flat=True)) == can
        assert (somebody["limited to it"].pk in can, somebody["limited to none"].pk in can) == (
            campaign.pk in (here.pk, here.rehearsal_of_id),
            False,
        )


def test_a_seat_without_the_role_opens_nothing(panel, entry):
    seat = make.juror(panel, make.user())
    assert permissions.can_read(seat.user, make.assignment(seat, entry)) is False


def test_a_juror_who_has_withdrawn_reads_nothing(juror, assignment):
    seats.withdraw(juror, by=None)
    assert permissions.can_read(juror.user, assignment) is False


def test_after_scoring_a_juror_still_reads_but_does_not_score(juror, assignment):
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(seconds=2))
    assignment.juror.panel.round.refresh_from_db()
    assert permissions.can_read(juror.user, assignment) is True
    assert permissions.can_score(juror.user, assignment) is False


def test_before_the_campaign_opens_nothing_is_scored(db):
    coming = timezone.now() + timedelta(days=5)
    campaign = make.campaign(opens_at=coming, closes_at=coming + timedelta(days=2))
    assert permissions.scoring_is_open(make.judging_round(campaign)) is False
