"""What an entry wants to reach: its dates, and how often it will be told how it goes."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.quantities import DayField
from pledges.models.entry import YEARS, Every

GOALS = ("starts_on", "ends_on", "report_every")


def day_field(label):
    return DayField(label=label, required=False, years=YEARS)


def report_field():
    return forms.TypedChoiceField(
        label=gettext_lazy("How often will you tell how it goes?"),
        choices=[("", gettext_lazy("Not decided yet")), *Every.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )


def check_dates(form) -> None:
    starts, ends = form.cleaned_data.get("starts_on"), form.cleaned_data.get("ends_on")
    if starts and ends and ends < starts:
        form.add_error("ends_on", _("The end cannot be before the beginning."))
