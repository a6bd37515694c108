"""A juror who is forgotten leaves no name behind in judging."""

import pytest
from wagtail.models import ModelLogEntry

from judging import actions, recusals, seats
from judging.models import Juror
from people.privacy import forget
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Juuso Juroriv", ""])
def test_the_log_of_judging_keeps_no_name_of_a_juror_who_is_forgotten(name):
    first, _, last = name.partition(" ")
    person = make.user("juuso@example.org", first_name=first, last_name=last)
    entry = make.entry(state="accepted")
    juror = seats.invite(make.panel(entry.campaign), person.email, by=None)
    seats.accept(juror, languages=["fi"], most_entries=5, by=None)
    Juror.objects.update(declined_why="Kiire")
    tie = juror.ties.create(organisation=make.organisation(), reason="Naapuri")
    actions.assign(juror, entry, by=None)
    recusals.recuse(juror, entry, "Naapuri", by=person)
    assert ModelLogEntry.objects.filter(label__startswith=str(person)).count() == 4

    forget(person, by=None)

    juror.refresh_from_db()
    tie.refresh_from_db()
    assert (juror.languages, juror.most_entries, juror.declined_why, tie.reason) == ([], None, "", "")
    about = ModelLogEntry.objects.filter(action__in=SAID_OF_A_JUROR).values_list("label", flat=True)
    assert list(about) == [str(person.pk)] * 4


SAID_OF_A_JUROR = [
    "judging.juror.invite",
    "judging.juror.move",
    "judging.assignment.assign",
    "judging.recusal.recuse",
]
