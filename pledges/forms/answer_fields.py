"""Fields in which questions are answered.

Each turns what was typed into the text that `Answer` keeps (`canonical`) and back again (`typed_from`).
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms

from people import quantities
from people.text import PlainTextField


class _AsTyped:
    """What is typed is what is kept."""

    def canonical(self, value) -> str:
        return value

    def typed_from(self, text: str):
        return text


class LongTextField(_AsTyped, PlainTextField):
    pass


class TextField(_AsTyped, PlainTextField):
    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class OneChoiceField(_AsTyped, forms.ChoiceField):
    pass


class ManyChoicesField(forms.MultipleChoiceField):
    def canonical(self, value) -> str:
        return ",".join(key for key, _label in self.choices if key in value)

    def typed_from(self, text: str):
        return text.split(",") if text else []


class NumberField(quantities.NumberField):
    def canonical(self, value) -> str:
        return "" if value is None else f"{abs(value):f}"

    def typed_from(self, text: str):
        try:
            return Decimal(text) if text else None
        except InvalidOperation:
            return text


class DayField(quantities.DayField):
    def canonical(self, value) -> str:
        return value.isoformat() if value else ""

    def typed_from(self, text: str):
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return text
