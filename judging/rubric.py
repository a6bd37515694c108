"""The form for a panel's criteria: levels written one on a line, and guarded once ballots exist."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from judging import actions
from judging.models import Ballot, Decision
from people.text import PlainTextField

LONGEST_LEVEL = 200


class LevelsWidget(forms.MultiWidget):
    """One box per language, each level on a line of its own, the lowest first."""

    template_name = "judging/widgets/levels.html"

    def __init__(self, attrs=None):
        bidi = settings.LANGUAGES_BIDI
        boxes = {
            code: AdminAutoHeightTextInput({"lang": code, "dir": "rtl" if code in bidi else "ltr", "rows": 4})
            for code, _name in settings.LANGUAGES
        }
        super().__init__(boxes, attrs)

    def decompress(self, levels):
        labels = [level["label"] for level in levels or []]
        return [
            "\n".join(filter(None, (label.get(code, "") for label in labels)))
            for code, _name in settings.LANGUAGES
        ]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        names = [language for _code, language in settings.LANGUAGES]
        context["boxes"] = list(zip(names, context["widget"]["subwidgets"], strict=True))
        return context


class LevelsField(forms.MultiValueField):
    """Levels as Criterion.levels stores them, from texts with one level on a line.

    A language may be left empty – its readers then see another one – but not half filled.
    """

    widget = LevelsWidget

    def __init__(self, **kwargs):
        boxes = [PlainTextField(required=False) for _language in settings.LANGUAGES]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def prepare_value(self, value):
        return self.widget.decompress(value) if _is_stored(value) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.widget.decompress(initial), data)

    def compress(self, texts):
        written = {
            (code, name): [line.strip() for line in text.splitlines() if line.strip()]
            for (code, name), text in zip(settings.LANGUAGES, texts, strict=False)
            if text.strip()
        }
        _check_lines(written)
        number = len(next(iter(written.values())))
        return [
            {"label": {code: lines[level] for (code, _name), lines in written.items()}}
            for level in range(number)
        ]


def _is_stored(value) -> bool:
    return value is None or any(isinstance(level, dict) for level in value)


def _check_lines(written: dict) -> None:
    lengths = {name: len(lines) for (_code, name), lines in written.items()}
    if len(set(lengths.values())) > 1:
        counted = ", ".join(
            ngettext("%(language)s has %(number)d level", "%(language)s has %(number)d levels", number)
            % {"language": name, "number": number}
            for name, number in lengths.items()
        )
        raise ValidationError(
            _("Every language needs the same number of levels, one on each line: %(counted)s.")
            % {"counted": counted}
        )
    if min(lengths.values(), default=0) < 2:
        raise ValidationError(_("Write at least two levels, one on each line, the lowest first."))
    for (_code, name), lines in written.items():
        if max(map(len, lines)) > LONGEST_LEVEL:
            raise ValidationError(
                _("A level in %(language)s is longer than %(number)d characters.")
                % {"language": name, "number": LONGEST_LEVEL}
            )


class CriterionForm(WagtailAdminModelForm):
    levels = LevelsField(
        label=gettext_lazy("Levels"),
        help_text=gettext_lazy(
            "One level on each line, from the lowest to the highest: the first counts 0, the last the full "
            "weight. Every language you fill in needs the same number of lines."
        ),
    )


class CriteriaFormSet(BaseChildFormSet):
    """Once jurors have scored on a rubric, its levels and criteria stay, and weights change only openly."""

    may_recalculate = False

    def clean(self):
        super().clean()
        ballots = Ballot.objects.in_panel(self.instance).count() if self.instance.pk else 0
        if not ballots:
            return
        self._keep_criteria()
        for form in self.initial_forms:
            self._keep_levels(form)
        if self.weights_changed:
            self._guard_weights(ballots)

    @property
    def weights_changed(self) -> bool:
        return any("weight" in form.changed_data for form in self.initial_forms)

    def _keep_criteria(self):
        added = [form for form in self.extra_forms if form.has_changed()]
        removed = [form for form in self.deleted_forms if form.instance.pk]
        if added or removed:
            raise ValidationError(
                _("Jurors have already scored on these criteria, so none can be added or removed.")
            )

    def _keep_levels(self, form):
        levels = form.cleaned_data.get("levels") if hasattr(form, "cleaned_data") else None
        if levels and len(levels) != len(form.initial["levels"]):
            form.add_error(
                "levels",
                _("Jurors have already scored on these levels. Their wording can change, their number not."),
            )

    def _guard_weights(self, ballots):
        if Decision.objects.in_campaign(self.instance.campaign_id).exists():
            raise ValidationError(_("Decisions have been made with these weights, so they cannot change."))
        if not self.may_recalculate:
            raise ValidationError(
                ngettext(
                    "%(number)d ballot has been given with the old weights. To change them, tick "
                    "“Recalculate totals” above; the change is written in the log.",
                    "%(number)d ballots have been given with the old weights. To change them, tick "
                    "“Recalculate totals” above; the change is written in the log.",
                    ballots,
                )
                % {"number": ballots}
            )


class CriteriaPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": CriterionForm, "formset": CriteriaFormSet}
        return options


class PanelForm(WagtailAdminModelForm):
    recalculate = forms.BooleanField(
        label=gettext_lazy("Recalculate totals"),
        required=False,
        help_text=gettext_lazy("Tick this to change weights after jurors have begun to score."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scoring_ends_at"].help_text = _(
            "Ballots can be changed until this moment. It is read in your time zone, %(zone)s."
        ) % {"zone": timezone.get_current_timezone_name()}
        if self.instance.pk and self.instance.jurors.filter(assignments__isnull=False).exists():
            self.fields["campaign"].disabled = True
            self.fields["campaign"].help_text = _("Entries have been assigned, so the campaign stays.")
        if not Ballot.objects.in_panel(self.instance.pk).exists():
            del self.fields["recalculate"]

    def is_valid(self):
        # A tick in the parent form is an answer to a question its criteria ask.
        self.formsets["criteria"].may_recalculate = bool(self.data.get("recalculate"))
        return super().is_valid()

    def save(self, commit=True):
        panel = super().save(commit)
        if self.formsets["criteria"].weights_changed and Ballot.objects.in_panel(panel).exists():
            actions.recalculate(panel, by=self.for_user)
        return panel
