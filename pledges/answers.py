"""What an answer, or a file, says to a reader: the one function for every screen, letter and download.

`Answer.text` is for machines: keys of choices with commas between them, a date as 2026-02-28, a number
with a point, "yes" or "no"; texts are as they were typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from i18nfield.strings import LazyI18nString

from campaign.models import Choice, Question
from people.languages import Said, language_of, said
from pledges.models import Answer

Type = Question.Type


@dataclass(frozen=True)
class ShownAnswer:
    """An answer to a reader. `language` is that of the submitter's own words, and of choices that are not
    called anything in the reader's.

    Whoever judges or works with it reads the question, the public its heading.
    """

    question: str
    heading: str
    words: str
    language: str = ""


def shown(given: Iterable[Answer]) -> list[ShownAnswer]:
    """Answers (from `given()`, with their entries), with one query more if choices are among them."""
    given = list(given)
    names = labels(answer.question for answer in given)
    return [_show(answer, names) for answer in given]


def _show(answer: Answer, names: dict[str, str]) -> ShownAnswer:
    question = answer.question
    shown_in = {language_of(names.get(key, "")) for key in keys(answer)}
    if question.type in Question.WRITTEN:
        shown_in = {answer.entry.language}
    language = shown_in.pop() if len(shown_in) == 1 else ""
    return ShownAnswer(
        said(question.label), question.public_heading, words(question, answer.text, names), language
    )


@dataclass(frozen=True)
class ShownFile:
    """A file to a reader, who fetches it by its key from a view that asks once more."""

    pk: int
    name: str
    type: str
    size: int
    alt: str = ""
    question: str = ""
    heading: str = ""
    is_public: bool = False


def shown_files(attachments) -> list[ShownFile]:
    return [
        ShownFile(
            pk=attachment.pk,
            name=attachment.name,
            type=attachment.get_type_display(),
            size=attachment.size,
            alt=attachment.alt,
            question=said(attachment.question.label) if attachment.question else "",
            heading=attachment.question.public_heading if attachment.question else "",
            is_public=attachment.is_public,
        )
        for attachment in attachments.select_related("question")
    ]


def words(question, text: str, labels: dict[str, str]) -> str:
    """The answer as a person reads it; what cannot be read as its question wants it stays as it is.

    `labels` says what the choices are called, by their keys.
    """
    try:
        return _READERS[question.type](text, labels) if text else ""
    except (KeyError, ValueError, InvalidOperation):
        return text


def choices(questions: Iterable[Question]) -> dict[str, Choice]:
    """What the questions offer, or once offered, by the keys that answers name."""
    asked = {question.pk for question in questions if question.type in Question.WITH_CHOICES}
    return {str(choice.pk): choice for choice in Choice.objects.filter(question__in=asked)}


def labels(questions: Iterable[Question]) -> dict[str, Said]:
    """The same in the reader's language."""
    return {key: said(choice.label) for key, choice in choices(questions).items()}


def keys(answer: Answer) -> list[str]:
    """The choices that an answer names."""
    return answer.text.split(",") if answer.question.type in Question.WITH_CHOICES and answer.text else []


def thawed(frozen: dict[str, dict[str, str]]) -> dict[str, str]:
    """Labels in the reader's language that were kept in all of them with what was sent."""
    return {key: str(LazyI18nString(label)) for key, label in frozen.items()}


def _date(text: str) -> str:
    pattern = pgettext("a date in Django's format letters", "l j F Y")
    return date_format(date.fromisoformat(text), pattern)


_READERS = {
    Type.TEXT: lambda text, labels: text,
    Type.LONG_TEXT: lambda text, labels: text,
    Type.ONE: lambda text, labels: labels[text],
    Type.MANY: lambda text, labels: "\n".join(labels[key] for key in text.split(",")),
    Type.NUMBER: lambda text, labels: number_format(Decimal(text), use_l10n=True, force_grouping=True),
    Type.DATE: lambda text, labels: _date(text),
    Type.YES_NO: lambda text, labels: {"yes": _("Yes"), "no": _("No")}[text],
}
