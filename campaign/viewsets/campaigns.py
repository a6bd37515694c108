"""Campaigns: listing, editing, deleting."""

from django.forms import ColorInput
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from campaign.forms import CampaignForm
from campaign.models import Campaign
from campaign.viewsets.advice import AdviceViewSet
from campaign.viewsets.copying import CopyView
from campaign.viewsets.extensions import ExtensionViewSet
from campaign.viewsets.late_passes import LatePassViewSet
from campaign.viewsets.outages import settle_outage
from campaign.viewsets.overview import OverviewView, next_in_words
from campaign.viewsets.parts import QuestionViewSet, TargetGroupViewSet, ThemeViewSet
from campaign.viewsets.reached import ReachedListView, ReachedViewSet
from campaign.viewsets.reaches import ReachViewSet
from people.viewsets.deleting import KeptWhileUsedView
from people.viewsets.lean import EDITING


class CampaignsView(ReachedListView):
    @cached_property
    def columns(self):
        return [
            self._get_title_column("title"),
            StatusTagColumn("phase", label=gettext_lazy("Phase"), accessor=lambda c: c.phase.label),
            Column("next", label=gettext_lazy("Next"), accessor=next_in_words),
        ]

    def get_edit_url(self, instance):
        """The name leads to the overview; editing is behind the button."""
        return

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if edit_url := super().get_edit_url(instance):
            buttons.append(Button(_("Edit"), url=edit_url, icon_name="edit", priority=5))
        return buttons


class DeleteCampaignView(KeptWhileUsedView):
    def obstacle(self):
        number = self.object.entries.count()
        return number and ngettext(
            "This campaign has %(number)d entry and cannot be deleted.",
            "This campaign has %(number)d entries and cannot be deleted.",
            number,
        ) % {"number": number}


class CampaignViewSet(ReachedViewSet):
    model = Campaign
    to_campaign = ""
    name = "campaigns"
    icon = "calendar-alt"
    addresses = EDITING | {"inspect", "copy"}
    inspect_view_enabled = copy_view_enabled = True
    inspect_view_fields = ["title"]
    index_view_class = CampaignsView
    inspect_view_class = OverviewView
    copy_view_class = CopyView
    delete_view_class = DeleteCampaignView
    ordering = ["-opens_at"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("title"),
                    FieldPanel("slogan"),
                    FieldPanel("aim"),
                    FieldRowPanel([FieldPanel("slug"), FieldPanel("reference_prefix")]),
                    FieldRowPanel([FieldPanel("owner"), FieldPanel("hashtag")]),
                ],
                heading=gettext_lazy("Name"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("time_zone"),
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldRowPanel([FieldPanel("publishes_at"), FieldPanel("announces_at")]),
                    FieldPanel("erases_at"),
                ],
                heading=gettext_lazy("Moments"),
                help_text=gettext_lazy(
                    "All moments are on the clock of the campaign's own time zone, chosen first."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("changes_after_sending"),
                    FieldPanel("partners_freeze_at"),
                    FieldPanel("grace_minutes"),
                ],
                heading=gettext_lazy("Changes and lateness"),
            ),
            MultiFieldPanel(
                [FieldPanel("pledges_allowed"), FieldPanel("initiatives_allowed")],
                heading=gettext_lazy("Kinds of entries"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("attachments_most"), FieldPanel("attachment_megabytes")]),
                    FieldPanel("attachment_kinds"),
                ],
                heading=gettext_lazy("Attachments"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("partner_rule"),
                    FieldRowPanel([FieldPanel("min_partners"), FieldPanel("max_partners")]),
                    FieldPanel("entries_per_organisation"),
                ],
                heading=gettext_lazy("Partners and number of entries"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(
                        "accent",
                        widget=ColorInput,
                        help_text=gettext_lazy(
                            "Colours buttons, links and charts on the campaign's pages. White text must be "
                            "readable on it: this is checked when you save. On dark screens it is made "
                            "lighter by itself."
                        ),
                    )
                ],
                heading=gettext_lazy("Look"),
            ),
        ],
        base_form_class=CampaignForm,
    )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("outage/<int:pk>/", settle_outage, name="settle_outage"),
        ]


class CampaignGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Campaigns")
    menu_icon = "calendar-alt"
    menu_order = 300
    items = (
        CampaignViewSet,
        ThemeViewSet,
        TargetGroupViewSet,
        QuestionViewSet,
        AdviceViewSet,
        ExtensionViewSet,
        LatePassViewSet,
        ReachViewSet,
    )
