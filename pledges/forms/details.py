"""The campaign's own questions."""

from django import forms

from people.text import PlainTextField
from pledges.actions import save_draft
from pledges.forms.step import StepForm, measured_here
from pledges.models import Answer


class DetailsForm(StepForm):
    """The campaign's own questions for this kind of entry."""

    def __init__(self, *args, entry, **kwargs):
        self.questions = {
            f"question_{question.pk}": question for question in entry.campaign.questions.asked(entry.kind)
        }
        super().__init__(*args, entry=entry, **kwargs)
        for name, question in self.questions.items():
            self.fields[name] = PlainTextField(
                label=str(question.label),
                required=False,
                max_length=question.max_length,
                help_text=str(question.help_text),
                widget=forms.Textarea(attrs={"rows": 3 if question.max_length <= 300 else 7}),
            )
            self.fields[name].is_needed = question.required
        measured_here(self)

    def stored(self):
        answers = Answer.objects.filter(entry=self.entry).values_list("question_id", "text")
        return {f"question_{question}": text for question, text in answers}

    def save(self, *, by):
        answers = {question: self.cleaned_data[name] for name, question in self.questions.items()}
        return save_draft(self.entry, self.cleaned_data["version"] or 0, {}, by=by, answers=answers)
