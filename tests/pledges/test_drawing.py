"""Stencils draw what their templates draw from the public record."""

import html
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from people.lemmas.hyphens import hyphenated
from pledges.gallery import drawing
from pledges.models import Entry, Translation
from pledges.open_data import public_records
from pledges.stencils import Stencil, hole
from tests import make
from tests.pledges.gallery_makers import gallery, public

pytestmark = pytest.mark.django_db

AROUND = drawing.Surroundings(
    "/c/", "/c/entries/", f"/c/entries/{hole('reference')}/", f"/c/organisations/{hole('organisation_id')}/"
)


@pytest.fixture
def campaign():
    return make.campaign(**make.announced())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("view", ["cards", "list"])
def test_a_card_from_memory_is_the_card_that_the_template_makes_of_the_record(campaign, language, view):
    theme = make.theme(campaign, label=make.words("Työ & <b>", "Arbete", "Work"), palette=4)
    public(campaign, themes=[theme], title="<script>alert(1)</script>", summary="”A & B” 'c' \"d\"")
    together = public(campaign, municipality_id="837", image="x", image_alt="Kuva", language="sv")
    make.partner(together, state="confirmed")
    make.partner(together, state="corrected")
    translated = public(campaign, state="selected", region_id="01")
    words = {"title": "Löfte", "summary": "Vi lovar.", "description": "Allt.", "origin": "machine"}
    Translation.objects.create(entry=translated, language="sv", made_from="before", **words)
    unnamed = make.entry(campaign=campaign, state="accepted", kind="initiative")
    make.permission(unnamed)
    with translation.override(language):
        areas = {e.reference: str(e.municipality or e.region or "") for e in Entry.objects.all()}
        shown = gallery(campaign, f"sort=newest&view={view}")
        faces = shown.screen.faces
        records = public_records(Entry.objects.public().newest_first().for_cards())
        assert len(records) == 4
        for face, record in zip(faces, records, strict=True):
            address = f"/c/entries/{record.reference}/"
            assert face.area == areas[record.reference]
            entry = SimpleNamespace(**vars(record), area=face.area) if view == "list" else record
            named = f"/c/organisations/{record.organisation_id}/" if record.organisation else ""
            context = {"entry": entry, "address": address, "organisation_address": named}
            wanted = render_to_string(drawing._CARD[view], context)
            assert drawing.card(face, AROUND, view) == wanted


def test_the_first_pictures_are_fetched_at_once_and_the_rest_when_they_come_near(campaign):
    for number in range(5):
        public(campaign, image="x" if number % 2 else "", image_alt="Kuva")
    drawn = BeautifulSoup(draw(campaign), "html.parser").select("img.picture")
    assert [(one.get("fetchpriority"), one.get("loading")) for one in drawn] == [
        ("high", None),
        (None, None),
        (None, None),
        (None, "lazy"),
        (None, "lazy"),
    ]
    assert [(one["width"], one["height"]) for one in drawn] == [("480", "320")] * 5


@pytest.mark.parametrize("view", ["cards", "list"])
def test_a_long_title_is_divided_and_a_hole_never_is(campaign, view):
    public(campaign, title="Kumppanuuskampanja", language="fi")
    for _ in range(2):  # into a stencil that is new, and into one that is kept
        markup = drawing.card(gallery(campaign).screen.faces[0], AROUND, view)
        assert ">Kumppanuus\u00adkampanja</a>" in markup
    with translation.override("fi"):
        template = Template("{% load languages %}{{ title|hyphenated }}")
        assert template.render(Context({"title": hole("kampanjasivu")})) == hole("kampanjasivu")


def test_a_hole_that_somebody_writes_into_a_text_stays_text(campaign):
    public(campaign, title=hole("summary"), summary="Salaisuus")
    face = gallery(campaign).screen.faces[0]
    markup = drawing.card(face, AROUND)
    assert (markup.count("Salaisuus"), hyphenated(hole("summary"), "fi") in markup) == (1, True)


def test_what_is_filled_in_is_escaped_and_markup_stays_markup():
    stencil = Stencil(f"<p title='{hole('a')}'>{hole('b')}{hole('a')}</p>")
    assert stencil.fill({"a": "<'\"&>", "b": SafeString("<b>")}) == (
        "<p title='&lt;&#x27;&quot;&amp;&gt;'><b>&lt;&#x27;&quot;&amp;&gt;</p>"
    )


def draw(campaign, query="") -> str:
    shown = gallery(campaign, query)
    return f"{drawing.form(shown)}{drawing.results(shown, AROUND)}"


