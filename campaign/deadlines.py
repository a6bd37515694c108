"""Moments of a campaign: which phase it is in, and what that allows."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from campaign.states import RIGHTS, Phase


def phase_of(campaign, at: datetime | None = None) -> Phase:
    """The phase at a moment (default now).

    Closing is inclusive to the second: with closing time 23:59:59 an entry that arrives during that
    second is in time.
    """
    at = at or timezone.now()
    if at < campaign.opens_at:
        return Phase.COMING
    # In UTC, because adding to a local time forgets which of the two hours of a long night it is in.
    if at < campaign.closes_at.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1):
        return Phase.CALL
    if at < campaign.announces_at:
        return Phase.ASSESSMENT
    return Phase.ANNOUNCED


def allows(campaign, right: str, at: datetime | None = None) -> bool:
    """Whether the campaign's phase grants a right at a moment (default now)."""
    return right in RIGHTS[phase_of(campaign, at)]


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
