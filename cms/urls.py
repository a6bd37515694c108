from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.urls import serve_pattern

from cms import sitemaps
from cms.api import urls as open_data
from cms.serving import serve
from cms.views import public
from pledges.views.attachment import public_attachment
from pledges.views.organisations import logo
from pledges.views.public import entry_picture

# Addresses without a language in them.
neutral = [
    path("", public.front, name="front"),
    path("language/<slug:code>/", public.choose_language, name="choose_language"),
    path("campaign-accent/<str:colour>.css", public.accent, name="campaign_accent"),
    path(
        "entry-picture/<str:reference>-<int:width>.webp",
        entry_picture,
        {"kind": "webp"},
        name="entry_picture",
    ),
    path(
        "entry-picture/<str:reference>-<int:width>.avif",
        entry_picture,
        {"kind": "avif"},
        name="entry_picture_avif",
    ),
    path("organisation-logo/<str:key>.webp", logo, name="public_logo"),
    path("entry-file/<str:reference>/<int:file>/", public_attachment, name="entry_attachment"),
    re_path(
        r"^media/images/(?P<name>[\w-][\w.-]*\.(?P<kind>avif|webp))$", public.rendition, name="rendition"
    ),
    path("open-data/", public.open_data_front, name="open_data_front"),
    path("open-data/v1/", include(open_data.urlpatterns)),
    path("robots.txt", public.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap_index",
    ),
    path("sitemap-<section>.xml", sitemaps.section, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap"),
]

urlpatterns = [
    # Translators: parts of web addresses are in small letters without spaces, with the slash at the end.
    path(_("search/"), public.search, name="search"),
    path(_("open-data/"), public.open_data, name="open_data"),
    path(_("accessibility-statement/"), public.accessibility_statement, name="accessibility_statement"),
    # In front of Wagtail's own, under the same name; what follows "_util/" stays Wagtail's.
    re_path(serve_pattern.replace("^", "^(?!_util/)", 1), serve, name="wagtail_serve"),
]
