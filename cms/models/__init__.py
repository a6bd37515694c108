from cms.models.campaign import CampaignPage
from cms.models.home import ContentPage, HomePage
from cms.models.news import NewsPage
from cms.models.news_index import NewsIndexPage
from cms.models.programme import ProgrammePage
from cms.models.settings import SiteSettings
from cms.models.statement import AccessibilityStatement

__all__ = [
    "AccessibilityStatement",
    "CampaignPage",
    "ContentPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ProgrammePage",
    "SiteSettings",
]
