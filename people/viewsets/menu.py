"""Lines of the staff menu that only some see."""

from wagtail.admin.menu import MenuItem


def menu_item_for(permission: str) -> type[MenuItem]:
    """A class of menu items that only holders of a permission see."""

    class PermittedMenuItem(MenuItem):
        def is_shown(self, request):
            return request.user.has_perm(permission)

    return PermittedMenuItem
