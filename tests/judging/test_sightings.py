"""A ballot that its juror changes after seeing the others' is shown to the office with what it was."""

import pytest
from wagtail.models import ModelLogEntry

from judging import actions
from judging.models import Ballot, Round, Sighting
from tests import make
from tests.staff import text_of


@pytest.fixture
def given(assignment):
    Round.objects.update(sees_ballots="after_own")
    make.ballot(make.assignment(make.juror(assignment.juror.panel), assignment.entry), 0, 0)
    assignment.juror.panel.round.refresh_from_db()
    return make.ballot(assignment, 3, 3)


def look(client, juror, given):
    client.force_login(juror.user)
    return client.get(f"/admin/judging/score/{given.assignment_id}/")


def change(given, criteria, level, *, by=None):
    answers = dict.fromkeys(criteria, level)
    version = Ballot.objects.get(pk=given.pk).version
    actions.cast(given.assignment, answers, comment="", final=True, version=version, by=by)


def logged() -> list:
    return [row.data for row in ModelLogEntry.objects.filter(action="judging.ballot.change_after_seeing")]


def read_by_the_office(client, office, entry) -> str:
    client.force_login(office)
    client.cookies["django_language"] = "en"
    return text_of(client.get(f"/admin/judging/entries/{entry.pk}/"))


def test_what_it_was_is_kept_at_the_first_look_and_shown_once_it_has_changed(
    client, juror, given, criteria, entry, office
):
    look(client, juror, given)
    seen = Sighting.objects.get()
    assert (seen.total, list(seen.answers.values())) == (100_000_000, [3, 3])
    assert "Changed after seeing others" not in read_by_the_office(client, office, entry)

    change(given, criteria, 0, by=juror.user)
    look(client, juror, given)
    assert Sighting.objects.get() == seen
    assert logged() == [{"from": 100_000_000, "to": 0}]
    text = read_by_the_office(client, office, entry)
    assert "this one had a total of 100.0. The ballot counts as it is now." in text


def test_a_change_before_looking_and_a_save_that_changes_nothing_say_nothing(client, juror, given, criteria):
    change(given, criteria, 1)
    look(client, juror, given)
    change(given, criteria, 1)
    assert (logged(), Sighting.objects.get().total) == ([], 33_333_333)


def test_where_nobody_sees_others_or_nobody_else_has_given_nothing_is_kept(client, juror, given):
    Ballot.objects.exclude(pk=given.pk).delete()
    look(client, juror, given)
    Round.objects.update(sees_ballots="never")
    look(client, juror, given)
    assert Sighting.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "kept"),
    [("entries/{entry}/", 1), ("rounds/{round}/disagreement/", 1), ("rounds/{round}/strictness/", 0)],
)
def test_a_juror_of_the_office_who_meets_the_others_there_changes_in_everybodys_sight_too(
    client, juror, given, criteria, entry, office, address, kept
):
    juror.user.groups.add(*office.groups.all())
    client.force_login(juror.user)

    assert (
        client.get("/admin/judging/" + address.format(entry=entry.pk, round=given.round_id)).status_code
        == 200
    )

    assert [seen.total for seen in Sighting.objects.all()] == [100_000_000] * kept
    change(given, criteria, 0, by=juror.user)
    assert logged() == [{"from": 100_000_000, "to": 0}] * kept


def test_the_office_alone_and_a_ballot_alone_leave_nothing_behind(client, juror, given, entry, office):
    client.force_login(office)
    client.get(f"/admin/judging/entries/{entry.pk}/")
    Ballot.objects.exclude(pk=given.pk).delete()
    juror.user.groups.add(*office.groups.all())
    client.force_login(juror.user)
    client.get(f"/admin/judging/entries/{entry.pk}/")

    assert Sighting.objects.count() == 0


@pytest.mark.parametrize(
    ("is_final", "rights", "reads", "kept"),
    [
        (True, {"sees_ballots": "after_own"}, True, 1),
        (False, {"sees_ballots": "always", "sees_comments": "always"}, True, 0),
        (False, {"sees_ballots": "always", "sees_comments": "never"}, False, 0),
        (False, {"sees_ballots": "never", "sees_comments": "always"}, False, 0),
    ],
)
@pytest.mark.parametrize("address", ["entries/{entry}/", "decisions/{campaign}/release/"])
def test_what_others_say_is_read_before_the_own_ballot_only_where_the_round_shows_all_of_it(
    client, juror, given, entry, office, is_final, rights, reads, kept, address
):
    Round.objects.update(**rights)
    Ballot.objects.exclude(pk=given.pk).update(feedback="Hieno ajatus.")
    Ballot.objects.filter(pk=given.pk).update(is_final=is_final)
    make.decision(entry)
    juror.user.groups.add(*office.groups.all())
    client.force_login(juror.user)

    page = client.get("/admin/judging/" + address.format(entry=entry.pk, campaign=entry.campaign.slug))

    assert ("Hieno ajatus." in text_of(page), Sighting.objects.count()) == (reads, kept)
