"""What everybody may know of a campaign."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PublicCampaign:
    """The texts are in the active language. Minutes of grace and late passes are nobody's business."""

    slug: str
    title: str
    slogan: str
    aim: str
    hashtag: str
    owner: str
    kinds: list[str]
    phase: str
    opens_at: datetime
    closes_at: datetime
    publishes_at: datetime
    announces_at: datetime
    time_zone: str
    themes: list[tuple[str, str, str]]
    target_groups: list[str]


def public_campaign(campaign) -> PublicCampaign:
    """Asks for the themes and target groups unless they were loaded beforehand."""
    return PublicCampaign(
        slug=campaign.slug,
        title=str(campaign),
        slogan=str(campaign.slogan),
        aim=str(campaign.aim),
        hashtag=campaign.hashtag,
        owner=str(campaign.owner),
        kinds=campaign.kinds,
        phase=campaign.phase.value,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        publishes_at=campaign.publishes_at,
        announces_at=campaign.announces_at,
        time_zone=campaign.time_zone,
        themes=[(theme.slug, str(theme), str(theme.description)) for theme in campaign.themes.all()],
        target_groups=[str(group) for group in campaign.target_groups.all()],
    )
