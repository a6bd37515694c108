"""What the jury office chooses on the screen of the ranking."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from campaign.models import Kind

ORDERS = ("rank", "adjusted", "share", "spread", "ballots")


class RankingForm(forms.Form):
    """Round, kind and cut make a ranking; theme and language only narrow what is shown of it."""

    round = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Round"),
        required=False,
        empty_label=gettext_lazy("Each entry in its last round"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Both kinds")), *Kind.choices]
    )
    theme = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Theme"), required=False, empty_label=gettext_lazy("All themes")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("All languages")), *settings.LANGUAGES],
    )
    top = forms.IntegerField(
        label=gettext_lazy("Places to fill"), required=False, min_value=1, max_value=100_000
    )
    sort = forms.ChoiceField(required=False, choices=[(one, one) for one in ORDERS], widget=forms.HiddenInput)

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = campaign.rounds.real().order_by("order", "pk")
        self.fields["round"].queryset = rounds
        self.fields["theme"].queryset = campaign.themes.order_by("order", "pk")

    def chosen(self) -> dict:
        """What was chosen; whatever makes no sense is as if nothing had been said."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}
