"""What the entry is, and where."""

from django import forms
from django.utils.translation import gettext_lazy

from people import pictures
from people.forms import PictureField, PlaceField
from people.languages import said, site_languages
from people.models import Municipality, Region
from people.text import OneLineField, PlainTextField
from pledges.actions import save_draft
from pledges.forms import translations
from pledges.forms.step import StepForm, measured_here
from pledges.forms.tags import TagsField
from pledges.texts import PARTS


class LabelledField(forms.ModelMultipleChoiceField):
    """Things of the campaign, each called by its label in whichever language there is one."""

    def label_from_instance(self, thing):
        return said(thing.label)


_BEFORE_TRANSLATIONS = ("title", "summary", "description", "language", "plain_summary")


class AboutForm(StepForm):
    """Its fields stand in the order of the page, and so do the errors that are told of them."""

    PLAIN = (*PARTS, "language", "region", "municipality", "place", "image_alt")
    NEEDED = ("title", "summary", "description", "themes")
    RELATED = ("themes", "target_groups", "tags")
    PUBLIC = (*PARTS, "tags", "place", "image_alt")

    title = OneLineField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Your promise or idea in one line."),
    )
    summary = PlainTextField(
        label=gettext_lazy("Summary"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What you do, for whom and when, in two or three sentences."),
    )
    description = PlainTextField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "How it is done, who takes part and what changes. An empty line begins a new paragraph."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        choices=site_languages,
        help_text=gettext_lazy("The language you write in. Letters about the entry come in it too."),
    )
    plain_summary = PlainTextField(
        label=gettext_lazy("Summary in plain language"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Short sentences and everyday words, for those who find ordinary text hard to read."
        ),
    )
    themes = LabelledField(
        None, label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    target_groups = LabelledField(
        None,
        label=gettext_lazy("Target groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none if it is for everyone."),
    )
    tags = TagsField(
        label=gettext_lazy("Free tags"),
        required=False,
        help_text=gettext_lazy("Words that people may search for, with commas between them. At most ten."),
    )
    municipality = PlaceField(
        Municipality.objects.select_related("region"),
        label=gettext_lazy("Municipality"),
        required=False,
        empty_label=gettext_lazy("No single municipality"),
        help_text=gettext_lazy("The region then follows from the municipality."),
    )
    region = PlaceField(
        Region.objects.all(),
        label=gettext_lazy("Region"),
        required=False,
        empty_label=gettext_lazy("The whole country"),
    )
    place = OneLineField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example a district, a school or a park."),
    )
    remove_image = forms.BooleanField(label=gettext_lazy("Remove the picture"), required=False)
    image = PictureField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy(
            "A JPEG, PNG or WebP picture of at most 10 megabytes. Ask the people in it for their permission."
            " Without a picture the entry gets a pattern of its own."
        ),
    )
    image_alt = OneLineField(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("One sentence for those who cannot see it."),
    )

    def __init__(self, *args, entry, **kwargs):
        super().__init__(*args, entry=entry, **kwargs)
        self.readings = translations.offered(self)
        for part in PARTS:
            self.fields[part].widget.attrs |= {"lang": entry.language, "dir": "auto"}
        translations.add_fields(self)
        self.order_fields(
            [*_BEFORE_TRANSLATIONS, *(name for name in self.fields if name not in self.base_fields)]
        )
        measured_here(self)
        for name in ("themes", "target_groups"):
            self.fields[name].queryset = getattr(entry.campaign, name)
            if not self.fields[name].queryset.exists():
                del self.fields[name]
        self.fields["image_alt"].is_needed = bool(entry.image)
        if not entry.image:
            del self.fields["remove_image"]

    def stored(self):
        entry = self.entry
        return {
            **{name: getattr(entry, name) for name in self.PLAIN},
            "themes": list(entry.themes.all()),
            "target_groups": list(entry.target_groups.all()),
            "tags": sorted(entry.tags.names()),
            **translations.stored(entry),
        }

    @property
    def advice(self):
        """What the coordinator says to organisations of the submitter's kind, if anything."""
        found = self.entry.campaign.advice.filter(kind=self.entry.organisation.kind).worded()
        return next(iter(found), None)

    @property
    def translations(self):
        return translations.groups(self)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("municipality"):
            cleaned["region"] = cleaned["municipality"].region
        return cleaned

    def save(self, *, by):
        cleaned, old_picture = self.cleaned_data, self.entry.image
        picture = pictures.store(cleaned["image"]) if cleaned["image"] else ""
        fields = {name: cleaned[name] for name in self.PLAIN}
        if picture or cleaned.get("remove_image"):
            fields["image"] = picture
        related = {name: cleaned[name] for name in self.RELATED if name in cleaned}
        try:
            entry = save_draft(
                self.entry,
                cleaned["version"] or 0,
                fields,
                by=by,
                related=related,
                translations=translations.written(self),
            )
        except Exception:
            if picture:
                pictures.remove(picture)
            raise
        if old_picture and old_picture != entry.image and not _is_evidence(entry, old_picture):
            pictures.remove(old_picture)
        return entry


def _is_evidence(entry, picture: str) -> bool:
    """The picture belongs to something that was sent in, and is kept with it."""
    return any(submission.content["image"] == picture for submission in entry.submissions.all())
