"""What our staff listings share: no address exists that is not named, and downloads are safe."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from people.spreadsheets import SafeExportMixin

LISTING = frozenset({"index", "index_results"})
EDITING = LISTING | {"add", "edit", "delete", "history", "history_results"}


class ListView(SafeExportMixin, generic.IndexView):
    """A listing that says how to load what its columns show, so that the number of queries stays put."""

    related = ()

    def get_list_more_buttons(self, instance):
        """Without "Inspect": where reading is all there is, the title leads to it."""
        buttons = super().get_list_more_buttons(instance)
        return (
            buttons if self.get_edit_url(instance) else [b for b in buttons if b.icon_name != "info-circle"]
        )

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.related)


class EveryLanguageInspectView(generic.InspectView):
    """Shows labels in every language, not only in the reader's, and moments on the reader's clock."""

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if value is None or value == "":
            return "–"
        if not isinstance(value, LazyI18nString):
            return value
        languages = dict(settings.LANGUAGES)
        texts = value.data.items() if isinstance(value.data, dict) else [(get_language(), str(value))]
        return format_html_join(
            "",
            '<p><strong>{}</strong><br><span lang="{}">{}</span></p>',
            ((languages.get(code, code), code, text) for code, text in texts if text),
        )


class KeptWhileUsedView(generic.DeleteView):
    """Deleting is refused, in words, while `obstacle` has something to say."""

    def obstacle(self) -> str:
        return ""

    def _refuse(self):
        message = self.obstacle() or _("This is still in use and cannot be deleted.")
        messages.error(self.request, message)
        return redirect(self.edit_url_name, self.object.pk)

    def get(self, request, *args, **kwargs):
        return self._refuse() if self.obstacle() else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.obstacle():
            return self._refuse()
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except (ProtectedError, RestrictedError):
            return self._refuse()  # somebody began to use it in the same moment


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


class GuardedMenuItem(MenuItem):
    """A menu item for those whom `allowed` lets in."""

    @staticmethod
    def allowed(user) -> bool:
        return False

    def is_shown(self, request):
        return self.allowed(request.user)


def menu_item_for(permission: str) -> type[GuardedMenuItem]:
    """A menu item class that only holders of a permission see."""
    return type(
        "PermittedMenuItem", (GuardedMenuItem,), {"allowed": staticmethod(lambda u: u.has_perm(permission))}
    )


class DeskViewSet(ViewSet):
    """Staff pages that are not a model's list: everything in it demands `permission`."""

    permission = ""

    @property
    def menu_item_class(self):
        return menu_item_for(self.permission)
