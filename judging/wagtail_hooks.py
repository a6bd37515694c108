from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_judging_actions(actions):
    for name, label in {
        "judging.assignment.assign": _("Entry assigned"),
        "judging.recusal.recuse": _("Juror recused"),
        "judging.decision.decide": _("Decision recorded"),
        "judging.decision.move": _("Decision released"),
        "judging.award.award": _("Award given"),
    }.items():
        actions.register_action(name, label, label)
