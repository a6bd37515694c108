"""What belongs to one campaign: themes, target groups, questions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import StatusFlagColumn
from wagtail.admin.views import generic

from campaign.forms import OfCampaignForm, QuestionForm
from campaign.models import Question, TargetGroup, Theme
from people.viewsets.deleting import KeptWhileUsedView
from people.viewsets.lean import LeanViewSet, ListView


class PartsView(ListView):
    """Themes, target groups or questions, by campaign."""

    related = ("campaign",)
    list_filter = ["campaign"]

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
        return self.object.answers.exists() and _(
            "This question has been answered and is kept with its answers. Tick “no longer asked” instead."
        )


class PartViewSet(LeanViewSet):
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
            FieldRowPanel([FieldPanel("slug"), FieldPanel("kind"), FieldPanel("order")]),
            FieldRowPanel([FieldPanel("required"), FieldPanel("max_length")]),
            FieldRowPanel([FieldPanel("audience"), FieldPanel("is_personal")]),
            FieldPanel("retired"),
        ],
        base_form_class=QuestionForm,
    )
