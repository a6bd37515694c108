"""The screeners' queue and its verbs."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.viewsets.reached import ReachedViewSet
from people.viewsets.lean import LISTING
from pledges.models import Entry
from pledges.states import State
from pledges.views import screening
from pledges.viewsets.entries import EntriesView, EntryFilters


class QueueView(EntriesView):
    """The same list, showing first what waits, the oldest on top."""

    page_title = gettext_lazy("Screening")
    any_permission_required = ["screen"]
    cells: dict = {}

    def get_filterset_kwargs(self):
        asked = self.request.GET.copy()
        asked.setdefault("state", State.SUBMITTED)
        return {**super().get_filterset_kwargs(), "data": asked}

    @cached_property
    def is_filtering(self):
        """Showing only what waits is what a queue does; a filter is what somebody asked for."""
        return bool(set(self.request.GET) & {"state", "kind", "campaign", "themes"}) and super().is_filtering

    @cached_property
    def no_results_message(self):
        if self.is_searching or self.is_filtering:
            return _("No entry matches your query.")
        return _("The queue is empty: nothing waits for screening.")


class ScreeningViewSet(ReachedViewSet):
    model = Entry
    name = "screening"
    icon = "tasks"
    menu_label = gettext_lazy("Screening")
    menu_order = 200
    add_to_admin_menu = True
    addresses = LISTING
    index_view_class = QueueView
    filterset_class = EntryFilters
    ordering = "submitted_at"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/accept/", screening.accept, name="accept"),
            path("<int:pk>/return/", screening.return_for_changes, name="return"),
            path("<int:pk>/decline/", screening.decline, name="decline"),
        ]
