from cms.models.campaign import CampaignPage, ProgrammePage
from cms.models.home import ContentPage, HomePage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.settings import SiteSettings

__all__ = [
    "CampaignPage",
    "ContentPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "ProgrammePage",
    "SiteSettings",
]
