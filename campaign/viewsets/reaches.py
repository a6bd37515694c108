"""Staff by campaign: who works for some campaigns alone."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from campaign import limiting
from campaign.limiting_forms import ReachForm
from campaign.models import Reach
from people.viewsets.lean import EDITING, LeanViewSet, ListView


class ReachesView(ListView):
    add_item_label = _("Limit somebody")
    related = ("user",)
    no_results_message = _("Nobody is limited: everybody who works here works for every campaign.")

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("campaigns")

    @cached_property
    def columns(self):
        return [self._get_title_column("user"), Column("campaigns", label=_("Works for"), accessor=_names)]


def _names(reach) -> str:
    return ", ".join(str(campaign) for campaign in reach.campaigns.all()) or _("no campaign")


class LimitView(generic.CreateView):
    page_title = _("Limit somebody to campaigns")
    submit_button_label = _("Save")
    success_message = _("%(object)s works for these campaigns alone.")

    def save_instance(self):
        return self.form.act(by=self.request.user)


class ChangeLimitView(generic.EditView):
    success_message = _("%(object)s works for these campaigns alone.")
    delete_item_label = _("Remove the limit")

    def save_instance(self):
        return self.form.act(by=self.request.user)


class FreeView(generic.DeleteView):
    page_title = _("Remove the limit")
    confirmation_message = _(
        "Delete the limit? From then on this person works for every campaign, in the roles they have."
    )
    success_message = _("%(object)s works for every campaign.")
    http_method_names = ["get", "head", "post", "options"]

    def delete_action(self):
        limiting.free(self.object, by=self.request.user)

    def get_success_url(self):
        return reverse("staff-by-campaign:index")


class ReachViewSet(LeanViewSet):
    model = Reach
    name = "staff-by-campaign"
    icon = "user"
    menu_label = _("Staff by campaign")
    addresses = EDITING
    index_view_class = ReachesView
    add_view_class = LimitView
    edit_view_class = ChangeLimitView
    delete_view_class = FreeView
    ordering = ["user__email"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Everybody who works here works for every campaign, as far as their roles go. Whoever "
                    "is named here works for the campaigns ticked, and finds nothing of the others."
                )
            ),
            FieldPanel("email"),
            FieldPanel("campaigns"),
        ],
        base_form_class=ReachForm,
    )
