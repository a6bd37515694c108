"""Late passes: who has one, giving one, taking it back."""

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.widgets.button import Button

from campaign import lateness
from campaign.closing_forms import LatePassForm
from campaign.models import LatePass
from campaign.permissions import can_give_late_pass
from campaign.reach import within
from campaign.templatetags import moments
from campaign.viewsets.extensions import ActingView, moment_column
from campaign.viewsets.parts import PartsView
from campaign.viewsets.reached import ReachedViewSet
from people.viewsets.lean import LISTING


class GivePassView(ActingView):
    page_title = gettext_lazy("Give a late pass")
    submit_button_label = gettext_lazy("Give the late pass")

    def get_success_message(self, instance):
        number = instance.organisation.people.filter(is_active=True).count()
        return ngettext(
            "%(organisation)s may send until %(moment)s. %(number)d person gets a letter.",
            "%(organisation)s may send until %(moment)s. %(number)d people get a letter.",
            number,
        ) % {
            "organisation": instance.organisation,
            "moment": moments.moment(instance.until, instance.campaign),
            "number": number,
        }


class LatePassesView(PartsView):
    add_item_label = gettext_lazy("Give a late pass")
    related = ("campaign", "organisation", "given_by")

    @cached_property
    def columns(self):
        return [
            self._get_title_column("organisation"),
            Column("campaign", label=gettext_lazy("Campaign")),
            moment_column("until", gettext_lazy("May send until")),
            StatusTagColumn("state", label=gettext_lazy("State"), accessor=_state_of_pass),
            Column("reason", label=gettext_lazy("Reason")),
            Column("given_by", label=gettext_lazy("Given by")),
        ]

    def get_list_more_buttons(self, instance):
        if instance.taken_back_at or not can_give_late_pass(self.request.user):
            return []
        address = reverse("late-passes:take_back", args=[instance.pk])
        return [Button(_("Take back"), url=address, icon_name="cross", priority=10)]


def _state_of_pass(late_pass) -> str:
    if late_pass.taken_back_at:
        return _("taken back")
    return _("in force") if moments.time_left(late_pass.until, late_pass.campaign) else _("run out")


@user_passes_test(can_give_late_pass)
def take_back(request, pk):
    given = LatePass.objects.filter(within(request.user, "campaign"))
    late_pass = get_object_or_404(given.select_related("campaign", "organisation"), pk=pk)
    if request.method == "POST":
        if lateness.take_back(late_pass, by=request.user):
            messages.success(request, _("The late pass is taken back. The organisation gets a letter."))
        return redirect("late-passes:index")
    crumbs = [{"url": reverse("late-passes:index"), "label": _("Late passes")}]
    title = _("Take back the late pass")
    context = {
        "late_pass": late_pass,
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
        "header_title": title,
        "page_title": title,
        "header_icon": "key",
    }
    return TemplateResponse(request, "campaign/admin/take_back.html", context)


class LatePassViewSet(ReachedViewSet):
    model = LatePass
    name = "late-passes"
    icon = "key"
    menu_label = gettext_lazy("Late passes")
    addresses = LISTING | {"add"}
    index_view_class = LatePassesView
    add_view_class = GivePassView
    ordering = ["-pk"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "One organisation may write and send until a moment of its own. Those who act for it "
                    "get a letter with a link; no one else will see it. It can be taken back."
                )
            ),
            FieldPanel("campaign"),
            FieldPanel("organisation"),
            FieldPanel("until"),
            FieldPanel("reason"),
        ],
        base_form_class=LatePassForm,
    )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/take-back/", take_back, name="take_back")]
