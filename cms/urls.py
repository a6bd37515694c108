from django.contrib.sitemaps import views as sitemaps
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from cms.sitemaps import SITEMAPS
from cms.views import public
from pledges.views.public import entry_picture

# Addresses without a language in them.
neutral = [
    path("", public.front, name="front"),
    path("campaign-accent/<str:colour>.css", public.accent, name="campaign_accent"),
    path("entry-picture/<str:reference>-<int:width>.webp", entry_picture, name="entry_picture"),
    re_path(r"^media/images/(?P<name>[\w-][\w.-]*\.webp)$", public.rendition, name="rendition"),
    path("robots.txt", public.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap_index",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]

# Translators: parts of web addresses are in small letters without spaces, with the slash at the end.
urlpatterns = [path(_("search/"), public.search, name="search")]
