from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from judging import privacy, todo, urls
from judging.viewsets import PanelViewSet
from people.viewsets.menu import menu_item_for

panels = PanelViewSet()
for_jurors = menu_item_for("judging.score_entry")
for_office = menu_item_for("judging.run_judging")


@hooks.register("register_admin_viewset")
def register_panels():
    return panels


@hooks.register("register_admin_urls")
def register_judging_addresses():
    return [path("judging/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_judging_menu():
    def item(menu_item_class, label, name, icon, order):
        return menu_item_class(label, reverse(f"judging:{name}"), icon_name=icon, order=order)

    items = [
        item(for_jurors, _("My entries to score"), "my_entries", "list-ul", 10),
        panels.get_menu_item(order=20),
        item(for_office, _("Assignments"), "newest_assignments", "table", 30),
        item(for_office, _("Ranking"), "newest_ranking", "list-ol", 40),
        item(for_office, _("Decisions"), "newest_decisions", "tick-inverse", 50),
    ]
    return SubmenuMenuItem(_("Judging"), Menu(items=items), icon_name="glasses", name="judging", order=300)


@hooks.register("insert_global_admin_css")
def judging_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("judging/judging.css"))


hooks.register("register_todo", todo.jurors)
hooks.register("register_todo", todo.office)
hooks.register("forget_person", privacy.forget)


@hooks.register("register_log_actions")
def register_judging_actions(actions):
    for name, label in {
        "judging.juror.seat": _("Juror given a seat"),
        "judging.juror.withdraw": _("Juror withdrawn"),
        "judging.juror.bring_back": _("Juror brought back"),
        "judging.panel.assign_evenly": _("Entries assigned evenly"),
        "judging.assignment.assign": _("Entry assigned"),
        "judging.assignment.unassign": _("Entry taken from a juror"),
        "judging.recusal.recuse": _("Juror recused"),
        "judging.panel.recalculate": _("Totals recalculated after a change of weights"),
        "judging.decision.decide": _("Decision recorded"),
        "judging.decision.move": _("Decision released"),
        "judging.award.award": _("Award given"),
        "judging.award.take_back": _("Award taken back"),
    }.items():
        actions.register_action(name, label, label)
