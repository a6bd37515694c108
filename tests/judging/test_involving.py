"""Who is involved in an entry, asked of one person and of a whole jury at once."""

import pytest

from judging.models import Ballot
from judging.permissions import involved_entries
from judging.querysets import involving_any_of
from people.models import User
from pledges.models import Entry
from tests import make


@pytest.fixture
def ways(campaign):
    """One person for each way to be involved, and three who are only named, or not; everybody's entries."""
    people = [make.user(f"one.{number}@example.org") for number in range(6)]
    wrote, filed, partner, contact, invited, _stranger = people
    how = [
        {"author": wrote},
        {"organisation": make.organisation(people=[filed])},
        {},
        {"contact_email": contact.email.upper()},
        *({} for _ in range(2)),
    ]
    entries = [make.entry(state="accepted", campaign=campaign, **fields) for fields in how]
    make.partner(entries[2], organisation=make.organisation(people=[partner]), state="confirmed")
    make.partner(entries[4], email=invited.email.title())
    return people, entries


def test_each_way_is_seen_of_one_person(ways):
    people, entries = ways
    found = [list(involved_entries(person)) for person in people]
    assert found == [[entry] for entry in entries[:3]] + [[], [], []]


def test_a_jury_is_involved_in_what_its_members_are(ways):
    people, _entries = ways
    for some in (people, people[1:3], people[3:]):
        jury = User.objects.filter(pk__in=[person.pk for person in some])
        each = {entry.pk for person in some for entry in involved_entries(person)}
        assert set(Entry.objects.filter(involving_any_of(jury)).values_list("pk", flat=True)) == each


def test_an_underscore_in_an_address_is_no_other_letter(panel, campaign):
    """`maija_malli` was once taken for `maija.malli` beside a column, and the ballot did not count."""
    entry = make.entry(state="accepted", campaign=campaign, contact_email="maija.malli@example.org")
    juror = make.juror(panel, make.user("maija_malli@example.org", role="Juror"))
    ballot = make.ballot(make.assignment(juror, entry), 3, 3)
    assert list(Ballot.objects.counted()) == [ballot]
