"""A juror who is forgotten leaves no name behind in judging."""

import pytest
from wagtail.models import ModelLogEntry

from judging import actions, seats
from people.privacy import forget
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["Juuso Juroriv", ""])
def test_the_log_of_judging_keeps_no_name_of_a_juror_who_is_forgotten(name):
    first, _, last = name.partition(" ")
    person = make.user("juuso@example.org", first_name=first, last_name=last)
    entry = make.entry(state="accepted")
    juror = seats.seat(make.panel(entry.campaign), person.email, by=None)
    actions.assign(juror, entry, by=None)
    actions.recuse(juror, entry, "Naapuri", by=person)
    assert ModelLogEntry.objects.filter(label__startswith=str(person)).count() == 3

    forget(person, by=None)

    about = ModelLogEntry.objects.filter(action__in=SAID_OF_A_JUROR).values_list("label", flat=True)
    assert list(about) == [str(person.pk)] * 3


SAID_OF_A_JUROR = ["judging.juror.seat", "judging.assignment.assign", "judging.recusal.recuse"]
