"""Forms of the jury office about rounds, panels and seats."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from campaign.models import Campaign, Theme
from judging.models import Panel
from judging.rehearsals import MOST_ENTRIES


class LanguagesField(forms.MultipleChoiceField):
    """Codes of languages of the installation."""

    def __init__(self, **kwargs):
        super().__init__(choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple, **kwargs)


def _always(message) -> dict:
    """A number that is missing, none, too small or too large gets the same answer: what is asked for."""
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), message)


class BestForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=100_000,
        error_messages=_always(gettext_lazy("Say how many of the best pass, as a number.")),
    )


class AtLeastForm(forms.Form):
    points = forms.FloatField(
        label=gettext_lazy("Mean of at least"),
        help_text=gettext_lazy("Points, 0–100."),
        min_value=0,
        max_value=100,
        error_messages=_always(gettext_lazy("Give the mean as a number between 0 and 100.")),
    )


class PanelEntriesForm(forms.ModelForm):
    """Which of the round's entries a panel takes."""

    languages = LanguagesField(
        label=gettext_lazy("Languages"),
        required=False,
        help_text=gettext_lazy("In which entries are written. Tick none for all of them."),
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=Theme.objects.none(),
        label=gettext_lazy("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none for all of them."),
    )

    class Meta:
        model = Panel
        fields = ["kind", "themes", "languages"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = self.instance.campaign.themes.order_by("order", "pk")
        self.fields["kind"].required = False
        self.fields["kind"].choices = [("", gettext_lazy("Both kinds")), *self.fields["kind"].choices[1:]]


class CopyForm(forms.Form):
    campaign = forms.ModelChoiceField(
        queryset=Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        empty_label=None,
        help_text=gettext_lazy("Which campaign gets the copy, as its last round."),
    )
    with_jurors = forms.BooleanField(
        label=gettext_lazy("Invite the jurors anew"),
        required=False,
        help_text=gettext_lazy(
            "Everybody who takes part in its panels gets a letter, and may accept or decline."
        ),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.real().in_reach_of(user).newest_first()


class RehearsalForm(forms.Form):
    campaign = forms.ModelChoiceField(
        queryset=Campaign.objects.none(), label=gettext_lazy("Campaign"), empty_label=None
    )
    entries = forms.IntegerField(
        label=gettext_lazy("How many invented entries"), min_value=2, max_value=MOST_ENTRIES, initial=12
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        with_rounds = Campaign.objects.real().in_reach_of(user).filter(rounds__isnull=False).distinct()
        self.fields["campaign"].queryset = with_rounds.newest_first()


class LimitsForm(forms.Form):
    """How much a juror can do, and in which languages."""

    most_entries = forms.IntegerField(
        label=gettext_lazy("How many entries they can score at most"),
        help_text=gettext_lazy("Leave it empty if any number will do."),
        min_value=1,
        max_value=10_000,
        required=False,
    )
    languages = LanguagesField(
        label=gettext_lazy("Languages in which they can judge"),
        required=False,
        help_text=gettext_lazy("Tick none if they have not said."),
    )
