"""The things that an entry counts: rows of a form, to which people add and from which they remove."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from people.quantities import NumberField
from people.text import OneLineField
from pledges.models import Measure

CELLS = ("label", "unit", "start", "target")
PREFIX = "measure-"

CELL_FIELDS = {
    "label": lambda: OneLineField(
        label=_("What do you count?"),
        required=False,
        max_length=Measure._meta.get_field("label").max_length,
        help_text=_("For example “newcomers with a workplace”, in people."),
    ),
    "unit": lambda: OneLineField(
        label=pgettext("of a measure", "Unit"),
        required=False,
        max_length=Measure._meta.get_field("unit").max_length,
    ),
    "start": lambda: NumberField(label=_("Level at the start"), required=False),
    "target": lambda: NumberField(label=_("Level to be reached"), required=False),
}


@dataclass(frozen=True)
class Row:
    """One measure in the form; `key` stays with it however often it is saved."""

    number: int
    key: str
    measure: Measure | None
    fields: list[BoundField]


def add_rows(form) -> list[Row]:
    """Give a form the fields of its measures: those that were sent, or else those stored and a blank one."""
    standing = {str(one.key): one for one in form.entry.measures.all()}
    keys = sent_rows(form.data) if form.is_bound else dict(enumerate(standing))
    if not form.is_bound and len(keys) < Measure.MOST:
        keys[len(keys)] = str(uuid4())
    return [_row(form, number, key, standing.get(key)) for number, key in keys.items()]


def sent_rows(data) -> dict[int, str]:
    """Number and key of each row, without the one whose button for removing was pressed."""
    keys = {number: data.get(f"{PREFIX}{number}-key") for number in range(Measure.MOST)}
    return {number: _key(key) for number, key in keys.items() if key and key != data.get("remove")}


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return str(uuid4())


def _row(form, number, key, measure) -> Row:
    for cell in CELLS:
        name = f"{PREFIX}{number}-{cell}"
        field = form.fields[name] = CELL_FIELDS[cell]()
        field.is_needed, field.is_public = cell in ("label", "target"), cell in ("label", "unit")
        form.initial[name] = _short(getattr(measure, cell)) if measure else None
    return Row(number, key, measure, [form[f"{PREFIX}{number}-{cell}"] for cell in CELLS])


def _short(value):
    """24 and not 24.00, but 100 and not 1E+2."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value


def written(form) -> list[dict] | None:
    """What `save_draft` wants to know of the measures in a valid form. A row without any text is none."""
    if not any(name.startswith(PREFIX) for name in form.data):
        return None  # sent by a page that had none
    rows = []
    for row in form.rows:
        cells = {cell: form.cleaned_data.get(f"{PREFIX}{row.number}-{cell}") for cell in CELLS}
        if any(value not in ("", None) for value in cells.values()):
            rows.append({"key": row.key, **cells})
    return rows
