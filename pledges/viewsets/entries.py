"""The staff's list of all entries received, with downloads, and the history of each."""

from operator import attrgetter, methodcaller

import django_filters
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.history import HistoryView

from campaign.models import Kind, Theme
from campaign.reach import within
from campaign.viewsets.reached import ReachedListView, ReachedViewSet, campaigns_in_reach
from people.viewsets.lean import LISTING
from pledges.answer_cells import answer_cells
from pledges.as_received import SENT_BEFORE, as_received
from pledges.desk import lines_about, organisations_in_log, without_the_jurys
from pledges.models import Entry
from pledges.permissions import is_concerned
from pledges.states import RECEIVED, State
from pledges.views import screening


class EntryFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in State if state in RECEIVED],
        label=gettext_lazy("State"),
    )
    kind = django_filters.ChoiceFilter(choices=Kind.choices, label=gettext_lazy("Kind"))
    campaign = django_filters.ModelChoiceFilter(queryset=campaigns_in_reach, label=gettext_lazy("Campaign"))
    themes = django_filters.ModelChoiceFilter(
        queryset=lambda request: Theme.objects.filter(within(request.user, "campaign")),
        label=gettext_lazy("Theme"),
    )

    class Meta:
        model = Entry
        fields = []


class EntriesView(ReachedListView):
    page_title = gettext_lazy("Entries")
    any_permission_required = ["view"]
    related = ("campaign", "organisation", "organisation__municipality", "municipality", "region")
    is_searchable = True
    search_backend_name = None
    facts = {
        "reference": (gettext_lazy("Reference number"), attrgetter("reference")),
        "kind": (gettext_lazy("Kind"), methodcaller("get_kind_display")),
        "state": (gettext_lazy("State"), methodcaller("get_state_display")),
        "title": (gettext_lazy("Title"), attrgetter("title")),
        "summary": (gettext_lazy("Summary"), attrgetter("summary")),
        "organisation": (gettext_lazy("Organisation"), attrgetter("organisation")),
        "business_id": (gettext_lazy("Business ID"), attrgetter("organisation.business_id")),
        "organisation_kind": (
            gettext_lazy("Kind of organisation"),
            lambda entry: entry.organisation.get_kind_display(),
        ),
        "campaign": (gettext_lazy("Campaign"), attrgetter("campaign")),
        "themes": (
            gettext_lazy("Themes"),
            lambda entry: ", ".join(str(theme) for theme in entry.themes.all()),
        ),
        "partners": (
            gettext_lazy("Partners"),
            lambda entry: ", ".join(
                f"{partner.organisation} ({partner.get_state_display()})" for partner in entry.partners.all()
            ),
        ),
        "region": (gettext_lazy("Region"), lambda entry: entry.region or ""),
        "municipality": (gettext_lazy("Municipality"), lambda entry: entry.municipality or ""),
        "language": (gettext_lazy("Language"), attrgetter("language")),
        "submitted": (gettext_lazy("Submitted"), attrgetter("submitted_at")),
        "contact_name": (gettext_lazy("Contact person"), attrgetter("contact_name")),
        "contact_email": (gettext_lazy("E-mail address"), attrgetter("contact_email")),
    }

    @cached_property
    def cells(self):
        return self.facts | answer_cells(self.request.GET.get("campaign", ""), self.request.user)

    def get_base_queryset(self):
        entries = super().get_base_queryset().received().prefetch_related(SENT_BEFORE)
        if not self.is_export:
            return entries
        return entries.prefetch_related("themes", "partners__organisation", "answers")

    def to_row_dict(self, item):
        return super().to_row_dict(as_received(item))

    def search_queryset(self, queryset):
        return queryset.matching(self.search_query) if self.is_searching else queryset

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "title",
                label=gettext_lazy("Entry"),
                accessor=lambda entry: str(as_received(entry)),
                get_url=lambda entry: reverse("entries:entry", args=[entry.pk]),
            ),
            Column("organisation", label=gettext_lazy("Organisation")),
            Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
            StatusTagColumn("state", label=gettext_lazy("State"), accessor="get_state_display"),
            DateColumn("submitted_at", label=gettext_lazy("Submitted"), sort_key="submitted_at"),
        ]


class EntryHistoryView(HistoryView):
    any_permission_required = ["view"]
    header_buttons = ()

    def get_base_object_queryset(self):
        return Entry.objects.received()

    def get_object(self):
        return as_received(super().get_object())

    @cached_property
    def partners(self):
        return list(self.object.partners.select_related("organisation"))

    @cached_property
    def columns(self):
        action, *others = super().columns
        partner = Column(
            "partner", label=gettext_lazy("Partner"), accessor=organisations_in_log(self.partners)
        )
        return [action, partner, *others]

    def get_base_queryset(self):
        lines = self._annotate_queryset(lines_about(self.object, self.partners))
        return without_the_jurys(lines) if is_concerned(self.request.user, self.object) else lines

    def get_edit_url(self, instance):
        return reverse("entries:entry", args=[instance.pk])


class EntryViewSet(ReachedViewSet):
    model = Entry
    name = "entries"
    icon = "doc-full"
    menu_label = gettext_lazy("Entries")
    menu_order = 210
    add_to_admin_menu = True
    addresses = LISTING | {"history", "history_results"}
    index_view_class = EntriesView
    history_view_class = EntryHistoryView
    filterset_class = EntryFilters
    ordering = "-submitted_at"
    export_filename = "entries"

    def get_history_view_kwargs(self, **kwargs):
        return {**super().get_history_view_kwargs(**kwargs), "permission_required": "view"}

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", screening.entry, name="entry"),
            path("<int:pk>/picture/<int:width>/", screening.picture, name="picture"),
            path("<int:pk>/logo/<int:organisation>/", screening.logo, name="logo"),
            path("<int:pk>/attachment/<int:file>/", screening.attachment, name="attachment"),
        ]
