"""What the entry wants to reach, the campaign's own questions, and attachments."""

from itertools import chain

from django.db import transaction
from django.utils.translation import gettext_lazy

from campaign.models import Question
from pledges.actions import save_draft
from pledges.forms import goals, measures
from pledges.forms.answering import AnswersPart
from pledges.forms.attachments import FREE, AttachmentsPart
from pledges.forms.measures_part import MeasuresPart
from pledges.forms.step import StepForm, measured_here
from pledges.models import Measure


class DetailsForm(AnswersPart, AttachmentsPart, StepForm):
    """Dates and measures, the campaign's own questions for this kind of entry, and attachments."""

    asks_of_people = True

    starts_on = goals.day_field(gettext_lazy("Begins"))
    ends_on = goals.day_field(gettext_lazy("Ends"))
    report_every = goals.report_field()

    def __init__(self, *args, entry, **kwargs):
        asked = entry.campaign.questions.asked(entry.kind).prefetch_related("choices")
        if not self.asks_of_people:
            asked = asked.exclude(is_personal=True)
        self.every = {f"question_{question.pk}": question for question in asked}
        wanted = {name for name, question in self.every.items() if question.type == Question.Type.FILE}
        self.read_answers(entry, {name: one for name, one in self.every.items() if name not in wanted})
        super().__init__(*args, entry=entry, **kwargs)
        self.rows = measures.add_rows(self)
        self.set_answer_fields()
        self.set_attachment_fields({name: one for name, one in self.every.items() if name in wanted})
        measured_here(self)

    def set_files(self) -> None:
        """In the order of the page, as the errors that are told of the fields."""
        super().set_files()
        rows = [name for name in self.fields if name.startswith(measures.PREFIX)]
        asked = [[name, *self.names_for_files_of(one.pk)] for name, one in self.every.items()]
        free = [*self.names_for_files_of(None), FREE]
        self.order_fields(["starts_on", "ends_on", *rows, "report_every", *chain(*asked), *free])

    def stored(self):
        return {**{name: getattr(self.entry, name) for name in goals.GOALS}, **self.stored_answers()}

    def parts(self):
        others = [part for part in super().parts() if not part.name.startswith(measures.PREFIX)]
        return [*others, MeasuresPart(self)]

    @property
    def may_add_row(self) -> bool:
        return len(self.rows) < Measure.MOST

    @property
    def question_fields(self):
        """Each question's field with the file that answers it, if one does."""
        return [(self[name], self.file_of(question)) for name, question in self.every.items()]

    def clean(self):
        cleaned = super().clean()
        goals.check_dates(self)
        self.refuse_late_answers(cleaned)
        self.refuse_late_files(cleaned)
        return cleaned

    def save(self, *, by):
        """Save, then attach what was sent along; returns None with errors in the form if some was refused."""
        with transaction.atomic():
            entry = save_draft(
                self.entry,
                self.cleaned_data["version"] or 0,
                {name: self.cleaned_data[name] for name in goals.GOALS},
                by=by,
                answers=self.typed_answers(),
                measures=measures.written(self),
            )
            self.save_files(by=by)
        self.entry = entry
        return entry if self.attach(by=by) else None


class SharedDetailsForm(DetailsForm):
    """Without what is asked about people: that is the submitter's alone."""

    asks_of_people = False

    def attachments_shown(self):
        return super().attachments_shown().without_personal()
