"""More or fewer rows in a form of staff by a press of a button, where there is no script for it."""

import re

from django.forms.formsets import ORDERING_FIELD_NAME
from django.forms.utils import ErrorDict

MOST_ROWS = 50


def with_rows_changed(data):
    """What was sent, with the row that a button adds, marks as removed or keeps; None without such a press.

    `add_row` names the rows ("criteria"), `remove_row` and `keep_row` one of them ("criteria-2").
    """
    changed = data.copy()
    if rows := re.fullmatch(r"\w+", data.get("add_row", "")):
        name = f"{rows[0]}-TOTAL_FORMS"
        number = data.get(name, "")
        if number.isdecimal() and len(number) < 4:
            changed[name] = min(int(number) + 1, MOST_ROWS)
        return changed
    for button, value in (("remove_row", "on"), ("keep_row", "")):
        if row := re.fullmatch(r"\w+-\d{1,3}", data.get(button, "")):
            changed[f"{row[0]}-DELETE"] = value
            return changed
    return None


def forget_errors(form) -> None:
    """Show a form as it was typed, before anybody has asked whether it is right."""
    for formset in form.formsets.values():
        begin_last_row(formset)
        formset._errors, formset._non_form_errors = [{} for _ in formset.forms], formset.error_class()
        for place, row in enumerate(formset.forms, start=1):
            row._errors, row.cleaned_data = ErrorDict(), {ORDERING_FIELD_NAME: place}
    form._errors, form.cleaned_data = ErrorDict(), {}


def begin_last_row(formset) -> None:
    """A row of which nothing was sent has just been added: it begins with its defaults, as with script."""
    if not formset.forms or any(name.startswith(f"{formset.forms[-1].prefix}-") for name in formset.data):
        return
    row = formset.empty_form
    row.prefix = formset.forms[-1].prefix
    formset.forms[-1] = row
