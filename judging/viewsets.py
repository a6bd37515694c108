"""The jury office's rounds with their criteria and panels."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from campaign.templatetags.moments import moment
from campaign.viewsets.reached import ReachedViewSet
from judging.models import Round
from judging.rubric import CriteriaPanel, PanelsPanel, RoundForm
from judging.views.rounds import (
    RoundAddView,
    RoundDeleteView,
    RoundEditView,
    RoundHistoryView,
    RoundListView,
)
from people.viewsets.lean import LabelledColumn
from people.viewsets.menu import menu_item_for


class PanelsColumn(Column):
    """A round's panels, each leading to its jurors and assignments."""

    cell_template_name = "judging/includes/panels_cell.html"


def _manner(this) -> str:
    return _("blind") if this.is_blind else _("open")


class RoundViewSet(ReachedViewSet):
    model = Round
    name = "judging_rounds"
    url_prefix = "judging/rounds"
    icon = "group"
    menu_label = _("Rounds and panels")
    menu_item_class = menu_item_for("judging.run_judging")
    index_view_class = RoundListView
    add_view_class = RoundAddView
    edit_view_class = RoundEditView
    delete_view_class = RoundDeleteView
    history_view_class = RoundHistoryView
    export_filename = "rounds"
    ordering = ["-campaign__opens_at", "campaign_id", "order", "pk"]
    list_display = [
        "name",
        Column("campaign", label=_("Campaign")),
        LabelledColumn(
            "scoring_ends_at",
            label=_("Scoring ends"),
            accessor=lambda this: moment(this.scoring_ends_at, this.campaign),
        ),
        LabelledColumn("is_blind", label=_("Judging"), accessor=_manner),
        PanelsColumn("panels", label=_("Panels")),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("campaign"),
                    FieldPanel("name"),
                    FieldPanel("order"),
                    FieldRowPanel([FieldPanel("scoring_starts_at"), FieldPanel("scoring_ends_at")]),
                    FieldPanel("is_calibration"),
                ],
                heading=_("Round"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("entrance"), FieldPanel("best")]),
                    FieldPanel("jurors_per_entry"),
                ],
                heading=_("Entries"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("is_blind"),
                    FieldRowPanel([FieldPanel("sees_ballots"), FieldPanel("sees_comments")]),
                    FieldPanel("submitter_may_edit"),
                    FieldPanel("joint_filing"),
                ],
                heading=_("Who sees and does what"),
            ),
            PanelsPanel("panels", [FieldPanel("name")], heading=_("Panels"), label=_("panel"), min_num=1),
            FieldPanel("recalculate"),
            CriteriaPanel(
                "criteria",
                [
                    FieldPanel("label"),
                    FieldPanel("guidance"),
                    FieldRowPanel([FieldPanel("weight"), FieldPanel("kind")]),
                    FieldPanel("is_required"),
                    FieldPanel("allows_not_applicable"),
                    FieldPanel("allows_cannot_judge"),
                    FieldPanel("levels"),
                ],
                heading=_("Criteria"),
                label=_("criterion"),
                min_num=1,
            ),
        ],
        base_form_class=RoundForm,
    )
