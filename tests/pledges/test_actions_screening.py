"""Screening, permissions and taking back: what each leaves behind, and whom it refuses."""

import pytest
from django.core.exceptions import PermissionDenied

from campaign.lifecycle import IllegalMove
from people.models import Consent, Letter, Purpose
from pledges import actions
from pledges.models import Entry
from pledges.states import State
from tests import make
from tests.pledges.traces import moves, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make.user("maija@example.org")


@pytest.fixture
def screener():
    return make.user("siiri@example.org", role="Screener")


# --- screening ----------------------------------------------------------------------------------
VERDICTS = {
    State.ACCEPTED: lambda entry, by: actions.accept(entry, by=by),
    State.RETURNED: lambda entry, by: actions.return_for_changes(entry, "Lisää ikäryhmä", by=by),
    State.DECLINED: lambda entry, by: actions.decline(entry, "Ei kampanjan aihe", by=by),
}


@pytest.mark.parametrize(
    ("verdict", "note"),
    [(State.ACCEPTED, ""), (State.RETURNED, "Lisää ikäryhmä"), (State.DECLINED, "Ei kampanjan aihe")],
)
def test_a_verdict_moves_the_entry_keeps_the_message_and_queues_one_letter(author, screener, verdict, note):
    entry = make.entry(author=author, state=State.SUBMITTED, contact_email="maija@example.org")

    VERDICTS[verdict](entry, screener)

    fresh = Entry.objects.get()
    assert (fresh.state, fresh.screening_note, waiting()) == (verdict, note, [(verdict, "maija@example.org")])
    assert moves(entry)[-1] == ("submitted", verdict, screener.pk)


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("role", [None, "Juror", "Jury office", "Editor", "Data protection officer"])
def test_only_screeners_and_coordinators_screen(verdict, role):
    entry = make.entry(state=State.SUBMITTED)

    with pytest.raises(PermissionDenied):
        VERDICTS[verdict](entry, make.user(role=role))

    assert Entry.objects.get().state == "submitted"


def with_a_part_in_it(person, part):
    """An entry in which somebody is what `part` says."""
    own = make.organisation(people=[person])
    filed = {
        "writer": {"author": person},
        "submitter": {"organisation": own},
        "contact": {"contact_email": person.email},
    }
    entry = make.entry(**filed.get(part, {}))
    if part in ("partner", "asked"):
        make.partner(entry, organisation=own, state="confirmed" if part == "partner" else "invited")
    if part == "asked by name":
        make.partner(entry, email=person.email)
    make.submission(entry)
    if part == "writer":  # and has left the organisation since
        entry.organisation.representatives.all().delete()
    return entry


