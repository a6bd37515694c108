from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from pledges import privacy, staff_panels
from pledges.states import PartnerState, State
from pledges.viewsets.entries import EntryViewSet
from pledges.viewsets.queue import ScreeningViewSet


@hooks.register("register_log_actions")
def register_entry_actions(actions):
    for name, label in {
        "pledges.entry.start": _("Draft started"),
        "pledges.entry.permissions": _("Publication permissions changed"),
        "pledges.entry.invite": _("Partner invited"),
    }.items():
        actions.register_action(name, label, label)

    @actions.register_action("pledges.entry.move")
    class EntryMoved(LogFormatter):
        label = _("State changed")

        def format_message(self, log_entry):
            return f"{State(log_entry.data['from']).label} → {State(log_entry.data['to']).label}"

    @actions.register_action("pledges.partner.move")
    class PartnerMoved(LogFormatter):
        label = _("Partner answered")

        def format_message(self, log_entry):
            target = PartnerState(log_entry.data["to"]).label
            return _("Partner: %(state)s") % {"state": target}


@hooks.register("register_admin_viewset")
def register_desk():
    return [ScreeningViewSet(), EntryViewSet()]


hooks.register("register_todo", staff_panels.screening_to_do)
hooks.register("register_todo", staff_panels.drafts_to_know_of)
hooks.register("construct_campaign_overview", staff_panels.add_entries_panel)
hooks.register("register_personal_data", privacy.sections)
hooks.register("forget_person", privacy.forget)
