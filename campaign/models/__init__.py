from campaign.models.advice import Advice
from campaign.models.campaign import Campaign, Kind, PartnerRule
from campaign.models.choice import Choice
from campaign.models.extension import Extension
from campaign.models.late_pass import LatePass
from campaign.models.outage import Heartbeat, Outage
from campaign.models.question import Question
from campaign.models.reach import Reach
from campaign.models.stamp import Stamp
from campaign.models.theme import TargetGroup, Theme

__all__ = [
    "Advice",
    "Campaign",
    "Choice",
    "Extension",
    "Heartbeat",
    "Kind",
    "LatePass",
    "Outage",
    "PartnerRule",
    "Question",
    "Reach",
    "Stamp",
    "TargetGroup",
    "Theme",
]
