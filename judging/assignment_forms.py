"""Forms of sharing entries among jurors: what a plan is asked for, and a file."""

from django import forms
from django.utils.translation import gettext_lazy

from judging.assignment import LanguageRule
from judging.seating import Wishes

KEEP, MOVE = "keep", "move"


class WishesForm(forms.Form):
    """What the office asks of a plan."""

    wanted = forms.IntegerField(label=gettext_lazy("Jurors per entry"), min_value=1, max_value=50)
    language_rule = forms.ChoiceField(
        label=gettext_lazy("Languages"),
        choices=[
            (LanguageRule.EVERY, gettext_lazy("Every juror of an entry reads its language")),
            (LanguageRule.ONE, gettext_lazy("At least one juror of an entry reads its language")),
            (LanguageRule.IGNORE, gettext_lazy("Languages do not matter")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "An entry can be read in its own language and in whole translations made by people. Whoever has "
            "not said which languages they read counts as reading all."
        ),
    )
    balance = forms.BooleanField(
        label=gettext_lazy("Balance the loads"),
        help_text=gettext_lazy(
            "Nobody gets two entries more than another who could take one over, directly or through others. "
            "Limits that jurors have set are kept in any case."
        ),
        required=False,
    )
    spread = forms.MultipleChoiceField(
        label=gettext_lazy("Spread over the jurors"),
        choices=[("kind", gettext_lazy("Pledges and initiatives")), ("region", gettext_lazy("Regions"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Every juror gets a fair mixture."),
        required=False,
    )
    moving = forms.ChoiceField(
        label=gettext_lazy("Existing assignments"),
        choices=[
            (KEEP, gettext_lazy("Stay, except where a rule forces them away")),
            (MOVE, gettext_lazy("May move to balance the loads, at a cost")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Whatever a juror has begun to score stays in any case."),
    )
    move_cost = forms.IntegerField(
        label=gettext_lazy("Cost of moving one"),
        min_value=0,
        max_value=1000,
        help_text=gettext_lazy(
            "An assignment moves only from a juror who has at least this number plus two more than whoever "
            "takes it over. With 0 the loads become as even as can be."
        ),
        required=False,
    )
    defaults = {
        "language_rule": LanguageRule.EVERY,
        "balance": True,
        "spread": ["kind", "region"],
        "moving": KEEP,
        "move_cost": 0,
    }

    def __init__(self, data=None, *, panel):
        super().__init__(data, initial={**self.defaults, "wanted": panel.round.jurors_per_entry})

    def wishes(self) -> Wishes:
        """What was asked for. Call after validation."""
        fields = self.cleaned_data
        return Wishes(
            wanted=fields["wanted"],
            language_rule=LanguageRule(fields["language_rule"]),
            balance=fields["balance"],
            spread=tuple(name for name, _label in self.fields["spread"].choices if name in fields["spread"]),
            move_cost=(fields["move_cost"] or 0) if fields["moving"] == MOVE else None,
        )


class AssignmentFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "One row for each assignment, with the columns “reference” and “juror_email”; others are ignored."
        ),
    )
    replaces = forms.TypedChoiceField(
        label=gettext_lazy("The file"),
        choices=[
            ("no", gettext_lazy("adds to the assignments there are")),
            (
                "yes",
                gettext_lazy(
                    "is the whole plan: what it does not list is taken away, unless somebody has begun to "
                    "score it"
                ),
            ),
        ],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
