"""Numbers and days as people type them, within the limits of what can be meant."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

YEARS = range(1900, 2200)


def check_year(value, years=YEARS) -> None:
    """Years beyond these are typed by mistake, and the first and the last of all break other clocks."""
    if value and value.year not in years:
        raise ValidationError(
            _("Give a date of the years %(first)d to %(last)d."),
            params={"first": years[0], "last": years[-1]},
        )


class NumberField(forms.DecimalField):
    """A number from 0 on, as people of the language write it, with spaces or without."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_digits=14, decimal_places=2, localize=True, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class DayField(forms.DateField):
    """A day that somebody alive may plan or remember."""

    def __init__(self, *, years=YEARS, **kwargs):
        self.years = years
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def validate(self, value):
        super().validate(value)
        check_year(value, self.years)
