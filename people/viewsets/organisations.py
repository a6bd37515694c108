"""Organisations: found by a name in any language or by business ID, corrected, never deleted."""

from operator import attrgetter, methodcaller

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from people.models import Organisation
from people.viewsets.lean import EDITING, LeanViewSet, ListView


class OrganisationsView(ListView):
    related = ("municipality",)
    list_filter = ["kind"]
    is_searchable = True
    cells = {
        "name": (_("Name"), attrgetter("name")),
        "kind": (_("Kind of organisation"), methodcaller("get_kind_display")),
        "business_id": (_("Business ID"), attrgetter("business_id")),
        "municipality": (_("Municipality"), lambda organisation: organisation.municipality or ""),
        "website": (_("Website"), attrgetter("website")),
        "registered": (_("Registered"), attrgetter("created_at")),
    }

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset


class OrganisationViewSet(LeanViewSet):
    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    addresses = EDITING - {"add", "delete"}
    index_view_class = OrganisationsView
    ordering = ["pk"]
    export_filename = "organisations"
    list_display = [
        "name",
        "kind",
        "business_id",
        Column("municipality", label=_("Municipality")),
    ]
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("business_id")]),
                FieldRowPanel([FieldPanel("municipality"), FieldPanel("website")]),
            ],
            heading=_("Facts"),
        ),
    ]
