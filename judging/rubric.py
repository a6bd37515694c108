"""The form of a round: its criteria and panels, and what stays once it is in use."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.telepath import register

from campaign.forms import ClosingField, moment_field
from judging import actions
from judging.levels import LevelsField
from judging.models import Assignment, Ballot, Decision, Juror, Round
from people.quantities import check_year


class CriterionForm(WagtailAdminModelForm):
    levels = LevelsField(
        label=gettext_lazy("Levels"),
        help_text=gettext_lazy(
            "One level on each line, from the lowest to the highest: the first counts 0, the last the full "
            "weight. Every language you fill in needs the same number of lines. What the levels mean can be "
            "explained beside them, again one on each line; leave a line empty where nothing needs saying."
        ),
    )


# What an answer means: it stays once answers exist.
MEANING = {"kind", "is_required", "allows_not_applicable", "allows_cannot_judge"}


class RowsFormSet(BaseChildFormSet):
    """Rows that do without Django's own words for too few of them, which speak of forms to be submitted."""

    default_error_messages = {
        **BaseChildFormSet.default_error_messages,
        "too_few_forms": gettext_lazy("At least %(num)d is needed."),
    }


class CriteriaFormSet(RowsFormSet):
    """Once jurors have scored on a rubric, its levels and criteria stay, and weights change only openly."""

    may_recalculate = False

    def clean(self):
        super().clean()
        ballots = Ballot.objects.in_round(self.instance).count() if self.instance.pk else 0
        if not ballots:
            return
        self._keep_criteria()
        for form in self.initial_forms:
            self._keep_meaning(form)
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

    def _keep_meaning(self, form):
        for name in MEANING.intersection(form.changed_data):
            form.add_error(name, _("Jurors have already scored on this criterion, so this stays."))
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


class RowsPanel(InlinePanel):
    """Rows that can be added and removed without script."""

    @register
    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "judging/panels/rows.html"


class CriteriaPanel(RowsPanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": CriterionForm, "formset": CriteriaFormSet}
        return options


class PanelsFormSet(RowsFormSet):
    """A panel in which somebody sits stays."""

    def clean(self):
        super().clean()
        removed = [form.instance for form in self.deleted_forms if form.instance.pk]
        for panel in removed:
            if Juror.objects.filter(panel=panel).exists():
                raise ValidationError(
                    _("People have been invited to the panel “%(panel)s”, so it stays.") % {"panel": panel}
                )


class PanelsPanel(RowsPanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"formset": PanelsFormSet}
        return options


class RoundForm(WagtailAdminModelForm):
    scoring_ends_at = moment_field(Round, "scoring_ends_at", ClosingField)
    recalculate = forms.BooleanField(
        label=gettext_lazy("Recalculate totals"),
        required=False,
        help_text=gettext_lazy("Tick this to change weights after jurors have begun to score."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends = self.fields["scoring_ends_at"]
        ends.zone = timezone.get_current_timezone()
        ends.help_text = _(
            "Ballots can be changed until this moment. It is read in your time zone, %(zone)s."
        ) % {"zone": timezone.get_current_timezone_name()}
        self.fields["scoring_starts_at"].validators.append(check_year)
        campaign = self.fields["campaign"]
        campaign.queryset = campaign.queryset.in_reach_of(self.for_user)
        if self.instance.pk and Assignment.objects.in_round(self.instance).exists():
            self.fields["campaign"].disabled = True
            self.fields["campaign"].help_text = _("Entries have been assigned, so the campaign stays.")
        if not Ballot.objects.in_round(self.instance.pk).exists():
            del self.fields["recalculate"]

    def is_valid(self):
        # A tick in the parent form is an answer to a question its criteria ask.
        self.formsets["criteria"].may_recalculate = bool(self.data.get("recalculate"))
        return super().is_valid()

    def save(self, commit=True):
        this = super().save(commit)
        if "campaign" in self.changed_data:
            this.picked.clear()  # entries and themes are another campaign's
            for panel in this.panels.all():
                panel.themes.clear()
        if self.formsets["criteria"].weights_changed and Ballot.objects.in_round(this).exists():
            actions.recalculate(this, by=self.for_user)
        return this
