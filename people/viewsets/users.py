"""People who sign in: Wagtail's management of users without names to log in with, passwords or deleting."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import DeleteBulkAction

from people.models import User
from people.permissions import can_read_personal_data
from people.person_forms import PersonCreationForm, PersonEditForm
from people.roles import title
from people.viewsets.lean import LeanViewSet


class PeopleFilters(users.UserFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["group"].label = _("Role")
        self.filters["group"].field.label_from_instance = title


class PeopleView(users.IndexView):
    template_name = "wagtailadmin/generic/index.html"
    page_title = _("Accounts")
    add_item_label = _("Add a person")
    show_other_searches = False
    table_classname = "listing stacked"

    @cached_property
    def columns(self):
        """Wagtail's without the boxes for many at once; the name leads to what the reader may see."""
        _boxes, name, address, *others = super().columns
        name._get_url_func = lambda person: self.get_edit_url(person) or self.get_data_url(person)
        address.label = _("E-mail address")
        return [name, address, *others]

    def get_base_queryset(self):
        return super().get_base_queryset().filter(forgotten_at__isnull=True)

    def get_data_url(self, person):
        if can_read_personal_data(self.request.user):
            return reverse("personal_data:person", args=[person.pk])
        return None

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if url := self.get_data_url(instance):
            buttons.append(MenuItem(_("Personal data"), url=url, icon_name="lock", priority=40))
        return buttons


class PersonEditView(users.EditView):
    queryset = User.objects.filter(forgotten_at__isnull=True)


class NobodyIsDeleted(DeleteBulkAction):
    """Takes the place of Wagtail's: log entries of a deleted person could not be shown any more."""

    def check_perm(self, obj):
        return False


class UserViewSet(LeanViewSet, users.UserViewSet):
    addresses = LeanViewSet.addresses - {"delete"}
    add_to_settings_menu = False
    menu_hook = "register_people_menu_item"
    menu_label = _("Accounts")
    ordering = "email"
    index_view_class = PeopleView
    filterset_class = PeopleFilters
    edit_view_class = PersonEditView
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm
