"""The words of an entry that jurors read, piece by piece: what a redacted copy is made of."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaign.models import Question
from people.languages import name_in_words
from pledges.models import Entry
from pledges.texts import PARTS, original, text_for


@dataclass(frozen=True)
class Piece:
    """One text in one language; `key` names it for good."""

    key: str
    label: str
    language: str
    words: str

    @property
    def language_name(self) -> str:
        return name_in_words(self.language)


def pieces(entry) -> list[Piece]:
    """Everything that writers have put into words and that jurors read, the original first.

    `entry` comes with its translations and measures. Two queries: the answers.
    """
    texts = [original(entry)]
    texts += [text for code, _name in settings.LANGUAGES if not (text := text_for(entry, code)).is_original]
    found = [
        Piece(part_key(text, part), _part_label(part), text.language, getattr(text, part))
        for text in texts
        for part in PARTS
    ]
    for measure in (one for one in entry.measures.all() if one.is_told):
        label = _("What is counted")
        found.append(Piece(f"measure.{measure.pk}.label", label, entry.language, measure.label))
        found.append(Piece(f"measure.{measure.pk}.unit", _("Unit"), entry.language, measure.unit))
    for answer in entry.answers.given().for_jury():
        if answer.question.type in Question.WRITTEN:
            label = str(answer.question)
            found.append(Piece(f"answer.{answer.question_id}", label, entry.language, answer.text))
    return [piece for piece in found if piece.words]


def part_key(text, part: str) -> str:
    return f"{text.language}.{part}"


def _part_label(part: str) -> str:
    return capfirst(Entry._meta.get_field(part).verbose_name)
