from campaign.models.campaign import Campaign, Kind
from campaign.models.question import Question
from campaign.models.theme import TargetGroup, Theme

__all__ = ["Campaign", "Kind", "Question", "TargetGroup", "Theme"]
