"""How the campaign's questions are asked: a field for each kind of answer."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.models import Question
from campaign.templatetags.moments import moment
from people.languages import in_a_row, said
from pledges.forms.answer_fields import (
    DayField,
    LongTextField,
    ManyChoicesField,
    NumberField,
    OneChoiceField,
    TextField,
)

Type = Question.Type
MANY_CHOICES = 8


def field_for(question, given: str = "") -> forms.Field:
    """The field of a question; `given` is the text of the answer that stands."""
    help_text = in_a_row(said(question.help_text), _moments(question))
    make = _MAKERS[question.type]
    field = make(question, given, label=said(question.label), help_text=help_text, required=False)
    field.is_needed = question.is_required()
    return field


def _moments(question) -> str:
    """What will change about the question, and when."""
    if question.is_frozen():
        return ""
    words = []
    if question.required_from and not question.is_required():
        words.append(_("Must be answered from %(moment)s on.") % _when(question.required_from, question))
    if question.frozen_after:
        words.append(_("Can be changed until %(moment)s.") % _when(question.frozen_after, question))
    return " ".join(words)


def _when(at, question) -> dict:
    return {"moment": moment(at, question.campaign)}


def _text(question, given, **said):
    return TextField(max_length=question.max_length, **said)


def _long_text(question, given, **said):
    rows = 3 if question.max_length <= 300 else 7
    return LongTextField(max_length=question.max_length, widget=forms.Textarea(attrs={"rows": rows}), **said)


def _one(question, given, **said):
    offered = _offered(question, [given])
    if len(offered) > MANY_CHOICES:
        return OneChoiceField(choices=[("", gettext_lazy("Choose")), *offered], **said)
    return OneChoiceField(choices=[*offered, *_none(question)], widget=forms.RadioSelect, **said)


def _many(question, given, **said):
    offered = _offered(question, given.split(","))
    return ManyChoicesField(choices=offered, widget=forms.CheckboxSelectMultiple, **said)


def _yes_no(question, given, **said):
    choices = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), *_none(question)]
    return OneChoiceField(choices=choices, widget=forms.RadioSelect, **said)


def _number(question, given, **said):
    return NumberField(**said)


def _date(question, given, **said):
    return DayField(**said)


def _offered(question, given: list[str]) -> list[tuple[str, str]]:
    """What may be chosen: also what is no longer offered, for whoever has chosen it."""
    choices = [(str(choice.pk), choice) for choice in question.choices.all()]
    return [(key, said(choice.label)) for key, choice in choices if not choice.retired or key in given]


def _none(question) -> list:
    """A way back from a choice that may be left open: no radio button can be un-pressed."""
    return [] if question.required else [("", gettext_lazy("No answer"))]


_MAKERS = {
    Type.TEXT: _text,
    Type.LONG_TEXT: _long_text,
    Type.ONE: _one,
    Type.MANY: _many,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.YES_NO: _yes_no,
}
