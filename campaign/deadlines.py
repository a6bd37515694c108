"""Moments of a campaign: which phase it is in, what that allows, and who has a moment of its own.

Closing is inclusive to the second: with closing time 23:59:59 an entry that arrives during that second
is in time, and so is the whole minute that is shown, 23:59. What is shown is what is enforced; only the
minutes of grace are never shown.
"""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from campaign.states import RIGHTS, Ground, Phase, Right

# What a late pass gives back to its organisation after closing.
OF_A_LATE_PASS = frozenset({Right.WRITE, Right.SUBMIT})


def end_of(moment: datetime) -> datetime:
    """The first instant after the second of a closing moment."""
    # In UTC, because adding to a local time forgets which of the two hours of a long night it is in.
    return moment.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)


def phase_of(campaign, at: datetime | None = None) -> Phase:
    """The phase at a moment (default now)."""
    at = at or timezone.now()
    if at < campaign.opens_at:
        return Phase.COMING
    if at < end_of(campaign.closes_at):
        return Phase.CALL
    if at < campaign.announces_at:
        return Phase.ASSESSMENT
    return Phase.ANNOUNCED


def ground(campaign, right: str, at: datetime | None = None, *, organisation=None) -> Ground | None:
    """On what ground a right is granted at a moment (default now), None if it is not.

    After closing, and before the results, an organisation may have a late pass; and for some minutes
    of grace everybody's draft may still be sent.
    """
    at = at or timezone.now()
    phase = phase_of(campaign, at)
    if right in RIGHTS[phase]:
        return Ground.PHASE
    if phase != Phase.ASSESSMENT:
        return None
    own = late_pass(campaign, organisation) if organisation and right in OF_A_LATE_PASS else None
    if own and own.lasts(at):
        return Ground.LATE_PASS
    if right == Right.SUBMIT and at < end_of(campaign.closes_at) + timedelta(minutes=campaign.grace_minutes):
        return Ground.GRACE
    return None


def allows(campaign, right: str, at: datetime | None = None, *, organisation=None) -> bool:
    """Whether a right is granted at a moment (default now), to an organisation if one is named."""
    return ground(campaign, right, at, organisation=organisation) is not None


def late_pass(campaign, organisation):
    """The late pass that an organisation holds, if any; it may have run out."""
    # They are few, and loaded beforehand where many entries are shown.
    passes = campaign.late_passes.all()
    held = [one for one in passes if one.organisation_id == organisation.pk and not one.taken_back_at]
    return held[0] if held else None


def closing_for(campaign, organisation) -> datetime:
    """The last second in which an organisation may send, as it is shown to it."""
    own = late_pass(campaign, organisation)
    return max(campaign.closes_at, own.until) if own else campaign.closes_at


def has_published(campaign, at: datetime | None = None) -> bool:
    """Whether entries of the campaign may be shown to the public yet."""
    return campaign.publishes_at <= (at or timezone.now())


def next_moment(campaign, at: datetime | None = None) -> tuple[str, datetime] | None:
    """What comes next in the life of the campaign: the name of the moment and the moment itself."""
    at = at or timezone.now()
    names = ("opens_at", "closes_at", "publishes_at", "announces_at")
    coming = [(moment, name) for name in names if (moment := getattr(campaign, name)) > at]
    if not coming:
        return None
    moment, name = min(coming)
    return campaign._meta.get_field(name).verbose_name, moment
