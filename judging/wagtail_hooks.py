from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from judging import personal_data, privacy, reads, todo, urls
from judging.log_lines import hidden_lines
from judging.models import Award
from judging.permissions import submitters_may_edit
from judging.standings import rounds_scoring
from judging.viewsets import RoundViewSet
from people.viewsets.menu import menu_item_for

rounds = RoundViewSet()
for_jurors = menu_item_for("judging.score_entry")
for_office = menu_item_for("judging.run_judging")


@hooks.register("register_admin_viewset")
def register_rounds():
    return rounds


@hooks.register("register_admin_urls")
def register_judging_addresses():
    return [path("judging/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_judging_menu():
    def item(menu_item_class, label, name, icon, order):
        return menu_item_class(label, reverse(f"judging:{name}"), icon_name=icon, order=order)

    items = [
        item(for_jurors, _("My entries to score"), "my_entries", "list-ul", 10),
        rounds.get_menu_item(order=20),
        item(for_office, _("Assignments"), "newest_assignments", "table", 30),
        item(for_office, _("Ranking"), "newest_ranking", "list-ol", 40),
        item(for_office, _("Decisions"), "newest_decisions", "tick-inverse", 50),
        item(for_office, _("Rehearsals"), "rehearsals", "view", 60),
    ]
    return SubmenuMenuItem(_("Judging"), Menu(items=items), icon_name="glasses", name="judging", order=300)


@hooks.register("insert_global_admin_css")
def judging_styles():
    sheet, without_script = static("judging/judging.css"), static("judging/without-script.css")
    return format_html(
        '<link rel="stylesheet" href="{}"><noscript><link rel="stylesheet" href="{}"></noscript>',
        sheet,
        without_script,
    )


@hooks.register("awarded_entries")
def announced_awards():
    return Award.objects.announced().values("entry")


hooks.register("register_todo", todo.jurors)
hooks.register("register_todo", todo.office)
hooks.register("register_todo", reads.alarms)
hooks.register("register_personal_data", personal_data.sections)
hooks.register("hide_log_lines", hidden_lines)
hooks.register("forget_person", privacy.forget)


@hooks.register("entry_may_be_reopened")
def rounds_let_it_be_changed(entry, at):
    return submitters_may_edit(rounds_scoring(entry, at))


@hooks.register("register_log_actions")
def register_judging_actions(actions):
    for name, label in {
        "judging.juror.invite": _("Juror invited"),
        "judging.juror.move": _("Juror’s answer or leave"),
        "judging.juror.set_limits": _("Load and languages of a juror set"),
        "judging.panel.choose_entries": _("Entries of a panel chosen"),
        "judging.campaign.rehearse": _("Rehearsal begun"),
        "judging.campaign.end_rehearsal": _("Rehearsal thrown away"),
        "judging.round.copy": _("Round copied"),
        "judging.round.pass": _("Entries marked as passed"),
        "judging.round.unpass": _("Entries no longer marked as passed"),
        "judging.round.pick": _("Entries picked for a round"),
        "judging.panel.assign_by_plan": _("Entries assigned by a plan"),
        "judging.panel.assign_by_file": _("Entries assigned by a file"),
        "judging.panel.keep_apart": _("Rule made that two jurors stay apart"),
        "judging.panel.require": _("Rule made that a juror must be there"),
        "judging.panel.drop_rule": _("Rule of assignment removed"),
        "judging.assignment.assign": _("Entry assigned"),
        "judging.assignment.unassign": _("Entry taken from a juror"),
        "judging.affirmation.affirm": _("Conflicts of interest affirmed"),
        "judging.recusal.recuse": _("Juror recused"),
        "judging.recusal.lift": _("Recusal lifted"),
        "judging.ballot.change_after_seeing": _("Ballot changed after seeing others"),
        "judging.redaction.keep": _("Redacted copy saved"),
        "judging.redaction.discard": _("Redacted copy thrown away"),
        "judging.round.recalculate": _("Totals recalculated after a change of weights"),
        "judging.scores.read": _("Scores read"),
        "judging.scores.alarm": _("Scores of very many entries read within a minute"),
        "judging.meeting_note.write": _("Note of a meeting written"),
        "judging.decision.decide": _("Decision recorded"),
        "judging.decision.move": _("Decision released"),
        "judging.award.award": _("Award given"),
        "judging.award.take_back": _("Award taken back"),
    }.items():
        actions.register_action(name, label, label)
