"""Making a round anew from an earlier one, of this campaign or of another."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from judging import seats
from judging.models import Criterion, Panel, Round
from judging.permissions import demand_office
from judging.states import JurorState

# What a copy takes over from the round, and from each criterion and panel.
OF_ROUND = (
    *("name", "jurors_per_entry", "is_calibration", "entrance", "best"),
    *("is_blind", "sees_ballots", "sees_comments", "submitter_may_edit", "joint_filing"),
)
OF_CRITERION = (
    *("label", "guidance", "weight", "levels", "kind", "order"),
    *("is_required", "allows_not_applicable", "allows_cannot_judge"),
)
OF_PANEL = ("name", "kind", "languages")


@transaction.atomic
def copy_round(source: Round, campaign, *, with_jurors: bool = False, by) -> Round:
    """Give a campaign a round like `source`: rights, rule, criteria and panels – no entries, no ballots.

    It becomes the campaign's last round. Its moments lie as many days from the closing of the campaign
    as those of the source did from theirs, at the same time of day. Jurors, if wanted, are invited anew.
    """
    for one in (source.campaign, campaign):
        demand_office(by, campaign=one)
    last = campaign.rounds.order_by("order").last()
    made = Round.objects.create(
        campaign=campaign,
        order=last.order + 1 if last else 1,
        scoring_starts_at=shifted(source.scoring_starts_at, source.campaign, campaign),
        scoring_ends_at=shifted(source.scoring_ends_at, source.campaign, campaign),
        **{field: getattr(source, field) for field in OF_ROUND},
    )
    for criterion in source.criteria.all():
        fields = {field: getattr(criterion, field) for field in OF_CRITERION}
        Criterion.objects.create(round=made, **fields)
    for panel in source.panels.order_by("pk"):
        _copy_panel(panel, made, with_jurors=with_jurors, by=by)
    log(instance=made, action="judging.round.copy", user=by, data={"from": source.pk})
    return made


def _copy_panel(panel: Panel, this: Round, *, with_jurors, by):
    made = Panel.objects.create(round=this, **{field: getattr(panel, field) for field in OF_PANEL})
    # Themes are another campaign's own, but go by the same short names from year to year.
    slugs = panel.themes.values_list("slug", flat=True)
    made.themes.set(this.campaign.themes.filter(slug__in=list(slugs)))
    if with_jurors:
        sat = panel.jurors.filter(state__in=[JurorState.ACCEPTED, JurorState.INVITED], user__is_active=True)
        for email in sat.order_by("pk").values_list("user__email", flat=True):
            seats.invite(made, email, by=by)


def shifted(moment: datetime, source, campaign) -> datetime:
    """A moment of one campaign's calendar on another's: as many days after closing, at the same hour."""
    local = moment.astimezone(source.zone)
    days = local.date() - source.closes_at.astimezone(source.zone).date()
    day = campaign.closes_at.astimezone(campaign.zone).date() + days
    return datetime.combine(day, local.time(), tzinfo=campaign.zone)
