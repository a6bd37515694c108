"""Two windows, and a form that was open while the world went on: nothing that was typed is lost."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import timezone

from campaign.models import Campaign
from judging import actions, recusals, seats
from judging.models import Assignment, Ballot, Criterion, Round, Score
from judging.tallies import stored_tallies
from pledges.actions import withdraw
from tests import make
from tests.judging.recomputed import recomputed_tallies
from tests.judging.test_juror_screens import score, sent, stored
from tests.together import together


# --- two windows --------------------------------------------------------------------------------
def test_the_second_window_sees_both_and_keeps_what_was_typed(evening, assignment):
    evening.post(score(assignment), sent(assignment, 3, None, comment="Ensimmäinen"))
    response = evening.post(score(assignment), sent(assignment, 1, 2, comment="Toinen", is_final="on"))
    assert response.status_code == 409
    assert [(str(c), there, here, differs) for c, there, here, differs in response.context["compared"]] == [
        ("Kriteeri 1", "Erinomainen", "Kohtalainen", True),
        ("Kriteeri 2", None, "Hyvä", True),
    ]
    form = response.context["form"]
    assert (form["comment"].value(), form["is_final"].value(), form["version"].value()) == ("Toinen", True, 1)
    assert [text for text in ("Ensimmäinen", "Toinen") if text not in response.content.decode()] == []
    assert stored(assignment) == ([3, None], "Ensimmäinen", False, 1)


def test_saving_the_second_window_again_replaces_the_first_knowingly(evening, assignment):
    evening.post(score(assignment), sent(assignment, 3, None, comment="Ensimmäinen"))
    evening.post(score(assignment), sent(assignment, 1, 2, comment="Toinen"))
    evening.post(score(assignment), sent(assignment, 1, 2, comment="Toinen", version=1))
    assert stored(assignment) == ([1, 2], "Toinen", False, 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_that_save_in_the_same_moment_one_is_told():
    campaign = make.campaign(**make.closed())
    panel = make.panel(campaign)
    juror = make.juror(panel)
    assignment = make.assignment(juror, make.entry(state="accepted", campaign=campaign))
    criteria = list(panel.round.criteria.all())

    def press(level, version):
        def act():
            chosen = dict.fromkeys(criteria, level)
            actions.cast(assignment, chosen, comment=str(level), final=True, version=version, by=juror.user)
            return "saved"

        return act

    for version in range(12):
        assert sorted(together(press(1, version), press(3, version))) == ["StaleBallot", "saved"]
        ballot = Ballot.objects.get()
        levels = set(Score.objects.values_list("level", flat=True))
        assert levels == {int(ballot.comment)}
        assert (ballot.version, ballot.total) == (version + 1, round(Fraction(100_000_000 * levels.pop(), 3)))


@pytest.mark.django_db(transaction=True)
def test_tabs_and_jurors_that_save_in_the_same_moment_leave_one_score_each_and_true_totals():
    """Two tabs of one juror – a press, and what saves itself – and another juror, again and again."""
    campaign = make.campaign(**make.closed())
    panel = make.panel(campaign)
    entry = make.entry(state="accepted", campaign=campaign)
    given = [make.assignment(make.juror(panel), entry) for _ in "12"]
    panel.round.criteria.update(allows_cannot_judge=True)
    one, two = panel.round.criteria.all()

    def press(assignment, answers, version, **more):
        def act():
            by = assignment.juror.user
            said = {"comment": "", "final": True, "version": version, "by": by, **more}
            return actions.cast(assignment, answers, **said).version

        return act

    for turn in range(20):
        answers = [{one: turn % 4, two: 3}, {one: "cannot_judge", two: turn % 4}, {two: turn % 3}]
        said = together(
            press(given[0], answers[0], turn),
            press(given[0], answers[1], turn, quietly=True),
            press(given[1], answers[2], turn),
        )
        assert (sorted(map(str, said[:2])), said[2]) == ([str(turn + 1), "StaleBallot"], turn + 1)
        stored = Score.objects.filter(ballot__assignment=given[0]).order_by("criterion")
        assert {score.criterion: score.given for score in stored} in answers[:2]
        assert Score.objects.filter(ballot__assignment=given[1]).get().given == turn % 3
        whole = Ballot.objects.filter(total__isnull=False)
        assert stored_tallies(whole) == recomputed_tallies(whole)


@pytest.mark.django_db(transaction=True)
def test_a_ballot_and_a_change_of_weights_in_the_same_moment_agree():
    campaign = make.campaign(**make.closed())
    panel = make.panel(campaign)
    juror = make.juror(panel)
    assignment = make.assignment(juror, make.entry(state="accepted", campaign=campaign))
    one, two = panel.round.criteria.all()

    def weigh(weight):
        def act():
            Criterion.objects.filter(pk=one.pk).update(weight=weight)
            return actions.recalculate(panel.round, by=None)

        return act

    def press(version):
        return lambda: (
            actions.cast(
                assignment, {one: 3, two: 0}, comment="", final=True, version=version, by=None
            ).version
        )

    for version in range(8):
        assert "StaleBallot" not in together(press(version), weigh(version + 2))
        actions.recalculate(panel.round, by=None)
        weight = Criterion.objects.get(pk=one.pk).weight
        assert Ballot.objects.get().total == round(Fraction(100_000_000 * weight, weight + 1))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["recuse", "unassign", "decide"])
def test_what_happens_in_the_moment_of_saving_is_before_or_after_it(kind):
    campaign = make.campaign(**make.closed())
    panel = make.panel(campaign)
    juror = make.juror(panel)
    criterion = panel.round.criteria.first()
    for _ in range(5):
        entry = make.entry(state="accepted", campaign=campaign)
        given = make.assignment(juror, entry)

        def save(given=given):
            actions.cast(given, {criterion: 3}, comment="", final=True, version=0, by=juror.user)
            return "saved"

        def happen(entry=entry, given=given):
            if kind == "recuse":
                recusals.recuse(juror, entry, "Oma", by=None)
            elif kind == "unassign":
                seats.unassign(Assignment.objects.get(pk=given.pk), by=None)
            else:
                return actions.decide(entry, "selected", "Selkeä", by=None).standing["ballots"]
            return "gone"

        answers = tuple(together(save, happen))
        ballots = Ballot.objects.filter(assignment__entry=entry).count()
        assert (*answers, ballots) in {
            # A ballot that the office lays aside is kept.
            "recuse": {("saved", "gone", 1), ("PermissionDenied", "gone", 0)},
            "unassign": {("saved", "AlreadyScored", 1), ("PermissionDenied", "gone", 0)},
            # Secret, a decision refuses nobody; what it counted is frozen.
            "decide": {("saved", 1, 1), ("saved", 0, 1)},
        }[kind]


# --- the world went on while the form was open --------------------------------------------------
def taken_away(assignment):
    seats.unassign(assignment, by=None)


def recused(assignment):
    recusals.recuse(assignment.juror, assignment.entry, "Oma", by=None)


def withdrawn(assignment):
    withdraw(assignment.entry, by=None)


def involved(assignment):
    make.partner(
        assignment.entry, state="confirmed", organisation=make.organisation(people=[assignment.juror.user])
    )


def out_of_the_jury(assignment):
    seats.withdraw(assignment.juror, by=None)


def ended(assignment):
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(seconds=2))


def released(assignment):
    Campaign.objects.update(announces_at=timezone.now() - timedelta(hours=1))
    make.decision(assignment.entry, "not_selected", released=True)


@pytest.mark.parametrize("happened", [taken_away, recused, withdrawn, involved, out_of_the_jury])
def test_an_entry_that_is_gone_is_refused_and_what_was_typed_stays(happened, evening, assignment):
    form = sent(assignment, 3, None, comment="Kirjoitin tämän puoli tuntia <b>")
    title, address = assignment.entry.title, score(assignment)
    happened(assignment)
    response = evening.post(address, form)
    assert (response.status_code, Ballot.objects.count()) == (403, 0)
    assert response.context["texts"] == [
        ("comment", "Comment to the jury", "Kirjoitin tämän puoli tuntia <b>")
    ]
    assert [(str(criterion), level) for criterion, level in response.context["typed"]] == [
        ("Kriteeri 1", "Erinomainen")
    ]
    text = response.content.decode()
    assert ("Kirjoitin tämän puoli tuntia &lt;b&gt;" in text, title in text) == (True, False)


@pytest.mark.parametrize("happened", [ended, released])
def test_a_ballot_that_comes_too_late_is_refused_and_what_was_typed_stays(happened, evening, assignment):
    form = sent(assignment, 3, None, comment="Kirjoitin tämän puoli tuntia", is_final="on")
    happened(assignment)
    response = evening.post(score(assignment), form)
    assert (response.status_code, response.context["can_score"], Ballot.objects.count()) == (403, False, 0)
    kept = response.context["form"]
    assert [kept["comment"].value(), *(row[1].value() for row in kept.rows({}))] == [
        "Kirjoitin tämän puoli tuntia",
        "3",
        "",
    ]


def test_a_stranger_who_guesses_an_address_reads_nothing(client, panel, assignment):
    stranger = make.juror(panel).user
    client.force_login(stranger)
    response = client.post(score(assignment), sent(assignment, 3, 3, comment="Arvaus"))
    assert (response.status_code, Ballot.objects.count()) == (403, 0)
    assert assignment.entry.title not in response.content.decode()
