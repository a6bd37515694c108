"""Whether submitters may change their entries while the jury is at work: the round says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone, translation

from campaign.lifecycle import IllegalMove
from campaign.models import Campaign
from judging import passing
from judging.models import Ballot, Round
from judging.permissions import can_read, submitters_may_edit
from judging.standings import round_entries, rounds_scoring, standings
from pledges import actions
from pledges.guidance import past
from pledges.models import Entry
from pledges.permissions import can_reopen
from pledges.reopening import reopen
from tests import make
from tests.staff import text_of


@pytest.fixture
def author(entry):
    person = make.user(language="en")
    entry.organisation.representatives.create(user=person, role="owner")
    return person


@pytest.fixture
def allowed(panel, assignment, author):
    Round.objects.update(submitter_may_edit=True)
    return assignment


def page(name, entry) -> str:
    with translation.override("en"):
        return reverse(f"pledges:{name}", args=[entry.uuid])


def test_only_the_submitter_takes_it_back_and_only_if_the_round_lets_them(entry, author, assignment, juror):
    people = [author, juror.user, make.user(role="Jury office"), make.user()]
    found = []
    for may in (False, True):
        Round.objects.update(submitter_may_edit=may)
        found.append([can_reopen(person, entry) for person in people])
    assert found == [[False] * 4, [True, False, False, False]]
    for person in people[1:]:
        with pytest.raises(PermissionDenied):
            reopen(entry, by=person)


def test_it_rests_for_jury_and_public_until_it_is_sent_and_screened_again(allowed, entry, author, juror):
    make.permission(entry)
    make.ballot(allowed, 3, 3)
    reopen(entry, by=author)
    entry.refresh_from_db()
    assert (entry.state, entry.screening_note, Entry.objects.public().count()) == ("returned", "", 0)
    assert (can_read(juror.user, allowed), standings(juror.panel.round)) == (False, [])
    Entry.objects.filter(pk=entry.pk).update(summary="Palkkaamme sata nuorta.")
    entry.refresh_from_db()
    actions.submit(entry, by=None)
    assert Entry.objects.public().count() == 0  # nobody has read the new words yet
    actions.accept(entry, by=None)
    assert (can_read(juror.user, allowed), [one.ballots for one in standings(juror.panel.round)]) == (
        True,
        [1],
    )
    assert Ballot.objects.get().submission.number == 1  # what was judged stays pinned


@pytest.mark.parametrize(
    "change",
    [
        {"scoring_starts_at": timezone.now() + timedelta(days=1)},
        {"scoring_ends_at": timezone.now() - timedelta(seconds=2)},
        {"is_calibration": True},
    ],
)
def test_only_while_a_round_that_counts_scores_it(change, panel, entry, author):
    Round.objects.update(submitter_may_edit=True)
    assert can_reopen(author, entry) is True
    Round.objects.update(**change)
    assert can_reopen(author, entry) is False


@pytest.mark.parametrize("may", [True, False])
@pytest.mark.parametrize(
    "entrance", [{"entrance": "passed"}, {"entrance": "picked"}, {"entrance": "best", "best": 1}]
)
def test_it_does_not_tell_the_submitter_whether_the_entry_has_passed(entrance, may, campaign, entry, author):
    """A round that lets submitters edit begins; who is in it is as secret as a decision."""
    first = make.panel(campaign, submitter_may_edit=True)
    other = make.entry(state="accepted", campaign=campaign)
    scoring = make.juror(first)
    make.ballot(make.assignment(scoring, other), 1, 1)
    final = make.panel(campaign, order=2, submitter_may_edit=may, **entrance).round
    before = can_reopen(author, entry)
    make.ballot(make.assignment(scoring, entry), 3, 3)
    passing.mark(first.round, [entry.pk], by=None)
    passing.pick(final, [entry.pk], [], by=None)
    assert entry in round_entries(final)
    assert (before, can_reopen(author, entry)) == (may, may)


def test_a_panel_that_takes_other_entries_forbids_nothing(panel, campaign, entry, author):
    Round.objects.update(submitter_may_edit=True)
    other = make.panel(campaign)
    other.kind = "initiative"
    other.save()
    assert can_reopen(author, entry) is True


def test_not_once_it_could_not_be_sent_again(allowed, entry, author):
    Campaign.objects.update(announces_at=timezone.now() - timedelta(seconds=1))
    entry.refresh_from_db()
    assert (len(rounds_scoring(entry)), can_reopen(author, entry)) == (1, False)


def test_one_round_that_forbids_it_is_enough(allowed, campaign, entry):
    make.panel(campaign)
    assert (len(rounds_scoring(entry)), submitters_may_edit(rounds_scoring(entry))) == (2, False)


def test_a_secret_decision_changes_nothing_about_it(allowed, entry, author):
    make.decision(entry)
    assert can_reopen(author, entry) is True


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "declined", "withdrawn"])
def test_only_what_was_accepted_is_taken_back(state, panel, campaign):
    Round.objects.update(submitter_may_edit=True)
    author = make.user()
    entry = make.entry(state=state, campaign=campaign, author=author)
    assert can_reopen(author, entry) is False


def test_screening_does_not_return_what_it_accepted(entry):
    with pytest.raises(IllegalMove):
        actions.return_for_changes(entry, "Lisää", by=None)


def test_the_submitter_finds_it_on_the_page_of_the_entry(client, allowed, entry, author):
    client.force_login(author)
    client.cookies["django_language"] = "en"
    assert "Take it back to change it" in text_of(client.get(page("entry_status", entry)))
    assert "neither public nor assessed" in text_of(client.get(page("reopen", entry)))
    response = client.post(page("reopen", entry))
    entry.refresh_from_db()
    assert (response.status_code, entry.state) == (302, "returned")
    text = text_of(client.get(page("entry_status", entry)))
    assert "You have taken it back to change it. Send it again, or it is not assessed." in text
    assert [event.label for event in past(entry)][-2:] == ["Accepted", "Taken back for changes"]
    assert client.get(page("reopen", entry)).url == page("entry_status", entry)


def test_without_the_right_there_is_no_button_and_no_page(client, assignment, entry, author):
    client.force_login(author)
    client.cookies["django_language"] = "en"
    assert "Take it back to change it" not in text_of(client.get(page("entry_status", entry)))
    for method in (client.get, client.post):
        assert method(page("reopen", entry)).url == page("entry_status", entry)
    entry.refresh_from_db()
    assert entry.state == "accepted"
