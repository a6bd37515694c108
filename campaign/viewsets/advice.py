"""Guidance for each kind of organisation, written by the coordinator."""

from wagtail.admin.panels import FieldPanel, ObjectList

from campaign.forms import OfCampaignForm
from campaign.models import Advice
from campaign.viewsets.parts import PartViewSet
from people.viewsets.deleting import KeptWhileUsedView


class AdviceViewSet(PartViewSet):
    model = Advice
    name = "advice"
    icon = "info-circle"
    delete_view_class = KeptWhileUsedView
    list_display = ["kind", "text", "campaign"]
    ordering = ["-campaign__opens_at", "campaign_id", "kind"]
    edit_handler = ObjectList(
        [FieldPanel("campaign"), FieldPanel("kind"), FieldPanel("text")], base_form_class=OfCampaignForm
    )
