"""Recusals that are lifted, and jurors who become involved after they have scored."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from judging import actions, recusals, seats
from judging.models import Assignment, Ballot, Recusal, Round
from judging.permissions import can_score
from judging.progress import own_work, panel_progress
from judging.standings import furthest_standings
from judging.table import AssignmentTable
from people.models import Representative
from tests import make
from tests.staff import number_of_queries, said, text_of
from tests.together import together


@pytest.fixture
def scored(assignment):
    """A ballot of 100."""
    return make.ballot(assignment, 3, 3)


def means(campaign) -> list[tuple]:
    return [(one.mean, one.ballots) for _round, one in furthest_standings(campaign)]


def dossier(entry) -> str:
    return f"/admin/judging/entries/{entry.pk}/"


def lifting(recusal) -> str:
    return f"{dossier(recusal.entry)}lift/{recusal.pk}/"


# --- lifting ------------------------------------------------------------------------------------
def test_a_ballot_that_the_office_laid_aside_counts_nowhere_and_counts_again(
    juror, entry, campaign, panel, scored, office
):
    def seen() -> tuple:
        table = AssignmentTable(panel, [juror], viewer=office)
        return (
            means(campaign),
            [work.total for work in own_work(juror.user)],
            panel_progress(panel, viewer=office),
            [(row.assigned, row.final) for row in table.rows(table.entries({}))],
            can_score(juror.user, scored.assignment),
        )

    before = seen()
    recusal = recusals.recuse(juror, entry, "Sisarukset", by=office)
    aside = seen()
    recusals.lift(recusal, "Kaima, ei sisar", by=office)

    assert (before, aside, seen()) == (
        ([(100.0, 1)], [1], (1, 1), [(1, 1)], True),
        ([(None, 0)], [0], (0, 0), [(0, 0)], False),
        before,
    )


def test_a_ballot_that_a_declaration_voided_stays_void_and_the_entry_is_scored_anew(
    juror, entry, campaign, scored, office
):
    recusal = recusals.recuse(juror, entry, "Istun hallituksessa", by=juror.user)
    recusals.lift(recusal, "Hallitus vaihtui ennen hakua", by=office)
    assert (means(campaign), Assignment.objects.count()) == ([(None, 0)], 0)

    again = actions.assign(juror, entry, by=office)
    make.ballot(again, 0, 0)
    assert means(campaign) == [(0.0, 1)]


def test_declaring_late_voids_the_own_ballot_and_is_logged(client, juror, entry, campaign, scored, panel):
    make.ballot(make.assignment(make.juror(panel), entry), 0, 0)
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(minutes=1))
    client.force_login(juror.user)
    client.post(f"/admin/judging/score/{scored.assignment_id}/conflict/", {"reason": "Istun hallituksessa"})
    recusal = Recusal.objects.get()
    assert (means(campaign), recusal.is_declared) == ([(0.0, 1)], True)
    assert not Ballot.objects.filter(pk=scored.pk).exists()
    row = ModelLogEntry.objects.for_instance(recusal).get()
    assert (row.action, row.user, row.data) == (
        "judging.recusal.recuse",
        juror.user,
        {"declared": True, "had_ballot": True},
    )


def test_a_juror_who_declares_what_the_office_has_found_voids_the_ballot_for_good(
    juror, entry, campaign, scored, office
):
    recusal = recusals.recuse(juror, entry, "Kuulopuhe", by=office)
    assert recusals.recuse(juror, entry, "Totta se on", by=juror.user) == recusal
    recusals.lift(recusal, "Erehdys", by=office)
    assert (means(campaign), Ballot.objects.count()) == ([(None, 0)], 0)


def test_what_was_lifted_is_kept_with_its_reason_and_can_happen_again(juror, entry, assignment, office):
    first = recusals.recuse(juror, entry, "Ensin", by=office)
    recusals.lift(first, "Erehdys", by=office)
    second = recusals.recuse(juror, entry, "Sittenkin", by=juror.user)

    first.refresh_from_db()
    assert (first.lifted_by, first.lifted_why, first.lifted_at is not None) == (office, "Erehdys", True)
    assert list(Recusal.objects.standing()) == [second]
    assert [row.action for row in ModelLogEntry.objects.for_instance(first).order_by("pk")] == [
        "judging.recusal.recuse",
        "judging.recusal.lift",
    ]


def test_a_lifted_recusal_does_not_undo_a_conflict(juror, entry, scored, campaign, office):
    become_colleague(juror, entry)
    Representative.objects.update(created_at=timezone.now() - timedelta(days=9))
    recusal = recusals.recuse(juror, entry, "Jäsen", by=office)
    recusals.lift(recusal, "Ei ole jäsen", by=office)
    assert (means(campaign), can_score(juror.user, scored.assignment)) == ([(None, 0)], False)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_lifts(role, juror, entry, assignment, office):
    recusal = recusals.recuse(juror, entry, "Oma kylä", by=office)
    with pytest.raises(PermissionDenied):
        recusals.lift(recusal, "Enpäs", by=make.user(role=role))
    assert Recusal.objects.standing().exists()


def test_nobody_lifts_their_own_recusal_or_one_from_an_entry_of_theirs(panel, entry, office):
    own = make.juror(panel, office)
    declared = recusals.recuse(own, entry, "Oma kylä", by=office)
    with pytest.raises(PermissionDenied):
        recusals.lift(declared, "Enpäs", by=office)

    colleague = make.user(role="Jury office")
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[colleague]))
    with pytest.raises(PermissionDenied):
        recusals.lift(declared, "Ystävälle", by=colleague)


@pytest.mark.django_db(transaction=True)
def test_two_who_lift_at_once_lift_once(office):
    entry = make.entry(state="accepted")
    recusal = recusals.recuse(make.juror(make.panel(entry.campaign)), entry, "Oma", by=office)
    answers = together(*[lambda: recusals.lift(recusal, "Erehdys", by=office) for _ in range(3)])
    assert (sorted(answers), ModelLogEntry.objects.filter(action="judging.recusal.lift").count()) == (
        [False, False, True],
        1,
    )


def test_the_office_lifts_on_the_page_of_the_entry_and_gives_a_reason(desk, juror, entry, scored, office):
    recusal = recusals.recuse(juror, entry, "Sisarukset", by=office)
    page = desk.get(dossier(entry))
    assert lifting(recusal) in page.text
    assert f"{dossier(entry)}recuse/{juror.pk}/" not in page.text
    assert "This ballot does not count" in text_of(page)

    empty = desk.post(lifting(recusal), {"reason": " "})
    assert (empty.status_code, list(empty.context["form"].errors)) == (200, ["reason"])

    answer = desk.post(lifting(recusal), {"reason": "Kaima, ei sisar"})
    assert (answer.url, said(answer)) == (dossier(entry), [f"{juror} may judge the entry again."])
    text = text_of(desk.get(dossier(entry)))
    assert ("Kaima, ei sisar" in text, "This ballot does not count" in text) == (True, False)
    assert desk.get(lifting(recusal)).status_code == 404


@pytest.mark.parametrize("declared", [True, False])
def test_before_lifting_the_office_reads_what_becomes_of_the_ballot(
    declared, desk, juror, entry, scored, office
):
    recusal = recusals.recuse(juror, entry, "Oma", by=juror.user if declared else office)
    text = text_of(desk.get(lifting(recusal)))
    assert ("stays void" in text, "counts again" in text) == (declared, not declared)


# --- involved afterwards ------------------------------------------------------------------------
def become_colleague(juror, entry) -> Representative:
    return Representative.objects.create(user=juror.user, organisation=entry.organisation, role="owner")


def test_making_a_colleague_of_a_strict_juror_does_not_void_the_ballot(
    juror, entry, campaign, panel, assignment
):
    make.ballot(assignment, 0, 0)
    make.ballot(make.assignment(make.juror(panel), entry), 3, 3)
    become_colleague(juror, entry)
    assert means(campaign) == [(50.0, 2)]
    assert can_score(juror.user, assignment) is False


def test_a_draft_of_somebody_who_becomes_involved_is_never_counted(juror, entry, assignment, campaign):
    make.ballot(assignment, 3, 3, final=False)
    become_colleague(juror, entry)
    assert (means(campaign), Ballot.objects.overtaken().count()) == ([(None, 0)], 0)


def test_the_office_is_told_on_its_first_screen_and_on_the_page_of_the_entry(desk, juror, entry, scored):
    Ballot.objects.update(saved_at=make.moment("2026-03-02 10:00:00"))
    link = become_colleague(juror, entry)
    Representative.objects.filter(pk=link.pk).update(created_at=make.moment("2026-03-04 10:00:00"))

    first, page = text_of(desk.get("/admin/")), text_of(desk.get(dossier(entry)))

    assert f"{juror} has become involved in {entry.reference} after scoring it" in first
    assert (
        "Scored on Monday 2 March 2026 at 12:00 (Finnish time, EET), involved since Wednesday 4 March 2026 at"
        " 12:00 (Finnish time, EET). The ballot counts as it was given; recuse the juror if it should not."
    ) in first
    assert (
        f"{juror} acts for the organisation that filed it since Wednesday 4 March 2026 at 12:00"
        " (Finnish time, EET), but gave this ballot before, on Monday 2 March 2026 at 12:00"
        " (Finnish time, EET). It counts as it was given. Recuse the juror if it should not."
    ) in page


def told(desk) -> bool:
    return "has become involved" in text_of(desk.get("/admin/"))


def test_the_office_need_not_hear_of_it_once_it_has_recused_the_juror(desk, juror, entry, scored, office):
    become_colleague(juror, entry)
    before = told(desk)
    recusals.recuse(juror, entry, "Nyt jäsen", by=office)
    assert (before, told(desk), means(entry.campaign)) == (True, False, [(None, 0)])


def test_nor_once_the_entry_is_decided_or_the_juror_out(desk, juror, entry, scored):
    become_colleague(juror, entry)
    seats.withdraw(juror, by=None)
    out = told(desk)
    seats.bring_back(juror, by=None)
    actions.decide(entry, "selected", "Selkeä", by=None)
    assert (out, told(desk)) == (False, False)


def test_nobody_hears_of_an_entry_of_their_own(desk, juror, entry, scored, office):
    become_colleague(juror, entry)
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    assert told(desk) is False


def test_the_first_screen_costs_the_same_for_one_and_for_three(desk, panel, campaign):
    def one_more():
        entry, juror = make.entry(state="accepted", campaign=campaign), make.juror(panel)
        make.ballot(make.assignment(juror, entry), 1, 1)
        become_colleague(juror, entry)

    one_more()
    desk.get("/admin/")
    one = number_of_queries(desk, "/admin/")
    one_more()
    one_more()
    assert (number_of_queries(desk, "/admin/"), text_of(desk.get("/admin/")).count("has become")) == (one, 3)
