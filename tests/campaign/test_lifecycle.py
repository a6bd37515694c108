"""The one gate: what the tables allow happens once, is written down, and nothing else happens."""

import threading

import pytest
from django.db import connection, transaction
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove, log_all, move, move_all
from judging.models import Decision
from pledges.models import Entry, Partner
from pledges.states import PartnerState, State
from tests import make

pytestmark = pytest.mark.django_db


def logged(thing) -> list[tuple]:
    rows = ModelLogEntry.objects.for_instance(thing).order_by("pk")
    return [(row.action, row.user_id, row.label, row.data) for row in rows]


def test_a_move_changes_the_state_and_its_data_together_and_is_logged():
    person, entry = make.user(), make.entry(state=State.SUBMITTED)

    moved = move(entry, State.RETURNED, by=person, screening_note="Lisää ikäryhmä")

    fresh = Entry.objects.get()
    assert (moved is entry, entry.state, fresh.state, fresh.screening_note, entry.screening_note) == (
        True,
        "returned",
        "returned",
        "Lisää ikäryhmä",
        "Lisää ikäryhmä",
    )
    assert logged(entry)[-1] == (
        "pledges.entry.move",
        person.pk,
        str(entry),
        {"from": "submitted", "to": "returned"},
    )


@pytest.mark.parametrize("origin", State)
def test_every_pair_of_states_is_allowed_or_refused_as_the_table_says(origin):
    entry = make.entry(state=origin)
    before = logged(entry)
    expected = {
        "draft": {"submitted", "withdrawn"},
        "submitted": {"accepted", "returned", "recalled", "changing", "declined", "withdrawn"},
        "recalled": {"submitted", "withdrawn"},
        "changing": {"submitted", "withdrawn"},
        "returned": {"submitted", "withdrawn"},
        "accepted": {"selected", "returned", "withdrawn"},
        "selected": {"in_practice", "withdrawn"},
        "in_practice": {"completed", "withdrawn"},
        "completed": set(),
        "declined": set(),
        "withdrawn": set(),
    }[origin]
    # That the others happen is shown by the makers, whose every entry came this way.
    for target in set(State) - expected:
        with pytest.raises(IllegalMove):
            move(entry, target, by=None)

    assert (Entry.objects.get(pk=entry.pk).state, logged(entry)) == (origin, before)


@pytest.mark.parametrize("target", PartnerState)
@pytest.mark.parametrize("origin", PartnerState)
def test_partners_answer_once_may_leave_and_may_be_asked_again(origin, target):
    partner = make.partner(make.entry(), state=origin, may_use_name=False)
    allowed = {
        "invited": {"confirmed", "corrected", "declined", "left", "expired"},
        "confirmed": {"left"},
        "corrected": {"confirmed", "left"},
        "declined": {"invited"},
        "left": {"invited"},
        "expired": {"invited"},
    }[origin]
    data = {"answered_at": None if target in ("invited", "expired") else partner.invited_at}

    try:
        move(partner, target, by=None, corrected_from={"role": "Keittiö"}, **data)
        happened = True
    except IllegalMove:
        happened = False

    assert (happened, Partner.objects.get().state) == (
        target in allowed,
        target if target in allowed else origin,
    )


def test_a_released_decision_cannot_be_taken_back():
    decision = make.entry(state=State.SELECTED).decision

    with pytest.raises(IllegalMove):
        move(decision, "pending", by=None)

    assert Decision.objects.get().state == "released"


def test_whoever_acts_on_an_old_picture_of_the_thing_loses():
    entry = make.entry(state=State.SUBMITTED)
    old = Entry.objects.get(pk=entry.pk)
    move(entry, State.ACCEPTED, by=None)

    with pytest.raises(IllegalMove) as refused:
        move(old, State.DECLINED, by=None)

    assert (Entry.objects.get().state, refused.value.message) == (
        "accepted",
        "This is not possible any more: the state is now “Accepted”.",
    )


def test_a_refused_move_says_what_was_wanted():
    entry = make.entry(state=State.DECLINED)

    with pytest.raises(IllegalMove) as refused:
        move(entry, State.ACCEPTED, by=None)

    assert str(refused.value) == f"pledges.Entry {entry.pk} cannot become accepted"


@pytest.mark.parametrize("target", ["", "nonsense", None])
def test_there_are_no_other_states(target):
    with pytest.raises(IllegalMove):
        move(make.entry(), target, by=None)


def test_a_move_whose_log_fails_does_not_happen(monkeypatch):
    entry = make.entry(state=State.SUBMITTED)
    monkeypatch.setattr("campaign.lifecycle.log_all", lambda *things, **about: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        move(entry, State.ACCEPTED, by=None)

    assert Entry.objects.get().state == "submitted"


def test_many_things_move_together_in_two_statements(django_assert_num_queries):
    partners = [make.partner(make.entry()) for _ in range(3)]

    with django_assert_num_queries(9):  # two frame the transaction, five ask what the public sees of it
        move_all(partners, PartnerState.LEFT, by=None, answered_at=partners[0].invited_at)

    assert {partner.state for partner in [*partners, *Partner.objects.all()]} == {"left"}
    assert [logged(partner)[0][3] for partner in partners] == [{"from": "invited", "to": "left"}] * 3


def test_if_one_of_many_has_moved_meanwhile_none_moves():
    partners = [make.partner(make.entry()) for _ in range(3)]
    make_answer = Partner.objects.get(pk=partners[1].pk)
    move(make_answer, PartnerState.DECLINED, by=None, answered_at=make_answer.invited_at)

    with pytest.raises(IllegalMove):
        move_all(partners, PartnerState.LEFT, by=None, answered_at=partners[0].invited_at)

    assert list(Partner.objects.order_by("pk").values_list("state", flat=True)) == [
        "invited",
        "declined",
        "invited",
    ]


def test_moving_nothing_is_no_fault():
    assert (move_all([], State.SUBMITTED, by=None), ModelLogEntry.objects.count()) == (None, 0)


def test_a_line_about_many_things_is_written_for_each():
    entries, person = [make.entry(), make.entry()], make.user()

    log_all(entries, "pledges.entry.start", by=person)

    assert [logged(entry) for entry in entries] == [
        [("pledges.entry.start", person.pk, str(entry), {})] for entry in entries
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_in_the_same_moment_one_wins():
    entry = make.entry(state=State.SUBMITTED)
    gate, results = threading.Barrier(2), []

    def decide(target):
        own = Entry.objects.get(pk=entry.pk)
        gate.wait(20)
        try:
            move(own, target, by=None)
            results.append(target)
        except IllegalMove:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[target]) for target in (State.ACCEPTED, State.DECLINED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    winner = Entry.objects.get().state
    assert sorted(results) == sorted([winner, "refused"])
    assert [row[3]["to"] for row in logged(entry)] == ["submitted", winner]
