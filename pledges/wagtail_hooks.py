from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from pledges import changing, comparing, letters, personal_data, privacy, retention, staff_panels, waiting
from pledges.models import Entry
from pledges.states import PartnerState, State
from pledges.viewsets.entries import EntryViewSet
from pledges.viewsets.queue import ScreeningViewSet


@hooks.register("register_log_actions")
def register_entry_actions(actions):
    for name, label in {
        "pledges.entry.start": _("Draft started"),
        "pledges.entry.permissions": _("Publication permissions changed"),
        "pledges.entry.invite": _("Partner invited"),
        "pledges.retention.erase": _("Personal data erased on its date"),
        "pledges.entry.remind": _("Partner reminded"),
        "pledges.entry.interest": _("Wish to join registered"),
        "pledges.entry.interest_taken_back": _("Wish to join taken back"),
        "pledges.entry.interest_declined": _("Wish to join declined"),
        "pledges.partner.permissions": _("Use of name and logo answered"),
        "pledges.partner.bring": _("Somebody let write along"),
        "pledges.partner.take_out": _("Somebody writes along no longer"),
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


hooks.register("closing_moved", letters.closing_moved)
hooks.register("late_pass_changed", letters.late_pass)
hooks.register("register_todo", staff_panels.screening_to_do)
hooks.register("register_todo", staff_panels.drafts_to_know_of)
hooks.register("construct_campaign_overview", staff_panels.add_entries_panel)
hooks.register("register_personal_data", personal_data.sections)
hooks.register("tell_how_long", personal_data.how_long)
hooks.register("forget_person", privacy.forget)
hooks.register("register_chore", retention.erase_due)
hooks.register("register_chore", retention.drop_unused_tags)
hooks.register("register_todo", retention.erasing_to_know_of)
hooks.register("construct_campaign_overview", staff_panels.add_retention_panel)
hooks.register("register_chore", waiting.remind_waiting)
hooks.register("register_chore", waiting.close_unanswered)
hooks.register("register_chore", comparing.compare_due)
hooks.register("register_chore", changing.end_changes)
hooks.register("register_chore", changing.remind_recalled)


@hooks.register("organisation_is_named")
def stands_in_entries(organisation) -> bool:
    return Entry.objects.being_read().involving([organisation]).exists()
