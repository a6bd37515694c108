"""The wordings of permissions, of which only new versions are added."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views import generic

from people.models import ConsentText
from people.viewsets.inspecting import EveryLanguageInspectView
from people.viewsets.lean import LISTING, LeanViewSet, ListView


class TextsView(ListView):
    add_item_label = _("New version")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.add_url:
            url = f"{self.add_url}?purpose={instance.purpose}"
            buttons.append(MenuItem(_("New version of this"), url=url, icon_name="plus", priority=10))
        return buttons


class TextView(EveryLanguageInspectView):
    page_title = _("Consent text")


class NewVersionView(generic.CreateView):
    page_title = _("New version")

    def get_initial_form_instance(self):
        """Begins with the wording in force of the purpose that was asked for."""
        newest = ConsentText.objects.in_force().filter(purpose=self.request.GET.get("purpose", "")).first()
        if newest is None:
            return None
        return ConsentText(purpose=newest.purpose, label=newest.label, wording=newest.wording)

    def save_instance(self):
        """Versions count up by themselves; of two people who add one, the second waits for the first."""
        versions = ConsentText.objects.filter(purpose=self.form.instance.purpose)
        list(versions.select_for_update())
        self.form.instance.version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
        return super().save_instance()

    def get_success_buttons(self):
        return []


class ConsentTextViewSet(LeanViewSet):
    model = ConsentText
    name = "consent-texts"
    icon = "doc-full"
    menu_label = _("Consent texts")
    addresses = LISTING | {"add", "inspect"}
    inspect_view_enabled = True
    inspect_view_fields = ["purpose", "version", "label", "wording", "created_at"]
    index_view_class = TextsView
    inspect_view_class = TextView
    add_view_class = NewVersionView
    list_filter = ["purpose"]
    list_display = ["purpose", "version", "label", DateColumn("created_at", label=_("Since"))]
    panels = [
        HelpPanel(
            _(
                "A wording is never changed, because people have agreed to it. A new wording is a new "
                "version: it is put to people from now on, and permissions given for older versions stay "
                "in force."
            )
        ),
        FieldPanel("purpose"),
        FieldPanel("label"),
        FieldPanel("wording"),
    ]
