"""Moved closings: the record of them, and the form that adds to it."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column

from campaign.closing_forms import ExtensionForm
from campaign.models import Extension
from campaign.templatetags import moments
from campaign.viewsets.outages import moved
from campaign.viewsets.parts import AddPartView, PartsView
from campaign.viewsets.reached import ReachedViewSet
from people.viewsets.lean import LISTING


class ActingView(AddPartView):
    """A form whose action may still say no, in words."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        return self.form.act(by=self.request.user)

    def get_success_url(self):
        return reverse("campaigns:inspect", args=[self.object.campaign_id])

    def get_success_buttons(self):
        return []


class MoveClosingView(ActingView):
    page_title = gettext_lazy("Move the closing")
    submit_button_label = gettext_lazy("Move the closing")

    def get_success_message(self, instance):
        return moved(instance)


def moment_column(name, label):
    return Column(name, label=label, accessor=lambda row: moments.moment(getattr(row, name), row.campaign))


class ExtensionsView(PartsView):
    add_item_label = gettext_lazy("Move the closing")
    related = ("campaign", "by")

    @cached_property
    def columns(self):
        return [
            Column("campaign", label=gettext_lazy("Campaign")),
            moment_column("closed_at", gettext_lazy("Closing before")),
            moment_column("closes_at", gettext_lazy("New closing")),
            Column("reason", label=gettext_lazy("Reason")),
            Column("by", label=gettext_lazy("Moved by")),
            moment_column("at", gettext_lazy("Moved")),
        ]


class ExtensionViewSet(ReachedViewSet):
    model = Extension
    name = "extensions"
    icon = "date"
    menu_label = gettext_lazy("Moved closings")
    addresses = LISTING | {"add"}
    index_view_class = ExtensionsView
    add_view_class = MoveClosingView
    ordering = ["-pk"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                gettext_lazy(
                    "The new closing is shown everywhere at once, beside the old one. Everybody with an "
                    "unfinished draft gets a letter. What you do here stays on record."
                )
            ),
            FieldPanel("campaign"),
            FieldPanel("closes_at"),
            FieldPanel("reason"),
        ],
        base_form_class=ExtensionForm,
    )
