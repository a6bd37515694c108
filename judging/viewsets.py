"""The jury office's panels with their criteria."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from campaign.templatetags.moments import moment
from judging.models import Panel
from judging.rubric import CriteriaPanel, PanelForm
from judging.views.panels import PanelDeleteView, PanelListView
from people.viewsets.lean import LeanViewSet
from people.viewsets.menu import menu_item_for


class LinkColumn(Column):
    """Leads to another screen of the panel."""

    cell_template_name = "judging/includes/link_cell.html"

    def get_value(self, instance):
        return reverse(f"judging:{self.name}", args=[instance.pk])


def _manner(panel) -> str:
    return _("blind") if panel.is_blind else _("open")


class PanelViewSet(LeanViewSet):
    model = Panel
    name = "judging_panels"
    url_prefix = "judging/panels"
    icon = "group"
    menu_label = _("Panels and criteria")
    menu_item_class = menu_item_for("judging.run_judging")
    index_view_class = PanelListView
    delete_view_class = PanelDeleteView
    export_filename = "panels"
    ordering = ["-campaign__opens_at", "pk"]
    list_display = [
        "name",
        Column("campaign", label=_("Campaign")),
        Column(
            "scoring_ends_at",
            label=_("Scoring ends"),
            accessor=lambda panel: moment(panel.scoring_ends_at, panel.campaign),
        ),
        Column("is_blind", label=_("Judging"), accessor=_manner),
        LinkColumn("jurors", label=_("Jurors")),
        LinkColumn("assignments", label=_("Assignments")),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("campaign"), FieldPanel("name")], heading=_("Panel")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("scoring_ends_at"), FieldPanel("jurors_per_entry")]),
                    FieldPanel("is_blind"),
                ],
                heading=_("Scoring"),
            ),
            FieldPanel("recalculate"),
            CriteriaPanel(
                "criteria",
                [FieldPanel("label"), FieldPanel("guidance"), FieldPanel("weight"), FieldPanel("levels")],
                heading=_("Criteria"),
                label=_("criterion"),
                min_num=1,
            ),
        ],
        base_form_class=PanelForm,
    )
