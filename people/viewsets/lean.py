"""Staff listings with no address that is not named, and with downloads that are safe."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from people.spreadsheets import SafeExportMixin
from people.viewsets.inspecting import EveryLanguageInspectView

LISTING = frozenset({"index", "index_results"})
EDITING = LISTING | {"add", "edit", "delete", "history", "history_results"}


class CountingPaginator(WagtailPaginator):
    """Says how many there are without a noun: Wagtail's own has the plural after any number."""

    @cached_property
    def items_count_label(self):
        return _("%(number)d in all") % {"number": self.count}


class LabelledColumn(Column):
    """A column whose cells say on a phone, where there is no head, what they are about."""

    cell_template_name = "people/admin/includes/labelled_cell.html"


class ListView(SafeExportMixin, generic.IndexView):
    """A listing that says how to load what its columns show, so that the number of queries stays put."""

    related = ()
    table_classname = "listing stacked"
    paginator_class = CountingPaginator

    def get_list_more_buttons(self, instance):
        """Without "Inspect": where reading is all there is, the title leads to it."""
        buttons = super().get_list_more_buttons(instance)
        return (
            buttons if self.get_edit_url(instance) else [b for b in buttons if b.icon_name != "info-circle"]
        )

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.related)

    @cached_property
    def no_results_message(self):
        """Wagtail's own puts the name of the model into an English sentence, whatever the language."""
        if self.is_searching or self.is_filtering:
            return _("Nothing here is what you look for.")
        return _("Nothing is here yet.")


class LeanViewSet(ModelViewSet):
    """A ModelViewSet with only the addresses in `addresses`.

    Wagtail's own would also open history, usage and copies to whoever may do anything with the model.
    """

    addresses = EDITING
    form_fields: list[str] = []
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ListView
    inspect_view_class = EveryLanguageInspectView

    def get_common_view_kwargs(self, **kwargs):
        closed = {"add", "edit", "delete", "history", "history_results", "usage"} - self.addresses
        return super().get_common_view_kwargs(**{f"{name}_url_name": None for name in closed}, **kwargs)

    def get_history_view_kwargs(self, **kwargs):
        return super().get_history_view_kwargs(permission_required="change", **kwargs)

    def register_admin_url_finder(self):
        if "edit" in self.addresses:
            super().register_admin_url_finder()

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.addresses]
