"""Forms of jurors and of the jury office."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from campaign.models import Kind
from judging.models import Award, Decision
from judging.states import Answer
from people.models import Organisation, User
from people.text import PlainTextField
from people.widgets import LanguagesInput, LanguagesTextarea, Radios

LONGEST_COMMENT = 4000
# What a juror says in words; the names are those of the ballot's fields.
SAID = ("notes", "comment", "feedback")


class ScoreForm(forms.Form):
    """A juror's ballot: a level, what may be said instead, or no answer for each criterion; and three texts.

    `read` is the number of the entry's version that the juror had before them. Saved `quietly`, while
    they type, a ballot may lack what a final one needs: it is no more than a draft. So is one that is
    `incomplete`, which is to be final and has no error but that answers are missing.
    """

    notes = PlainTextField(
        label=gettext_lazy("Private notes"),
        help_text=gettext_lazy("Only you read them, here and in the copy of your own data."),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=AdminAutoHeightTextInput,
    )
    comment = PlainTextField(
        label=gettext_lazy("Comment to the jury"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=AdminAutoHeightTextInput,
    )
    feedback = PlainTextField(
        label=gettext_lazy("Feedback to the submitter"),
        help_text=gettext_lazy(
            "The submitter reads it with the decision, without your name. The jury office sees it before."
        ),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=AdminAutoHeightTextInput,
    )
    is_final = forms.BooleanField(
        label=gettext_lazy("This ballot is final"),
        help_text=gettext_lazy(
            "Only final ballots count. You can still change a final ballot until scoring ends."
        ),
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    read = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, criteria, quietly=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.quietly, self.incomplete = list(criteria), quietly, False
        for criterion in self.criteria:
            levels = [(str(level), label) for level, label in enumerate(criterion.level_labels())]
            others = [(answer.value, answer.label) for answer in criterion.other_answers()]
            self.fields[name_of(criterion)] = forms.TypedChoiceField(
                label=str(criterion),
                choices=[*levels, *others, ("", _("Not answered"))],
                coerce=answer_from,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields(map(name_of, self.criteria))  # as on the screen

    def texts(self):
        """What is said in words: from what nobody else reads to what goes furthest."""
        return [self[name] for name in SAID]

    def says_read(self, number) -> None:
        """Whoever sends this form has version `number` of the entry before them."""
        if self.is_bound:
            self.data = {**dict(self.data.items()), "read": number}
        else:
            self.initial["read"] = number

    def rows(self, earlier: dict):
        """(criterion, its field, options, earlier scores) as the rubric shows them; `earlier` by criterion.

        An option is (choice, value, meaning). Only levels have a value: the other answers are None, and
        never look like a zero.
        """
        return [
            (one, self[name_of(one)], self._options(one), earlier.get(one.pk, [])) for one in self.criteria
        ]

    def _options(self, criterion):
        meanings = dict(enumerate(criterion.level_texts()))
        options = []
        for choice in self[name_of(criterion)]:
            answer = answer_from(choice.data["value"])
            value = answer if isinstance(answer, int) else None
            options.append((choice, value, meanings.get(value, "")))
        return options

    def answers(self) -> dict:
        """What was said, as `cast` wants it. Call after validation."""
        given = {criterion: self.cleaned_data.get(name_of(criterion)) for criterion in self.criteria}
        return {criterion: answer for criterion, answer in given.items() if answer is not None}

    def clean(self):
        fields = super().clean()
        if fields.get("is_final") and not self.quietly and not self.errors:
            self._demand_answers(fields)
            self.incomplete = bool(self.errors)
        return fields

    def _demand_answers(self, fields):
        missing = [one for one in self.criteria if fields.get(name_of(one)) is None]
        for criterion in missing:
            if criterion.is_required:
                self.add_error(name_of(criterion), _("Answer this before you mark the ballot final."))
        if len(missing) == len(self.criteria) and not self.errors:
            self.add_error("is_final", _("Answer at least one criterion before you mark the ballot final."))


def answer_from(text: str) -> int | Answer | None:
    """An answer as `cast` takes it from what a form sends; None for none, or for nonsense."""
    if text.isdecimal() and len(text) < 4:
        return int(text)
    return Answer(text) if text in Answer.values else None


def name_of(criterion) -> str:
    return f"criterion_{criterion.pk}"


def ballot_values(ballot, given: dict) -> dict:
    """A stored ballot and its answers, by the keys of criteria, as the initial values of its form."""
    if ballot is None:
        return {"version": 0}
    scores = {f"criterion_{pk}": answer for pk, answer in given.items()}
    said = {name: getattr(ballot, name) for name in SAID}
    return {**said, "is_final": ballot.is_final, "version": ballot.version, **scores}


class RecusalForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "For example: I sit on the board of the organisation. Only the jury office sees it."
        ),
        max_length=1000,
        widget=AdminAutoHeightTextInput,
    )


class LiftForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why the juror may judge the entry after all. Only the jury office sees it."),
        max_length=1000,
        widget=AdminAutoHeightTextInput,
    )


class SeatForm(forms.Form):
    """What somebody says when they accept a seat in a jury."""

    most_entries = forms.IntegerField(
        label=gettext_lazy("How many entries you can score at most"),
        help_text=gettext_lazy("Leave it empty if any number will do."),
        min_value=1,
        max_value=10_000,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which you can judge"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )


class DeclineForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("If you want to give one. Only the jury office sees it."),
        max_length=1000,
        required=False,
        widget=AdminAutoHeightTextInput,
    )


class AffirmationForm(forms.Form):
    """Which of the organisations that take part a juror is involved with, if any."""

    organisations = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Organisations that take part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = PlainTextField(
        label=gettext_lazy("In what way you are involved"),
        help_text=gettext_lazy("Needed if you tick any of them. Only the jury office sees it."),
        max_length=1000,
        required=False,
        widget=AdminAutoHeightTextInput,
    )

    def __init__(self, *args, listed, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in listed])
        field.choices = [(one.pk, str(one)) for one in listed]

    def clean(self):
        fields = super().clean()
        if fields.get("organisations") and not fields.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say in what way you are involved."))
        return fields


class SeatsForm(forms.Form):
    emails = PlainTextField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy(
            "One on each line. Each person gets a letter with a link to accept or decline; who is new gets "
            "an account."
        ),
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )

    def clean_emails(self) -> list[str]:
        words = self.cleaned_data["emails"].replace(",", " ").replace(";", " ").split()
        emails = list(dict.fromkeys(word.lower() for word in words))
        closed = set(User.objects.filter(email__in=emails, is_active=False).values_list("email", flat=True))
        problems = []
        for email in emails:
            try:
                validate_email(email)
            except ValidationError:
                problems.append(_("“%(email)s” is not an e-mail address.") % {"email": email})
            if email in closed:
                problems.append(_("The account of %(email)s is closed.") % {"email": email})
        if problems:
            raise ValidationError(problems)
        return emails


class EntryFilterForm(forms.Form):
    """Which entries the assignment screen shows."""

    theme = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Theme"), required=False, empty_label=gettext_lazy("All themes")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Both kinds")), *Kind.choices]
    )
    short = forms.BooleanField(label=gettext_lazy("Only entries short of jurors"), required=False)

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = campaign.themes.all()


class DecisionForm(forms.Form):
    """A decision, which replaces only the one that the person saw when they began."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=Decision.Outcome.choices, widget=Radios
    )
    grounds = PlainTextField(
        label=gettext_lazy("Grounds"),
        help_text=gettext_lazy(
            "The submitter reads them in the letter. Those of a selected entry are also published."
        ),
        max_length=4000,
        widget=AdminAutoHeightTextInput,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, decision: Decision | None):
        self.decision = decision
        self.stands = decision.at.isoformat() if decision else ""
        initial = {"outcome": decision.outcome, "grounds": decision.grounds} if decision else {}
        super().__init__(data, initial={**initial, "seen": self.stands})

    def clean(self):
        fields = super().clean()
        if fields.get("seen", "") == self.stands:
            return fields
        self.data = {**self.data.dict(), "seen": self.stands}
        raise ValidationError(
            _(
                "%(person)s has recorded another decision meanwhile: %(outcome)s – “%(grounds)s”. "
                "Save again to replace it."
            )
            % {
                "person": self.decision.by,
                "outcome": self.decision.get_outcome_display(),
                "grounds": self.decision.grounds,
            }
        )


class AwardForm(forms.ModelForm):
    class Meta:
        model = Award
        fields = ["name", "grounds"]
        widgets = {"name": LanguagesInput, "grounds": LanguagesTextarea}
