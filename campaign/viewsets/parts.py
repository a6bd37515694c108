"""What belongs to one campaign: themes, target groups, questions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import StatusFlagColumn
from wagtail.admin.views import generic

from campaign.choices import ChoicesPanel
from campaign.forms import OfCampaignForm
from campaign.models import Question, TargetGroup, Theme
from campaign.questionnaire import QuestionForm
from campaign.viewsets.reached import CampaignFilters, ReachedListView, ReachedViewSet
from people.viewsets.deleting import KeptWhileUsedView


class PartsView(ReachedListView):
    """Themes, target groups or questions, by campaign."""

    related = ("campaign",)
    list_filter = ["campaign"]
    base_filterset_class = CampaignFilters

    def get_add_url(self):
        url = super().get_add_url()
        campaign = self.request.GET.get("campaign", "")
        return f"{url}?campaign={campaign}" if url and campaign.isdecimal() else url


class AddPartView(generic.CreateView):
    def get_initial(self):
        return {"campaign": self.request.GET.get("campaign")}

    def get_success_url(self):
        return f"{super().get_success_url()}?campaign={self.object.campaign_id}"


class DeletePartView(KeptWhileUsedView):
    def obstacle(self):
        number = self.object.entries.count()
        return number and ngettext(
            "%(number)d entry uses this. It cannot be deleted any more.",
            "%(number)d entries use this. It cannot be deleted any more.",
            number,
        ) % {"number": number}


class DeleteQuestionView(KeptWhileUsedView):
    def obstacle(self):
        return self.object.is_answered() and _(
            "This question has been answered and is kept with its answers. Tick “no longer asked” instead."
        )


class PartViewSet(ReachedViewSet):
    index_view_class = PartsView
    add_view_class = AddPartView
    delete_view_class = DeletePartView
    ordering = ["-campaign__opens_at", "campaign_id", "order", "pk"]


class ThemeViewSet(PartViewSet):
    model = Theme
    name = "themes"
    icon = "tag"
    list_display = ["label", "campaign"]
    edit_handler = ObjectList(
        [
            FieldPanel("campaign"),
            FieldPanel("label"),
            FieldPanel("description"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("palette"), FieldPanel("order")]),
        ],
        base_form_class=OfCampaignForm,
    )


class TargetGroupViewSet(PartViewSet):
    model = TargetGroup
    name = "target-groups"
    icon = "group"
    list_display = ["label", "campaign"]
    edit_handler = ObjectList(
        [FieldPanel("campaign"), FieldPanel("label"), FieldPanel("order")], base_form_class=OfCampaignForm
    )


class QuestionViewSet(PartViewSet):
    model = Question
    name = "questions"
    icon = "help"
    delete_view_class = DeleteQuestionView
    list_display = [
        "label",
        "campaign",
        "kind",
        "type",
        "audience",
        StatusFlagColumn(
            "required", true_label=gettext_lazy("must be answered"), label=gettext_lazy("Required")
        ),
        StatusFlagColumn(
            "retired", true_label=gettext_lazy("no longer asked"), label=gettext_lazy("Retired")
        ),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("campaign"),
            FieldPanel("label"),
            FieldPanel("help_text"),
            FieldPanel("heading"),
            FieldRowPanel([FieldPanel("type"), FieldPanel("max_length")]),
            ChoicesPanel(
                "choices",
                [FieldPanel("label"), FieldPanel("retired")],
                heading=gettext_lazy("Choices"),
                label=gettext_lazy("choice"),
            ),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("kind"), FieldPanel("order")]),
            FieldPanel("required"),
            FieldRowPanel([FieldPanel("required_from"), FieldPanel("frozen_after")]),
            FieldRowPanel([FieldPanel("audience"), FieldPanel("is_personal")]),
            FieldPanel("seeks_partners"),
            FieldPanel("retired"),
        ],
        base_form_class=QuestionForm,
    )
