"""Goals that can be followed up: dates, measures, and how often to report."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import translation

from pledges import actions
from pledges.completeness import gaps
from pledges.forms import DetailsForm
from pledges.forms.measures import CELLS
from pledges.models import Entry, Measure
from pledges.open_data import public_record
from tests import make
from tests.addresses import english

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

KEYS = [f"6f1c1d0e-0000-4000-8000-00000000000{number}" for number in range(3)]


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    return make.entry(author=author)


def typed(entry, *rows, **values) -> QueryDict:
    """What a browser sends for rows of (key, label, unit, start, target)."""
    data = QueryDict(mutable=True)
    data.update({"version": entry.version, **values})
    for number, (key, *cells) in enumerate(rows):
        data[f"measure-{number}-key"] = key
        data.update({f"measure-{number}-{cell}": text for cell, text in zip(CELLS, cells, strict=True)})
    return data


def save(entry, *rows, **values) -> Entry:
    form = DetailsForm(typed(entry, *rows, **values), entry=entry)
    assert form.errors == {}
    return form.save(by=None)


def errors(entry, *rows, **values) -> dict:
    return DetailsForm(typed(entry, *rows, **values), entry=entry).errors


def stored(entry) -> list[tuple]:
    return [(str(one.key), one.label, one.unit, one.start, one.target) for one in entry.measures.all()]


# --- dates -------------------------------------------------------------------------------------
def test_dates_and_the_rhythm_of_reports_are_kept(entry):
    stands = save(entry, starts_on="2026-02-01", ends_on="2027-12-31", report_every="6")
    assert (stands.starts_on, stands.ends_on, stands.report_every) == (
        date(2026, 2, 1),
        date(2027, 12, 31),
        6,
    )
    stands = save(stands, starts_on="2026-02-01", ends_on="2026-02-01", report_every="0")
    assert stands.get_report_every_display() == "Once, at the end"
    stands = save(stands)
    assert (stands.starts_on, stands.ends_on, stands.report_every) == (None, None, None)


@pytest.mark.parametrize(
    ("dates", "field", "message"),
    [
        (("2026-02-02", "2026-02-01"), "ends_on", "The end cannot be before the beginning."),
        (("0026-02-02", ""), "starts_on", "Give a date of the years 2000 to 2099."),
        (("", "2100-01-01"), "ends_on", "Give a date of the years 2000 to 2099."),
        (("2026-02-30", ""), "starts_on", "Enter a valid date."),
        (("kesällä", ""), "starts_on", "Enter a valid date."),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(entry, dates, field, message):
    assert errors(entry, starts_on=dates[0], ends_on=dates[1]) == {field: [message]}


def test_the_database_too_refuses_an_end_before_the_beginning(entry):
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(starts_on="2026-02-02", ends_on="2026-02-01")


# --- measures ----------------------------------------------------------------------------------
def test_measures_are_kept_in_their_order_and_saving_twice_adds_none(entry):
    rows = [(KEYS[0], "Työpaikat", "kpl", "0", "24"), (KEYS[1], "Osuus", "%", "", "62.5")]
    wanted = [
        (KEYS[0], "Työpaikat", "kpl", Decimal("0"), Decimal("24")),
        (KEYS[1], "Osuus", "%", None, Decimal("62.5")),
    ]
    stands = save(entry, *rows, (KEYS[2], "", "", "", ""))
    assert stored(stands) == wanted
    first = list(Measure.objects.values_list("pk", flat=True))
    stands = save(stands, *rows)
    assert (stored(stands), list(Measure.objects.values_list("pk", flat=True))) == (wanted, first)


def test_a_row_is_removed_by_its_button_or_by_emptying_it(entry):
    rows = [(KEYS[0], "Yksi", "", "", "1"), (KEYS[1], "Kaksi", "", "", "2"), (KEYS[2], "Kolme", "", "", "3")]
    stands = save(save(entry, *rows), *rows, remove=KEYS[0])
    assert [one[1] for one in stored(stands)] == ["Kaksi", "Kolme"]
    stands = save(stands, (KEYS[1], "Kaksi", "", "", "2"), (KEYS[2], "", "", "", ""))
    assert [one[1] for one in stored(stands)] == ["Kaksi"]


def test_a_page_that_knows_of_no_measures_leaves_them(entry):
    stands = save(save(entry, (KEYS[0], "Yksi", "", "", "1")), starts_on="2026-02-01")
    assert [one[1] for one in stored(stands)] == ["Yksi"]


@pytest.mark.parametrize(
    ("language", "level", "number"),
    [("en", "1500", "1500"), ("en", "1 500.5", "1500.5"), ("fi", "1 500,5", "1500.5"), ("sv", "0", "0")],
)
def test_numbers_are_read_as_the_writers_of_the_language_write_them(entry, language, level, number):
    with translation.override(language):
        stands = save(entry, (KEYS[0], "Asteet", "", "", level))
        assert stored(stands)[0][4] == Decimal(number)
        again = DetailsForm(entry=stands)
        assert str(again["measure-0-target"]).count(f'value="{level.replace(" ", "")}"') == 1


@pytest.mark.parametrize("level", ["1,500", "kymmenen", "1e9999", "9" * 13, "1.234", "-1", "0x10", "NaN"])
def test_what_is_no_clear_number_is_refused_at_its_field_and_stays(entry, level):
    form = DetailsForm(typed(entry, (KEYS[0], "Paikat", "", "", level)), entry=entry)
    assert list(form.errors) == ["measure-0-target"]
    assert form["measure-0-target"].value() == level


def test_a_measure_may_wait_unfinished_but_is_missing_when_the_entry_is_sent(entry, author):
    stands = save(entry, (KEYS[0], "Työpaikat", "", "", ""), (KEYS[1], "", "kpl", "", "5"))
    assert [(gap.step, gap.field, gap.message) for gap in gaps(stands)] == [
        ("details", "measure-0-target", "Give the level that is to be reached: Työpaikat."),
        ("details", "measure-1-label", "Say what you count."),
    ]
    assert public_record(stands).measures == []
    with pytest.raises(actions.Incomplete):
        actions.submit(stands, by=author)


def test_at_most_ten_measures_are_taken(entry):
    rows = [(f"6f1c1d0e-0000-4000-8000-0000000000{n:02}", f"M{n}", "", "", "1") for n in range(12)]
    stands = save(entry, *rows)
    assert len(stored(stands)) == 10
    assert DetailsForm(entry=stands).may_add_row is False


def test_forged_keys_change_nobody_elses_measures(entry):
    other = make.entry()
    save(other, (KEYS[0], "Muiden", "", "", "1"))
    save(entry, (KEYS[0], "Oma", "", "", "2"), ("' OR 1=1", "Toinen", "", "", "3"))
    assert ([one[1] for one in stored(other)], [one[1] for one in stored(entry)]) == (
        ["Muiden"],
        ["Oma", "Toinen"],
    )


def test_rows_are_added_and_removed_by_plain_buttons(client, entry, author):
    client.force_login(author)
    address = english("pledges:edit", entry.uuid, "details")
    page = client.get(address)
    [row] = page.context["form"].rows
    added = client.post(address, typed(entry, (row.key, "Työpaikat", "kpl", "0", "24"), more="1"))
    assert (added.status_code, added.url) == (302, f"{address}#measures")
    page = client.get(address)
    assert [one.measure and one.measure.label for one in page.context["form"].rows] == ["Työpaikat", None]
    stands = Entry.objects.get()
    client.post(address, typed(stands, (row.key, "Työpaikat", "kpl", "0", "24"), remove=row.key))
    assert Measure.objects.count() == 0
