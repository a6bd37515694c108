"""The part of a step in which files are attached, described and removed."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.files.formats import formats_of
from people.languages import in_a_row, said
from people.text import OneLineField, listed
from pledges import attachments
from pledges.forms.answering import too_late
from pledges.forms.parts import base
from pledges.models import Attachment

FREE = "attachments"
SAID = ("is_public", "alt")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class AttachmentField(forms.FileField):
    """Files for an entry, each examined when it is attached: a refused one must not cost what was typed."""

    def __init__(self, campaign, *, many=False, help_text="", **said):
        known = [known.extension for known in formats_of(campaign.attachment_kinds)]
        widget = (ManyFilesInput if many else forms.FileInput)(
            attrs={"accept": ",".join(f".{extension}" for extension in known)}
        )
        limits = _("At most %(most)d MB: %(formats)s.") % {
            "most": campaign.attachment_megabytes,
            "formats": listed(extension.upper() for extension in known),
        }
        super().__init__(required=False, widget=widget, help_text=in_a_row(help_text, limits), **said)

    def clean(self, data, initial=None) -> list:
        return [upload for upload in (data if isinstance(data, list) else [data]) if upload]

    def has_changed(self, initial, data) -> bool:
        return bool(data)

    def bound_data(self, data, initial):
        """What a person reads of it where nothing could be saved."""
        return ", ".join(upload.name for upload in self.clean(data))


@dataclass(frozen=True)
class Row:
    """An attachment in the form, with the fields there are about it."""

    attachment: Attachment
    fields: list


class AttachmentsPart:
    """For forms of an entry: fields for its attachments and for more of them.

    A page names the files that it shows, because a box that it does not have looks like one un-ticked.
    """

    rest_is_saved = False

    def set_attachment_fields(self, questions: dict) -> None:
        """`questions` are those that ask for a file, by the names of their fields."""
        self.file_questions = questions
        campaign = self.entry.campaign
        for name, question in questions.items():
            self.fields[name] = AttachmentField(
                campaign, label=said(question.label), help_text=said(question.help_text)
            )
            self.fields[name].is_needed = question.is_required()
            self.fields[name].is_frozen = question.is_frozen()
        if most := campaign.attachments_most:
            number = ngettext("%(most)d file in all.", "%(most)d files in all.", most) % {"most": most}
            self.fields[FREE] = AttachmentField(campaign, many=True, label=_("Add files"), help_text=number)
        self.set_files()

    def set_files(self) -> None:
        for name in [name for name in self.fields if name.startswith("attachment_")]:
            del self.fields[name]
        self.attached = list(self.attachments_shown().select_related("question"))
        for attachment in self.attached:
            start = f"{_name(attachment)}_"
            self.fields |= {start + name: field for name, field in _fields_of(attachment).items()}
            self.initial |= {start + name: getattr(attachment, name) for name in SAID}

    def names_for_files_of(self, question: int | None) -> list[str]:
        """Of the fields about what answers a question (by its key), or none."""
        starts = tuple(f"{_name(one)}_" for one in self.attached if one.question_id == question)
        return [name for name in self.fields if name.startswith(starts)]

    def attachments_shown(self):
        return self.entry.attachments.all()

    @property
    def free_files(self) -> list[Row]:
        """Files that answer no question."""
        return [self._row(one) for one in self.attached if one.question_id is None]

    def parts(self):
        """Without what the page that was sent could not say: its file was not there yet."""
        unknown = [f"{_name(one)}_" for one in self.attached if not self._was_shown(one)]
        return [part for part in super().parts() if not part.name.startswith(tuple(unknown))]

    def _was_shown(self, attachment) -> bool:
        return not self.is_bound or _name(attachment) in self.data

    def file_of(self, question) -> Row | None:
        found = (one for one in self.attached if one.question_id == question.pk)
        return next(map(self._row, found), None)

    def _row(self, attachment) -> Row:
        start = f"{_name(attachment)}_"
        return Row(attachment, [self[name] for name in self.fields if name.startswith(start)])

    def refuse_late_files(self, cleaned: dict) -> None:
        for name, question in self.file_questions.items():
            if question.is_frozen() and cleaned.get(name):
                self.add_error(name, too_late(question))

    def save_files(self, *, by) -> None:
        """Save what is said of the attachments and remove those to be removed; call in a transaction."""
        shown = [one for one in self.attached if self._was_shown(one)]
        gone = [one.pk for one in shown if self.cleaned_data.get(f"{_name(one)}_remove")]
        said = {one.pk: self._said(one) for one in shown if one.pk not in gone}
        attachments.change(self.entry, {key: fields for key, fields in said.items() if fields}, by=by)
        attachments.remove(self.entry, gone, by=by)

    def _said(self, attachment) -> dict:
        names = {field: f"{_name(attachment)}_{field}" for field in SAID}
        return {field: self.cleaned_data[name] for field, name in names.items() if name in self.cleaned_data}

    def attach(self, *, by) -> bool:
        """Attach what was sent along; what is refused becomes an error at its field."""
        places = {FREE: None, **self.file_questions}
        for name, question in places.items():
            for upload in self.cleaned_data.get(name, []):
                try:
                    attachments.attach(self.entry, upload, by=by, question=question)
                except ValidationError as refused:
                    self.add_error(name, refused)
        if self.errors:
            self._show_again()
        return not self.errors

    def _show_again(self) -> None:
        """With what is saved now, and the files that were taken."""
        self.rest_is_saved = True
        self.data = self.data.copy()
        self.data["version"], self.data["base"] = str(self.entry.version), base(type(self)(entry=self.entry))
        self.set_files()


def _name(attachment) -> str:
    return f"attachment_{attachment.pk}"


def _fields_of(attachment) -> dict:
    """What may be said of a file. Whether an answer is public says its question."""
    question, fields, name = attachment.question, {}, {"name": attachment.name}
    if question is None:
        public = _("“%(name)s” may be shown to everybody, where the text of the entry is")
        fields["is_public"] = forms.BooleanField(label=public % name, required=False)
    if attachment.is_picture:
        fields["alt"] = alt = OneLineField(
            label=_("What “%(name)s” shows") % name,
            required=False,
            max_length=200,
            help_text=_("One sentence for those who cannot see it. Needed if everybody may."),
        )
        alt.is_needed = attachment.is_public
    if question is None or not question.is_frozen():
        fields["remove"] = forms.BooleanField(label=_("Remove “%(name)s”") % name, required=False)
    return fields
