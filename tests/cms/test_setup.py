import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Site

from cms.models import HomePage, SiteSettings
from cms.setup import make_site
from tests import make

pytestmark = pytest.mark.django_db


def test_a_site_has_one_home_per_language_that_are_translations_of_each_other():
    homes = make_site(["fi", "sv", "en"], name="Lupaus")
    assert [(code, home.url, home.title) for code, home in homes.items()] == [
        ("fi", "/fi/", "Lupaus"),
        ("sv", "/sv/", "Lupaus"),
        ("en", "/en/", "Lupaus"),
    ]
    assert len({home.translation_key for home in homes.values()}) == 1


def test_the_welcome_page_goes_and_the_default_site_starts_at_the_first_language():
    homes = make_site(["sv", "fi"], name="Löften")
    site = Site.objects.get()
    assert (site.root_page_id, site.site_name, site.hostname, site.port) == (
        homes["sv"].pk,
        "Löften",
        "localhost",
        8000,
    )
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["sv", "fi"]
    assert SiteSettings.objects.get(site=site).name.data == {"sv": "Löften", "fi": "Löften"}


def test_making_the_site_again_changes_nothing_that_editors_have_changed():
    home = make_site(["fi", "sv"], name="Lupaus")["fi"]
    home.title = "Lupausten talo"
    home.save_revision().publish()
    SiteSettings.objects.update(name={"fi": "Talo"})
    before = list(Page.objects.values()), list(SiteSettings.objects.values())
    make_site(["fi", "sv"], name="Muu")
    assert (list(Page.objects.values()), list(SiteSettings.objects.values())) == before


def test_a_language_added_later_gets_its_home():
    make_site(["fi"], name="Lupaus")
    assert list(make_site(["fi", "sv"], name="Lupaus")) == ["fi", "sv"]
    assert HomePage.objects.count() == 2


def test_editors_may_add_change_and_publish_below_every_home_and_nobody_else_may():
    make_site(["fi", "sv"])
    rights = GroupPagePermission.objects.all()
    assert sorted(rights.values_list("group__name", "page__slug", "permission__codename")) == [
        ("Editor", slug, codename)
        for slug in ("fi", "sv")
        for codename in ("add_page", "change_page", "publish_page")
    ]
    assert list(Group.objects.filter(name__in=["Editors", "Moderators"])) == []


@pytest.mark.parametrize(
    ("role", "status"), [("Editor", 200), ("Juror", 302), ("Screener", 302), (None, 403)]
)
def test_only_editors_open_pages_news_and_the_site_s_settings(client, role, status):
    make_site(["fi", "sv"])
    client.force_login(make.user(role=role), backend="django.contrib.auth.backends.ModelBackend")
    settings = SiteSettings.objects.get()
    addresses = [
        f"/admin/pages/{settings.site.root_page_id}/",
        "/admin/news/",
        f"/admin/settings/cms/sitesettings/{settings.site_id}/",
    ]
    assert [client.get(address).status_code for address in addresses] == [status] * 3