def links(markup: str, inside: str) -> dict[str, str]:
    part = markup.split(inside, 1)[1].split("</nav>")[0].split("</ul>")[0]
    found = re.findall(r'href="([^"]*)"[^>]*>(.*?)</a>', part, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", label).strip(): html.unescape(address) for address, label in found}


def test_the_form_carries_what_is_chosen_and_how_many_each_choice_leaves(campaign):
    with translation.override("en"):
        public(campaign, region_id="01")
        public(campaign, kind="initiative")
        markup = draw(campaign, "kind=pledge&region=01&sort=title&view=list&q=%22x%3C")
    assert 'value="pledge" checked><span><bdi>Pledge</bdi> <span class="number">0</span>' in markup
    assert (
        '<input type="hidden" name="sort" value="title"><input type="hidden" name="view" value="list">'
        in markup
    )
    assert 'value="01" selected>Uusimaa (0)' in markup
    assert 'name="q" value="&quot;x&lt;"' in markup
    assert "Filter (2)" in markup


def test_orders_and_views_keep_what_is_chosen(campaign):
    with translation.override("en"):
        public(campaign)
        markup = draw(campaign, "kind=pledge&view=list")
    assert links(markup, 'aria-label="Order"') == {
        "Drawn by lot": "?kind=pledge&view=list#entries",
        "Newest first": "?kind=pledge&view=list&sort=newest#entries",
        "A–Ö": "?kind=pledge&view=list&sort=title#entries",
        "Most partners": "?kind=pledge&view=list&sort=joined#entries",
    }
    assert links(markup, 'aria-label="View"') == {
        "Cards": "?kind=pledge#entries",
        "List": "?kind=pledge&view=list#entries",
        "Map": "?kind=pledge&view=map#entries",
    }


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "1 entry"),
        ("kind=initiative", "Nothing matches what you chose"),
        ("kind=initiative&view=list", "Nothing matches what you chose"),
        ("kind=initiative&view=map", "Entries by region"),
    ],
)
def test_what_was_found_is_said(campaign, query, said):
    with translation.override("en"):
        public(campaign)
        assert said in draw(campaign, query)


def test_words_that_find_nothing_lead_on(campaign):
    """To what may have been meant, if it stands here, and to the search of the whole site."""
    public(campaign, title="Keittiö auki")
    with translation.override("fi"):
        near, far = draw(campaign, "q=keitiö&kind=pledge"), draw(campaign, "q=xylofoni")
        chosen = draw(campaign, "kind=initiative")
    assert 'href="?kind=pledge&amp;q=keitti%C3%B6#entries"><bdi>keittiö</bdi></a>' in near
    assert ('#entries"><bdi>' in far, f'href="{reverse("search")}?q=xylofoni"' in far) == (False, True)
    assert reverse("search") not in chosen


def test_before_the_first_entry_and_before_publication_other_words_are_said(campaign):
    with translation.override("en"):
        assert "No entry has been published yet" in draw(campaign)
        campaign.publishes_at = timezone.now() + timedelta(days=1)
        for view in ("", "view=map"):
            assert "They are published from" in draw(campaign, view)


def tiles(markup: str) -> dict[str, tuple]:
    """Of each region on the map: its shade, where it leads, and whether it is marked."""
    found = re.findall(r'<li class="region-(\d+)"><a class="shade-(\d)"( href="[^"]+")?([^>]*)>', markup)
    return {code: (shade, html.unescape(link), marked) for code, shade, link, marked in found}


def test_the_map_shows_each_region_where_it_lies_with_the_numbers_of_the_table(campaign):
    with translation.override("en"):
        public(campaign, region_id="01")
        shown = tiles(draw(campaign, "view=map&kind=pledge"))
        other = tiles(markup := draw(campaign, "view=map&kind=pledge&municipality=091&region=06"))
    assert (len(shown), len(other)) == (19, 19)
    assert shown["01"] == ("4", ' href="?kind=pledge&view=map&region=01#entries"', "")
    assert (shown["06"], other["06"]) == (("0", "", ""), ("0", "", " aria-current=true"))
    cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", markup)]
    assert (len(cells), sum(cells)) == (21, 0)


def test_regions_without_entries_lead_nowhere_on_the_map_and_in_the_table(campaign):
    with translation.override("en"):
        public(campaign, region_id="01")
        markup = draw(campaign, "view=map")
    assert re.findall(r'<th scope="row"><a href="([^"]+)">(.*?)</a>', markup) == [
        ("?view=map&amp;region=01#entries", "Uusimaa")
    ]
    assert [link for _, link, _ in tiles(markup).values() if link] == [' href="?view=map&region=01#entries"']
    assert "<a>Åland</a>" in markup


def test_a_region_chosen_on_the_map_is_marked_and_its_entries_stand_beside_it(campaign):
    with translation.override("en"):
        public(campaign, title="Here", region_id="01")
        public(campaign, title="Elsewhere", region_id="06")
        before, after = draw(campaign, "view=map"), draw(campaign, "view=map&region=01")
    named = [re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a>", markup) for markup in (before, after)]
    assert named == [[], ["Here"]]
    assert tiles(after)["01"] == ("4", ' href="?view=map&region=01#entries"', " aria-current=true")
    assert tiles(after)["06"] == ("4", ' href="?view=map&region=06#entries"', "")
    assert links(after, 'aria-label="Order"')["A–Ö"] == "?region=01&view=map&sort=title#entries"
    cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", after)]
    assert (sum(cells[:19]), cells[19], cells[20]) == (2, 0, 2)


def test_regions_and_the_rest_add_up(campaign):
    with translation.override("en"):
        for _ in range(5):
            public(campaign, region_id="01")
        public(campaign, municipality_id="837")
        public(campaign)
        cells = [int(cell) for cell in re.findall(r"<td>(\d+)</td>", draw(campaign, "view=map"))]
        shades = re.findall(r'shade-([1-4])"', draw(campaign, "view=map"))
    assert (sum(cells[:19]), cells[19], cells[20], sorted(shades)) == (6, 1, 7, ["1", "4"])