@pytest.mark.parametrize("part", ["writer", "submitter", "partner"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_nobody_screens_what_they_have_a_part_in(screener, verdict, part):
    entry = with_a_part_in_it(screener, part)

    with pytest.raises(PermissionDenied):
        VERDICTS[verdict](entry, screener)

    assert Entry.objects.get().state == "submitted"


@pytest.mark.parametrize("part", ["contact", "asked", "asked by name"])
def test_nobody_keeps_a_screener_away_by_naming_them(screener, part):
    VERDICTS[State.DECLINED](with_a_part_in_it(screener, part), screener)

    assert Entry.objects.get().state == "declined"


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("state", sorted(set(State) - {State.SUBMITTED}))
def test_only_what_waits_for_screening_is_screened(screener, verdict, state):
    entry = make.entry(state=state)
    letters = Letter.objects.count()

    with pytest.raises(IllegalMove):
        VERDICTS[verdict](entry, screener)

    assert (Entry.objects.get().state, Letter.objects.count()) == (state, letters)


def test_acceptance_wipes_the_message_of_an_earlier_return(author, screener):
    entry = make.entry(author=author, state=State.SUBMITTED)
    actions.return_for_changes(entry, "Lisää ikäryhmä", by=screener)
    actions.submit(entry, by=author)

    actions.accept(entry, by=screener)

    assert Entry.objects.get().screening_note == ""


def test_each_round_of_screening_has_its_own_letter(author, screener):
    entry = make.entry(author=author, state=State.SUBMITTED, contact_email="maija@example.org")
    for _ in range(2):
        actions.return_for_changes(entry, "Lisää ikäryhmä", by=screener)
        actions.submit(entry, by=author)

    assert [kind for kind, _ in waiting()] == ["returned", "receipt", "returned", "receipt"]


def test_of_two_screeners_the_first_decides_and_one_letter_leaves(author, screener):
    entry = make.entry(author=author, state=State.SUBMITTED, contact_email="maija@example.org")
    second = Entry.objects.get(pk=entry.pk)
    actions.accept(entry, by=screener)

    with pytest.raises(IllegalMove):
        actions.decline(second, "Ei kampanjan aihe", by=make.user(role="Screener"))

    assert (Entry.objects.get().state, waiting()) == ("accepted", [("accepted", "maija@example.org")])


# --- permissions and withdrawal -----------------------------------------------------------------
def test_permissions_are_given_and_withdrawn_as_the_boxes_stand(author):
    for purpose in Purpose:
        make.consent_text(purpose)
    entry = make.entry(author=author)

    actions.set_permissions(entry, {"publish_text", "publish_image"}, by=author)
    actions.set_permissions(entry, {"publish_text", "publish_contact"}, by=author)

    standing = Consent.objects.in_force().about(entry.uuid).order_by("text__purpose")
    assert [(one.text.purpose, one.person, one.organisation) for one in standing] == [
        ("publish_contact", author, entry.organisation),
        ("publish_text", author, entry.organisation),
    ]
    assert Consent.objects.filter(given=False).count() == 1


def test_a_stranger_gives_and_withdraws_no_permission(author):
    entry = make.entry(author=author, state=State.ACCEPTED, published=True)
    stranger = make.user()

    for attempt in (
        lambda: actions.set_permissions(entry, set(), by=stranger),
        lambda: actions.withdraw_permission(entry, "publish_text", by=stranger),
        lambda: actions.give_permission(entry, "publish_text", by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            attempt()

    assert list(Entry.objects.public()) == [entry]


def test_withdrawing_the_permission_takes_the_entry_out_of_the_public_at_once(author):
    entry = make.entry(author=author, state=State.ACCEPTED, published=True)

    actions.withdraw_permission(entry, "publish_text", by=author)

    assert (list(Entry.objects.public()), Entry.objects.get().state) == ([], "accepted")


@pytest.mark.parametrize(
    "state", [State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.SELECTED, State.IN_PRACTICE]
)
def test_taking_an_entry_back_ends_its_permissions_and_is_confirmed_by_letter(author, state):
    entry = make.entry(author=author, state=state, published=True, contact_email="maija@example.org")

    actions.withdraw(entry, by=author)

    assert (
        Entry.objects.get().state,
        Consent.objects.in_force().count(),
        list(Entry.objects.public()),
        waiting(),
    ) == ("withdrawn", 0, [], [("withdrawn", "maija@example.org")])


def test_a_draft_is_taken_back_without_a_letter(author):
    actions.withdraw(make.entry(author=author), by=author)

    assert (Entry.objects.get().state, waiting()) == ("withdrawn", [])


@pytest.mark.parametrize("state", [State.COMPLETED, State.DECLINED, State.WITHDRAWN])
def test_what_has_ended_cannot_be_taken_back(author, state):
    with pytest.raises(PermissionDenied):
        actions.withdraw(make.entry(author=author, state=state), by=author)


def test_nobody_else_takes_an_entry_back(author, screener):
    entry, partner = make.entry(author=author, state=State.ACCEPTED), make.user()
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[partner]))

    for person in (make.user(), partner, screener, make.user(role="Coordinator")):
        with pytest.raises(PermissionDenied):
            actions.withdraw(entry, by=person)

    assert Entry.objects.get().state == "accepted"
