"""Organisations: found by a name in any language or by business ID, corrected, never deleted."""

from operator import attrgetter, methodcaller

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from people.models import Organisation
from people.views.staff_representatives import representatives
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

    def get_list_more_buttons(self, instance):
        return [*super().get_list_more_buttons(instance), _people_of(instance)]


class OrganisationView(generic.EditView):
    @cached_property
    def header_more_buttons(self):
        return [_people_of(self.object), *super().header_more_buttons]


def _people_of(organisation) -> Button:
    url = reverse("organisations:people", args=[organisation.pk])
    return Button(_("Who acts for it"), url=url, icon_name="user", priority=15)


class OrganisationViewSet(LeanViewSet):
    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    addresses = EDITING - {"add", "delete"}
    index_view_class = OrganisationsView
    edit_view_class = OrganisationView
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

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/people/", representatives, name="people")]
