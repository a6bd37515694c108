"""The public site with every kind of page in it, each as full as it gets."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone, translation

from campaign.models import Campaign
from judging import actions as judging
from people import pictures
from people.models import Purpose
from pledges import actions
from tests import make, make_pages
from tests.pictures import upload

LONG = "Maahanmuuttajanuorten työelämävalmennuskumppanuushanke"
CONTACT = {
    "name": "Meri",
    "title": "",
    "organisation": "TEM",
    "phone": "029 504 8256",
    "email": "m@tem.example",
}
FIGURE = {
    "value": "50 000",
    "label": "turvapaikanhakijaa",
    "is_about": True,
    "year": 2015,
    "source": "TEM",
}
BODY = [("text", "<h2>Otsikko</h2><p>Teksti</p>"), ("quote", {"text": "Hyvä.", "person": "Varpu"})]


def build() -> dict[str, str]:
    """Make it all; returns the addresses of the pages in Finnish, by what they are."""
    homes = make_pages.site()
    campaign = make.campaign(slogan=make.words("Jaa ideasi"), aim=make.words("Nopea kotoutuminen."))
    hosts = make_pages.campaign_pages(
        campaign, homes, contacts=[("contact", CONTACT)], key_figures=[("key_figure", FIGURE)]
    )
    for palette in range(1, 6):
        make.theme(campaign, slug=f"teema-{palette}", palette=palette)
    entries = [_public(campaign, title) for title in (LONG, "Talkoot", "Sauna")]
    now = timezone.now()
    judging.decide(entries[0], "selected", "Rohkea.", by=None)
    judging.award(entries[0], make.words("Palkinto"), make.words("Esimerkki."), by=None)
    Campaign.objects.update(closes_at=now - timedelta(days=2), announces_at=now - timedelta(days=1))
    judging.release(Campaign.objects.get(), by=None)
    programme = make_pages.programme_pages(hosts)
    lists = make_pages.news_lists(homes)
    news = make_pages.news(lists["fi"], slug="kutsu", campaign=campaign, body=BODY)
    pages = {"home": homes["fi"], "campaign": hosts["fi"], "programme": programme["fi"]}
    pages |= {"news list": lists["fi"], "news": news}
    with translation.override("fi"):
        found = {kind: page.url for kind, page in pages.items()}
        return found | _parts(hosts["fi"], entries[0]) | _doors(hosts["fi"].gallery_address)


def _parts(host, entry) -> dict[str, str]:
    """What stands below a campaign's page."""
    return {
        "gallery": host.gallery_address,
        "entry": host.entry_address(entry.reference),
        "themes": host.themes_address,
        "awards": host.awards_address,
        "theme": host.theme_address("teema-1"),
        "empty theme": host.theme_address("teema-5"),
        "organisation": host.organisation_address(entry.organisation.public_id),
        "partner": host.organisation_address(entry.partners.get().organisation.public_id),
    }


def _doors(gallery) -> dict[str, str]:
    search = reverse("search")
    return {
        "gallery with hits": f"{gallery}?q=talkoot",
        "gallery without": f"{gallery}?q=eiole",
        "search with hits": f"{search}?q=talkoot",
        "search without": f"{search}?q=eiole",
        "not found": "/fi/eiole/",
        "open data": reverse("open_data"),
    }


def _public(campaign, title):
    town = make.organisation(
        name=make.words(f"{LONG} {title} ry"),
        municipality_id="049",
        website=f"https://{LONG.lower()}.example/",
        logo=pictures.store(upload()),
    )
    themes = campaign.themes.all()[:2]
    entry = make.entry(
        campaign=campaign, title=title, organisation=town, themes=themes, municipality_id="049"
    )
    make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words(f"{LONG} ry")))
    actions.submit(entry, by=None)
    for purpose in Purpose:
        make.permission(entry, purpose)
    return actions.accept(entry, by=None)
