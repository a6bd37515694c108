"""Forms of jurors and of the jury office."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from campaign.models import Kind
from judging.models import Award, Decision
from people.models import User
from people.text import PlainTextField
from people.widgets import LanguagesInput, LanguagesTextarea

LONGEST_COMMENT = 4000


class ScoreForm(forms.Form):
    """A juror's ballot: a level or no answer for each criterion, and a comment."""

    comment = PlainTextField(
        label=gettext_lazy("Comment to the jury"),
        help_text=gettext_lazy("Only the jury office sees it."),
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

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            levels = [(str(level), label) for level, label in enumerate(criterion.level_labels())]
            self.fields[name_of(criterion)] = forms.TypedChoiceField(
                label=str(criterion),
                choices=[*levels, ("", _("Not answered"))],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )

    def rows(self):
        """(criterion, its field) pairs, as the rubric shows them."""
        return [(criterion, self[name_of(criterion)]) for criterion in self.criteria]

    def levels(self) -> dict:
        """What was chosen, as `cast` wants it. Call after validation."""
        chosen = {criterion: self.cleaned_data[name_of(criterion)] for criterion in self.criteria}
        return {criterion: level for criterion, level in chosen.items() if level is not None}

    def clean(self):
        fields = super().clean()
        answered = any(fields.get(name_of(criterion)) is not None for criterion in self.criteria)
        if fields.get("is_final") and not answered and not self.errors:
            self.add_error(
                "is_final", _("Choose a level on at least one criterion before you mark the ballot final.")
            )
        return fields


def name_of(criterion) -> str:
    return f"criterion_{criterion.pk}"


def ballot_values(ballot) -> dict:
    """A stored ballot as the initial values of its form."""
    if ballot is None:
        return {"version": 0}
    scores = {f"criterion_{score.criterion_id}": score.level for score in ballot.scores.all()}
    return {"comment": ballot.comment, "is_final": ballot.is_final, "version": ballot.version, **scores}


class RecusalForm(forms.Form):
    reason = PlainTextField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "For example: I sit on the board of the organisation. Only the jury office sees it."
        ),
        max_length=1000,
        widget=AdminAutoHeightTextInput,
    )


class SeatsForm(forms.Form):
    emails = PlainTextField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One on each line. Each person gets a letter; who is new gets an account."),
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


class EvenForm(forms.Form):
    wanted = forms.IntegerField(label=gettext_lazy("Jurors per entry"), min_value=1, max_value=50)


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
        label=gettext_lazy("Decision"), choices=Decision.Outcome.choices, widget=forms.RadioSelect
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
