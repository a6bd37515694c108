"""What a member of staff must do now: one list on the first staff screen, filled by every package.

A package adds to it with `hooks.register("register_todo")`: a function of the request that returns
`Todo` items. It decides by the person's permissions whether there is anything to do.
"""

from dataclasses import dataclass

from wagtail import hooks
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class Todo:
    """One line: what is to be done, where, and until when, in words."""

    text: str
    link: str
    action: str
    note: str = ""
    order: int = 100


class TodoPanel(Component):
    name = "todo"
    order = 10
    template_name = "people/admin/todo.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        items = [item for collect in hooks.get_hooks("register_todo") for item in collect(request)]
        return {"todos": sorted(items, key=lambda item: item.order)}
