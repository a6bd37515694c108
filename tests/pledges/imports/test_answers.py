"""Answers from a spreadsheet, each as its question wants it."""

import pytest

from pledges.models import Answer
from tests import make
from tests.pledges.imports.tables import SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(campaign):
    """A question of each kind; the two with choices offer the same."""
    made = {
        kind: make.question(campaign, type=kind, slug=kind.replace("_", "-"))
        for kind in ("text", "one", "many", "number", "date", "yes_no")
    }
    for kind in ("one", "many"):
        make.choice(made[kind], "Tiloja", "Lokaler", "Premises")
        make.choice(made[kind], "Rahaa, paljon", "Pengar", "Money")
    return made


MAPPING = f"""{SMALL}
[answers]
text = {{ column = "sana" }}
one = {{ column = "tarve" }}
many = {{ column = "tarpeet", separator = ";" }}
number = {{ column = "määrä" }}
date = {{ column = "päivä" }}
yes-no = {{ column = "tilat", values = {{ "kyllä" = "yes", ei = "no" }} }}
"""
HEADER = "nro,otsikko,tiivistelmä,sana,tarve,tarpeet,määrä,päivä,tilat\n"


def test_answers_of_every_kind_are_read(importing, asked):
    row = '1,A,a,Sana,Lokaler,"Rahaa, paljon; Tiloja",1250.5,2026-02-28,kyllä\n'
    assert importing(HEADER + row, MAPPING) == ("1 entries created. 0 were there already.\n", "")
    first, second = (str(choice.pk) for choice in asked["many"].choices.all())
    assert dict(Answer.objects.values_list("question__type", "text")) == {
        "text": "Sana",
        "one": str(asked["one"].choices.get(order=0).pk),
        "many": f"{first},{second}",
        "number": "1250.5",
        "date": "2026-02-28",
        "yes_no": "yes",
    }


def test_empty_cells_answer_nothing(importing, asked):
    importing(HEADER + "1,A,a,,,,,,\n", MAPPING)
    assert Answer.objects.count() == 0


def test_every_answer_that_cannot_be_is_named(importing, asked):
    row = '1,A,a,Sana,Aikaa,Tiloja;Aikaa,"12,5",28.2.2026,ehkä\n'
    faults = importing(HEADER + row, MAPPING, dry_run=True)[1]
    assert set(faults.removeprefix("Row 2: ").strip().split("; ")) == {
        "one: “Aikaa” is none of the choices",
        "many: “Aikaa” is none of the choices",
        "number: Enter a number.",
        "date: Enter a valid date.",
        "yes-no: has no value for “ehkä” in the mapping",
    }


def test_an_answer_that_must_be_given_is_missed(importing, campaign):
    make.question(campaign, type="date", slug="päivä", required=True)
    toml = f'{SMALL}\n[answers]\n"päivä" = {{ column = "päivä" }}\n'
    table = "nro,otsikko,tiivistelmä,päivä\n1,A,a,\n"
    assert importing(table, toml, dry_run=True)[1] == "Row 2: päivä: is empty\n"
