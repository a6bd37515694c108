"""Jurors whose organisation has filed together with one in the entry: blocked or doubted, with the reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from judging import actions, permissions, sharing
from judging.assignment_file import FileChange
from judging.assignment_lines import Line
from judging.conflicts import Finding, findings
from judging.joint_filing import JointFiling, joint_filings, keys_close_to
from judging.models import Assignment, Ballot, Round
from judging.progress import own_work
from judging.seating import Seating, Wishes
from judging.states import Conflict
from pledges.models import Entry
from pledges.states import TAKING_PART, PartnerState
from tests import make
from tests.staff import text_of


@pytest.fixture
def mine(juror):
    return make.organisation(people=[juror.user], name=make.words("Oma ry"))


@pytest.fixture
def last_year(campaign):
    then = campaign.opens_at - timedelta(days=365)
    return make.campaign(
        title=make.words("Viime vuosi"),
        opens_at=then,
        closes_at=then + timedelta(days=9),
        publishes_at=then,
        announces_at=then + timedelta(days=20),
    )


def filed_by_us(mine, other, campaign, **fields):
    entry = make.entry(campaign=campaign, organisation=mine, **{"state": "submitted", **fields})
    make.partner(entry, organisation=other, state="confirmed")


def filed_by_them(mine, other, campaign):
    entry = make.entry(state="declined", campaign=campaign, organisation=other)
    make.partner(entry, organisation=mine, state="corrected")


def both_with_a_third(mine, other, campaign):
    entry = make.entry(state="accepted", campaign=campaign)
    make.partner(entry, organisation=mine, state="confirmed")
    make.partner(entry, organisation=other, state="confirmed")


WAYS = [filed_by_us, filed_by_them, both_with_a_third]


def asked(juror, entry):
    """The reason in bulk, and whether the one question of a juror's screens agrees."""
    entry = Entry.objects.prefetch_related("partners", "writers").get(pk=entry.pk)
    found = findings([juror], [entry], viewer=None).get((juror.pk, entry.pk))
    close = set(keys_close_to(juror.user).values_list("pk", flat=True))
    assert (entry.pk in close) is bool(found)
    return found


