"""Campaigns: listing, overview, editing, copying last year's."""

from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button, HeaderButton

from campaign import actions
from campaign.deadlines import next_moment
from campaign.forms import MOMENTS, CampaignForm
from campaign.models import Campaign, Question, TargetGroup, Theme
from campaign.states import RIGHTS, Right
from campaign.templatetags import moments
from campaign.viewsets.parts import QuestionViewSet, TargetGroupViewSet, ThemeViewSet
from people.viewsets.deleting import KeptWhileUsedView
from people.viewsets.lean import EDITING, LeanViewSet, ListView


def next_in_words(campaign) -> str:
    """ "Closes: Monday 16 November 2015 at 23:59 (Finnish time), 9 days left"."""
    coming = next_moment(campaign)
    if coming is None:
        return _("Every moment of this campaign has passed.")
    name, at = coming
    left = moments.time_left(at, campaign)
    return f"{capfirst(name)}: {moments.moment(at, campaign)}, {left}"


class CampaignsView(ListView):
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
        edit = Button(
            _("Edit"), url=reverse("campaigns:edit", args=[instance.pk]), icon_name="edit", priority=5
        )
        return [edit, *super().get_list_more_buttons(instance)]


class OverviewView(generic.InspectView):
    """Where the campaign stands now. Packages add panels with the hook `construct_campaign_overview`."""

    template_name = "campaign/admin/overview.html"
    page_title = gettext_lazy("Overview")

    @cached_property
    def panels(self):
        panels = []
        for add in hooks.get_hooks("construct_campaign_overview"):
            add(self.request, self.object, panels)
        return MediaContainer(sorted(panels, key=lambda panel: panel.order))

    @cached_property
    def header_buttons(self):
        return (
            [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]
            if self.get_edit_url()
            else []
        )

    def get_context_data(self, **kwargs):
        campaign = self.object
        allowed = RIGHTS[campaign.phase]
        return super().get_context_data(
            campaign=campaign,
            next=next_in_words(campaign),
            moments=[(campaign._meta.get_field(n).verbose_name, getattr(campaign, n)) for n in MOMENTS],
            allowed=[right.label for right in Right if right in allowed],
            parts=[
                (reverse(f"{name}:index"), capfirst(model._meta.verbose_name_plural), number)
                for name, model, number in (
                    ("themes", Theme, campaign.themes.count()),
                    ("target-groups", TargetGroup, campaign.target_groups.count()),
                    ("questions", Question, campaign.questions.filter(retired=False).count()),
                )
            ],
            panels=self.panels,
            **kwargs,
        )


class CopyView(generic.CreateView):
    """A new campaign that begins with the texts, themes, target groups and questions of an earlier one."""

    page_title = gettext_lazy("Copy")
    fresh = (*MOMENTS, "slug", "reference_prefix")

    @cached_property
    def source(self):
        return get_object_or_404(Campaign, pk=self.kwargs["pk"])

    def get_initial(self):
        return {k: v for k, v in model_to_dict(self.source).items() if k not in self.fresh}

    def get_add_url(self):
        return reverse("campaigns:copy", args=[self.source.pk])

    def save_instance(self):
        return actions.copy_contents(self.source, super().save_instance(), by=self.request.user)


class DeleteCampaignView(KeptWhileUsedView):
    def obstacle(self):
        number = self.object.entries.count()
        return number and ngettext(
            "This campaign has %(number)d entry and cannot be deleted.",
            "This campaign has %(number)d entries and cannot be deleted.",
            number,
        ) % {"number": number}


class CampaignViewSet(LeanViewSet):
    model = Campaign
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
                ],
                heading=gettext_lazy("Moments"),
                help_text=gettext_lazy(
                    "All moments are on the clock of the campaign's own time zone, chosen first."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("pledges_allowed"), FieldPanel("initiatives_allowed")],
                heading=gettext_lazy("Kinds of entries"),
            ),
            MultiFieldPanel([FieldPanel("accent")], heading=gettext_lazy("Look")),
        ],
        base_form_class=CampaignForm,
    )


class CampaignGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Campaigns")
    menu_icon = "calendar-alt"
    menu_order = 300
    items = (CampaignViewSet, ThemeViewSet, TargetGroupViewSet, QuestionViewSet)
