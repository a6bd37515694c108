"""The part of a step in which the campaign's questions are answered, those for a file aside."""

from django.utils.translation import gettext as _

from campaign.models import Question
from campaign.templatetags.moments import moment
from pledges import answers
from pledges.forms.questions import field_for


class AnswersPart:
    """For forms of an entry: a field for each question. What is frozen is shown, and not asked."""

    def read_answers(self, entry, questions: dict) -> None:
        """`questions` by the names of their fields. Call before the form is made, the rest after it."""
        self.questions = questions
        choices = (choice for question in questions.values() for choice in question.choices.all())
        self.labels = {str(choice.pk): str(choice) for choice in choices}
        self.given = dict(entry.answers.values_list("question_id", "text"))
        self.asked = {name: field_for(question, self._given(name)) for name, question in questions.items()}

    def set_answer_fields(self) -> None:
        self.fields |= self.asked
        for name, question in self.questions.items():
            self.fields[name].is_public = question.audience == Question.Audience.PUBLIC
            if question.is_frozen():
                self.fields[name].is_frozen = True
                self.fields[name].frozen_words = self._words(name, self._given(name))

    def stored_answers(self) -> dict:
        return {name: field.typed_from(self._given(name)) for name, field in self.asked.items()}

    def refuse_late_answers(self, cleaned: dict) -> None:
        """The form was opened while these could still be changed."""
        for name, question in self.questions.items():
            if not question.is_frozen() or name not in self.data or name not in cleaned:
                continue
            typed = self.asked[name].canonical(cleaned[name])
            if typed != self._given(name):
                words = _("What you typed is not saved: %(typed)s")
                not_saved = words % {"typed": self._words(name, typed) or _("nothing")}
                self.add_error(name, f"{too_late(question)} {not_saved}")

    def typed_answers(self) -> dict:
        """What was typed, as answers keep it."""
        return {
            question: self.asked[name].canonical(self.cleaned_data[name])
            for name, question in self.questions.items()
            if not question.is_frozen()
        }

    def _given(self, name) -> str:
        return self.given.get(self.questions[name].pk, "")

    def _words(self, name, text) -> str:
        return answers.words(self.questions[name], text, self.labels)


def too_late(question) -> str:
    until = moment(question.frozen_after, question.campaign)
    return _("This answer could be changed until %(moment)s.") % {"moment": until}