def blocked(other) -> Finding:
    return Finding(Conflict.JOINT, True, JointFiling("Oma ry", str(other), "Viime vuosi"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("as_partner", [False, True])
def test_whoever_filed_together_before_is_found_with_the_reason(
    way, as_partner, juror, entry, mine, last_year
):
    other = make.organisation() if as_partner else entry.organisation
    if as_partner:
        make.partner(entry, organisation=other, state="confirmed")
    way(mine, other, last_year)
    assert asked(juror, entry) == blocked(other)
    assert asked(juror, entry).label == f"acts for Oma ry, which filed together with {other} in Viime vuosi"


def test_the_same_campaign_counts_and_the_newest_is_told_of(juror, entry, mine, campaign, last_year):
    for call in (campaign, last_year):
        filed_by_us(mine, entry.organisation, call)
    assert asked(juror, entry).joint.campaign == "Partnership campaign"


def test_a_campaign_out_of_reach_is_not_named_anywhere(client, juror, panel, entry, mine, last_year, office):
    Round.objects.update(joint_filing="warns")
    panel.round.refresh_from_db()
    filed_by_us(mine, entry.organisation, last_year)
    make.ballot(make.assignment(juror, entry), 3, 3)
    other = make.entry(state="accepted", campaign=entry.campaign, organisation=entry.organisation)
    client.force_login(office)
    client.cookies["django_language"] = "en"

    def told() -> list[str]:
        """What stands after the names: in the table, on the page of an entry, before a file is used."""
        lines = [Line(2, juror.pk, other.pk)]
        notes = FileChange(Seating(panel, viewer=office), lines, replaces=False).notes
        pages = [f"assignments/{panel.pk}", f"entries/{entry.pk}"]
        texts = [text_of(client.get(f"/admin/judging/{page}/")) for page in pages]
        before = f"acts for Oma ry, which filed together with {entry.organisation} in "
        return [text.split(before)[1].split(".")[0].split(" ")[:2] for text in [*texts, notes[0]]]

    assert told() == [["Viime", "vuosi"]] * 3
    make.reach(office, entry.campaign)
    office = type(office).objects.get(pk=office.pk)
    assert told() == [["another", "campaign"]] * 3


def test_the_newest_in_reach_is_told_of_before_a_newer_one_beyond_it(juror, entry, mine, campaign, last_year):
    for call in (campaign, last_year):
        filed_by_us(mine, entry.organisation, call)
    reader = make.user(role="Jury office")
    make.reach(reader, last_year)

    def told_to(viewer) -> str:
        found = joint_filings([mine.pk], viewer=viewer)
        return found[entry.organisation_id][mine.pk].campaign

    assert [told_to(viewer) for viewer in (reader, None)] == ["Viime vuosi", "Partnership campaign"]
    nowhere = make.user(role="Jury office")
    make.reach(nowhere, make.campaign())
    assert told_to(nowhere) == ""


def test_drafts_and_rehearsals_and_whoever_was_only_asked_make_nobody_close(juror, entry, mine, campaign):
    filed_by_us(mine, entry.organisation, campaign, state="draft")
    filed_by_us(mine, entry.organisation, make.campaign(rehearsal_of=campaign))
    for state in set(PartnerState.values) - TAKING_PART:
        make.partner(
            make.entry(state="accepted", campaign=campaign, organisation=entry.organisation),
            organisation=mine,
            state=state,
        )
    assert asked(juror, entry) is None


def test_who_is_only_asked_to_take_part_in_the_entry_brings_nobody_close(juror, entry, mine, last_year):
    asked_only = make.organisation()
    filed_by_us(mine, asked_only, last_year)
    make.partner(entry, organisation=asked_only)
    assert asked(juror, entry) is None


def test_an_interest_of_ones_own_is_the_weightier_reason(juror, entry, mine, last_year):
    filed_by_us(mine, entry.organisation, last_year)
    make.partner(entry, organisation=mine, state="confirmed")
    assert asked(juror, entry) == Finding(Conflict.PARTNER)


def test_blocking_hides_the_entry_and_keeps_the_juror_from_it_everywhere(
    juror, panel, entry, mine, last_year, office
):
    given = make.assignment(juror, entry)
    assert permissions.can_score(juror.user, given) is True
    filed_by_us(mine, entry.organisation, last_year)
    assert permissions.can_read(juror.user, given) is False
    assert [work.total for work in own_work(juror.user)] == [0]

    taken = sharing.propose(panel, Wishes(1), by=office).taken
    assert [(one.juror, one.entry, one.reason) for one in taken] == [(juror, entry, "conflict of interest")]
    given.delete()
    with pytest.raises(actions.ConflictOfInterest):
        actions.assign(juror, entry, by=office)
    assert sharing.propose(panel, Wishes(1), by=office).added == []
    change = FileChange(Seating(panel, viewer=office), [Line(2, juror.pk, entry.pk)], replaces=False)
    why = f"acts for Oma ry, which filed together with {entry.organisation} in Viime vuosi"
    assert [error.message for error in change.errors] == [f"{juror} must not judge {entry.reference}: {why}."]


def test_a_ballot_given_before_counts_and_the_office_reads_why_it_might_not(
    client, juror, entry, assignment, mine, last_year, office
):
    make.ballot(assignment, 3, 3)
    filed_by_us(mine, entry.organisation, last_year)
    assert Ballot.objects.counted().count() == 1
    client.force_login(office)
    client.cookies["django_language"] = "en"
    text = text_of(client.get(f"/admin/judging/entries/{entry.pk}/"))
    assert "in Viime vuosi. The ballot counts. Recuse the juror if it should not." in text


def test_where_it_only_warns_the_office_gives_the_entry_knowingly(
    client, juror, panel, entry, mine, last_year, office
):
    Round.objects.update(joint_filing="warns")
    filed_by_us(mine, entry.organisation, last_year)
    panel.round.refresh_from_db()
    assert asked(juror, entry).blocks is False
    assert sharing.propose(panel, Wishes(1), by=office).added == []  # never by itself

    client.force_login(office)
    client.cookies["django_language"] = "en"
    table = f"/admin/judging/assignments/{panel.pk}/"
    assert f"Doubt: acts for Oma ry, which filed together with {entry.organisation}" in text_of(
        client.get(table)
    )
    client.post(table, {"box": f"{juror.pk}-{entry.pk}", "was": ""})
    given = Assignment.objects.get()
    make.affirmation(juror, entry.organisation)
    assert (given.given_knowingly, permissions.can_score(juror.user, given)) == (True, True)
    assert sharing.propose(panel, Wishes(1), by=office).taken == []  # and it stays


def test_a_file_says_its_doubts_before_it_gives(juror, panel, entry, mine, last_year, office):
    Round.objects.update(joint_filing="warns")
    panel.round.refresh_from_db()
    filed_by_us(mine, entry.organisation, last_year)
    lines = [Line(2, juror.pk, entry.pk)]
    change = FileChange(Seating(panel, viewer=office), lines, replaces=False)
    why = f"acts for Oma ry, which filed together with {entry.organisation} in Viime vuosi"
    assert (change.errors, change.notes[0]) == ([], f"{juror} – {entry.reference}: {why}.")
    sharing.carry_out_file(panel, lines, replaces=False, mark=change.mark, by=office)
    assert Assignment.objects.get().given_knowingly is True


def test_who_is_merely_named_is_never_planned_but_keeps_what_they_have(juror, panel, entry, office):
    make.partner(entry, organisation=make.organisation(people=[juror.user]))
    assert sharing.propose(panel, Wishes(1), by=office).added == []
    make.assignment(juror, entry)
    assert sharing.propose(panel, Wishes(1), by=office).taken == []


def test_asking_costs_one_query_however_many_filed_together(django_assert_num_queries, mine, last_year):
    def asked_of(number):
        for _ in range(number):
            filed_by_us(mine, make.organisation(), last_year, submitted_at=timezone.now())
        with django_assert_num_queries(1):
            joint_filings([mine.pk], viewer=None)

    asked_of(1)
    asked_of(5)
