from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation
from wagtail import hooks
from wagtail.models import Page, Site

from cms import epochs
from cms.models import SiteSettings
from cms.navigation import MenuItem, Navigation
from tests import make, make_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """Homes with a campaign, a page in the menu, one outside it and data protection in the footer."""
    homes = make_pages.site()
    campaign = make.campaign()
    make_pages.campaign_pages(campaign, homes)
    for code, slug in {"fi": "tietoa", "sv": "om", "en": "about"}.items():
        make_pages.content(homes[code], slug=slug, title=slug.title(), show_in_menus=True)
        make_pages.content(homes[code], slug=f"{slug}-2", title="Hidden")
    notice = make_pages.content(homes["fi"], slug="tietosuoja", title="Tietosuoja")
    make_pages.content(homes["sv"], slug="dataskydd", title="Dataskydd", translation_of=notice)
    SiteSettings.objects.update(
        name=make.words("Lupaukset", "Löften", "Pledges"),
        footer=make.words("Ministeriö", "Ministeriet", "The ministry"),
        data_protection_page=notice,
    )
    return campaign


def navigation(path) -> Navigation:
    return Navigation(RequestFactory().get(path))


def test_the_frame_is_in_the_reader_s_language(site):
    with translation.override("sv"):
        frame = navigation("/sv/samarbetskampanj/")
        assert (frame.site_name, frame.home, frame.footer) == ("Löften", "/sv/", "Ministeriet")
        assert frame.menu == [
            MenuItem("Samarbetskampanj", "/sv/samarbetskampanj/", True),
            MenuItem("Om", "/sv/om/", False),
            MenuItem(translation.gettext("Search"), reverse("search"), False),
        ]
        assert frame.data_protection == MenuItem("Dataskydd", "/sv/dataskydd/", False)


def test_a_page_that_is_not_translated_is_left_out_of_the_footer(site):
    with translation.override("en"):
        assert navigation("/en/").data_protection is None


def test_the_footer_leads_to_feedback_about_the_page_but_tells_no_key():
    with translation.override("sv"):
        form = reverse("accessibility_feedback")
        secret = "/sv/inbjudan/0ab6ed2b-6d0b-4d4a-a8b2-f3b4ad6e9d0c/"
        found = [navigation(path).accessibility_feedback for path in ("/sv/om/", secret, form)]
        assert found == [f"{form}?from=%2Fsv%2Fom%2F", form, form]


def test_the_call_to_action_is_the_open_campaign(site):
    with translation.override("fi"):
        assert navigation("/fi/").open_campaign == (
            site,
            MenuItem("Kumppanuuskampanja", "/fi/kumppanuuskampanja/", False),
        )


def test_a_closed_campaign_calls_nobody():
    make_pages.campaign_pages(make.campaign(**make.closed()))
    with translation.override("fi"):
        assert navigation("/fi/").open_campaign is None


def test_of_two_open_campaigns_the_newest_calls(site):
    newer = make.campaign(opens_at=site.closes_at - (site.closes_at - site.opens_at) / 2)
    make_pages.campaign_pages(newer, make_pages.site(), slugs={"fi": "uusi"}, title="Uusi")
    with translation.override("fi"):
        assert navigation("/fi/").open_campaign == (newer, MenuItem("Uusi", "/fi/uusi/", False))


def around(path) -> tuple:
    frame = navigation(path)
    return frame.site_name, len(frame.menu), frame.data_protection.title, frame.open_campaign is not None


def test_the_whole_frame_takes_three_queries_once_and_then_the_stamps_alone(site, django_assert_num_queries):
    with translation.override("fi"):
        epochs.now()  # what a process knows of the whole site
        with django_assert_num_queries(4):
            first = around("/fi/haku/")
        with django_assert_num_queries(1):
            assert around("/fi/haku/") == first == ("Lupaukset", 3, "Tietosuoja", True)


def test_each_language_has_its_own_frame(site):
    for code, name in {"fi": "Lupaukset", "sv": "Löften", "en": "Pledges"}.items():
        with translation.override(code):
            assert [navigation(f"/{code}/").site_name for _time in range(2)] == [name] * 2


def test_what_editors_change_frames_the_next_page(site):
    with translation.override("fi"):
        assert around("/fi/haku/") == ("Lupaukset", 3, "Tietosuoja", True)
        about = Page.objects.get(slug="tietoa")
        about.specific.unpublish()
        named = SiteSettings.objects.get()
        named.name = make.words("Toiset")
        named.save()
        site.closes_at = timezone.now() - timedelta(days=1)
        site.save()
        assert around("/fi/haku/") == ("Toiset", 2, "Tietosuoja", False)


def test_a_call_that_closes_calls_nobody_from_that_moment(site):
    with translation.override("fi"):
        assert navigation("/fi/").open_campaign is not None
        with time_machine.travel(site.closes_at + timedelta(seconds=2), tick=False):
            assert navigation("/fi/").open_campaign is None


def test_with_several_sites_each_has_its_own_frame(site):
    other = Site.objects.create(hostname="toinen.example", root_page=Site.objects.get().root_page)
    SiteSettings.objects.create(site=other, name=make.words("Toinen"))
    with translation.override("fi"):
        named = [
            Navigation(RequestFactory().get("/fi/", headers={"host": host})).site_name
            for host in ("localhost", "toinen.example", "localhost")
        ]
    assert named == ["Lupaukset", "Toinen", "Lupaukset"]


def test_without_a_site_the_frame_is_empty_but_stands(db):
    Site.objects.all().delete()
    frame = navigation("/fi/")
    with translation.override("fi"):
        assert (frame.site_name, frame.open_campaign, frame.data_protection) == ("Lupaus", None, None)
        assert [item.address for item in frame.menu] == [reverse("search")]


def test_a_package_adds_its_link_to_the_foot_of_every_page(site, client):
    with hooks.register_temporarily("register_footer_link", lambda: ("Kartta", "/kartta/")):
        links = BeautifulSoup(client.get("/fi/").content, "html.parser").select(".site-footer li a")
    assert ("Kartta", "/kartta/") in [(link.text, link["href"]) for link in links]


@pytest.mark.parametrize(("role", "leads"), [("Juror", True), ("", False)])
def test_staff_find_their_way_back_from_the_public_pages(site, client, role, leads):
    client.force_login(make.user(role=role) if role else make.user())
    links = BeautifulSoup(client.get("/fi/").content, "html.parser").select(".site-footer li a")
    assert ("/admin/" in [link["href"] for link in links]) == leads
