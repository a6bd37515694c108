"""All measures together as one part, beside the fields that two writers choose one by one."""

from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from pledges.forms.measures import CELLS, PREFIX, sent_rows, written
from pledges.models import Measure
from pledges.receipt import measure_in_words


class MeasuresPart:
    name, language, is_text = "measures", "", False

    def __init__(self, form):
        self.form, self.label = form, _("Measures")

    @property
    def stored(self) -> str:
        rows = ({cell: getattr(one, cell) for cell in CELLS} for one in self.form.entry.measures.all())
        return "\n".join(map(_in_words, rows))

    @property
    def typed(self) -> str:
        typed = written(self.form)
        return self.stored if typed is None else "\n".join(map(_in_words, typed))

    @property
    def can_have_both(self) -> bool:
        mine, theirs = _rows_in(self.form.data), self._theirs()
        return bool(mine and theirs) and len(mine | theirs) <= Measure.MOST

    def _theirs(self) -> dict[str, dict]:
        return {
            str(one.key): {cell: _as_typed(getattr(one, cell)) for cell in CELLS}
            for one in self.form.entry.measures.all()
        }

    def put(self, data, *, together: bool) -> None:
        rows = self._theirs()
        if together:
            rows |= _rows_in(data)
        for name in [name for name in data if name.startswith(PREFIX)]:
            del data[name]
        for number, (key, row) in enumerate(rows.items()):
            for cell, value in {"key": key, **row}.items():
                data[f"{PREFIX}{number}-{cell}"] = value


def _rows_in(data) -> dict[str, dict]:
    """The measures that were sent, as they were sent, by their key."""
    rows = {
        key: {cell: data.get(f"{PREFIX}{number}-{cell}", "") for cell in CELLS}
        for number, key in sent_rows(data).items()
    }
    return {key: row for key, row in rows.items() if any(row.values())}


def _as_typed(value) -> str:
    return "" if value is None else str(localize_input(value))


def _in_words(row: dict) -> str:
    return measure_in_words(**{cell: row[cell] for cell in CELLS})
