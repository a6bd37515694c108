"""Cells become answers: choices by what they are called, everything else as `pledges.answers` keeps it."""

from django.core.exceptions import ValidationError

from campaign.models import Question
from pledges.forms.questions import field_for
from pledges.imports.cells import cut, text_of, value_of
from pledges.imports.mapping import Mapping, Rule
from pledges.imports.source import Row


class AnswerReader:
    """Reads the answers to one question of the campaign."""

    def __init__(self, question: Question, rule: Rule):
        self.question, self.rule = question, rule
        self.field = field_for(question)
        if question.type == Question.Type.DATE:
            self.field.input_formats = ["%Y-%m-%d"]
        self.choices = {
            name: str(choice.pk)
            for choice in question.choices.all()
            for name in (choice.label.data.values() if isinstance(choice.label.data, dict) else [choice])
        }

    def read(self, row: Row, mapping: Mapping) -> str:
        cell = text_of(self.rule, row, mapping)
        typed = [self._meant(part) for part in self._parts(cell)]
        if not any(typed) and (self.question.is_required() or self.rule.empty == "error"):
            raise ValidationError("is empty")
        if self.rule.too_long == "cut":
            typed = [cut(text, self.question.max_length) for text in typed]
        is_list = self.question.type == Question.Type.MANY
        return self.field.canonical(self.field.clean(typed if is_list else "".join(typed)))

    def _parts(self, cell: str) -> list[str]:
        if self.question.type != Question.Type.MANY:
            return [cell]
        return [part.strip() for part in cell.split(self.rule.separator) if part.strip()]

    def _meant(self, text: str) -> str:
        """What a cell's text stands for: a choice by its key, where there are choices."""
        text = value_of(self.rule, text)
        if not text or self.question.type not in Question.WITH_CHOICES:
            return text
        if text not in self.choices:
            raise ValidationError(f"“{cut(text, 60)}” is none of the choices")
        return self.choices[text]
