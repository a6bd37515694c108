import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.blocks import CallToActionBlock, LinkBlock
from cms.models import CampaignPage, NewsPage
from pledges.states import PartnerState
from tests import make, make_pages
from tests.addresses import english
from tests.staff import client_of

pytestmark = pytest.mark.django_db


def test_a_campaign_has_one_page_per_language():
    hosts = make_pages.campaign_pages()
    twin = CampaignPage(
        title="Toinen",
        slug="toinen",
        campaign=hosts["fi"].campaign,
        locale=Locale.objects.get(language_code="fi"),
    )
    with pytest.raises(ValidationError) as refused:
        twin.clean()
    assert list(refused.value.message_dict) == ["campaign"]
    hosts["fi"].clean()


def test_a_page_copied_for_translation_shares_the_campaign():
    hosts = make_pages.campaign_pages(slugs={"fi": "kampanja"})
    copy = hosts["fi"].copy_for_translation(Locale.objects.get(language_code="sv"))
    assert (copy.campaign, copy.live, copy.translation_key) == (
        hosts["fi"].campaign,
        False,
        hosts["fi"].translation_key,
    )
    copy.clean()


@pytest.mark.parametrize("block", [LinkBlock(), CallToActionBlock()])
@pytest.mark.parametrize("target", [{}, {"page": True, "address": "https://example.org/"}])
def test_a_link_leads_to_a_page_or_to_an_address_and_never_to_both(block, target):
    home = make_pages.site()["fi"]
    value = {
        "text": "Lue",
        "page": home if target.get("page") else None,
        "address": target.get("address", ""),
    }
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value | {"page": value["page"] and home.pk}))


def test_a_link_to_a_page_in_another_language_says_so(client):
    home = make_pages.site()["fi"]
    link = {"text": "Flyktinghjälpen", "page": None, "address": "https://example.org/", "language": "sv"}
    body = [("links", {"heading": "Lue lisää", "links": [link]})]
    make_pages.content(home, slug="linkit", body=body)
    html = client.get("/fi/linkit/").content.decode()
    assert '<a href="https://example.org/" hreflang="sv"><span lang="sv">Flyktinghjälpen</span></a>' in html
    assert "(ruotsi)" in html


def test_a_quotation_names_person_title_and_organisation(client):
    quote = {"text": "Hyvä.", "person": "Varpu Taarna", "title": "erityisasiantuntija", "organisation": "TEM"}
    make_pages.content(make_pages.site()["fi"], slug="sitaatti", body=[("quote", quote)])
    html = client.get("/fi/sitaatti/").content.decode()
    assert "<strong>Varpu Taarna</strong>, erityisasiantuntija, TEM</figcaption>" in html


def test_a_draft_page_is_not_found(client):
    home = make_pages.site()["fi"]
    make_pages.content(home, slug="luonnos", live=False)
    assert client.get("/fi/luonnos/").status_code == 404


def test_the_home_shows_campaigns_entries_and_news(client):
    homes = make_pages.site()
    hosts = make_pages.campaign_pages(homes=homes)
    lists = make_pages.news_lists(homes)
    article = make_pages.news(lists["sv"], slug="nyhet", title="Nyhet")
    entry = make.entry(campaign=hosts["sv"].campaign, state="accepted", published=True)
    elsewhere = make.entry(state="accepted", published=True)
    home = client.get("/sv/").context["home"]
    assert [front.page for front in home.campaigns] == [hosts["sv"]]
    assert [one.entry.reference for one in home.entries] == [entry.reference]
    assert elsewhere.reference not in [one.entry.reference for one in home.entries]
    assert home.news == [article]


def test_editors_can_preview_every_kind_of_page():
    homes = make_pages.site()
    hosts = make_pages.campaign_pages(homes=homes)
    lists = make_pages.news_lists(homes)
    shown = [
        homes["sv"],
        hosts["sv"],
        make_pages.programme_pages(hosts)["sv"],
        lists["sv"],
        make_pages.news(lists["sv"], slug="nyhet", campaign=hosts["sv"].campaign),
        make_pages.content(homes["sv"], slug="rad", live=False),
        NewsPage(title="Utkast", slug="utkast", lead="Nytt.", path=lists["sv"].path + "0009", depth=4),
    ]
    assert [page.make_preview_request().status_code for page in shown] == [200] * 7


def test_a_preview_may_stand_in_the_editors_own_frame():
    homes = make_pages.site()
    editor, page = client_of("Editor"), make_pages.content(homes["sv"], slug="rad", title="Råd")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = nested_form_data(
        {"title": "Goda råd", "slug": "rad", "body": streamfield([]), "plain_body": streamfield([])}
    )
    assert editor.post(address, sent).json() == {"is_valid": True, "is_available": True}
    preview = editor.get(f"{address}?in_preview_panel=true")
    policy = preview["Content-Security-Policy"]
    assert ("Goda råd" in preview.text, "frame-ancestors 'self'" in policy) == (True, True)


@pytest.mark.parametrize("published", [True, False])
def test_who_filed_an_entry_and_its_partners_are_led_to_its_public_page_while_it_has_one(client, published):
    hosts, author = make_pages.campaign_pages(), make.user()
    entry = make.entry(campaign=hosts["en"].campaign, author=author, state="accepted", published=published)
    partner = make.partner(entry, state=PartnerState.CONFIRMED)
    with translation.override("en"):
        public = f'href="{hosts["en"].entry_address(entry.reference)}"'
    assert (public in client.get(english("pledges:partnership", partner.own_key)).text) == published
    client.force_login(author)
    assert (public in client.get(english("pledges:entry_status", entry.uuid)).text) == published
