"""What editors build pages from: shown as it is now, and seen before it is chosen."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.blocks import BodyBlock
from cms.campaign_blocks import EntriesBlock, StatisticsBlock
from cms.models import ContentPage
from pledges import actions
from pledges.states import PartnerState
from tests import make
from tests.pictures import upload
from tests.pledges.test_public_views import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(hosts):
    return hosts["en"].campaign


def shown(client, hosts, **block) -> str:
    """The page of an editor in English with one block of a kind."""
    [(kind, value)] = block.items()
    home = hosts["en"].get_parent()
    page = home.add_child(instance=ContentPage(title="Page", locale=home.locale))
    page.body = [(kind, BodyBlock().child_blocks[kind].to_python(value))]
    page.save_revision().publish()
    return client.get(page.get_url()).text


def of(campaign, **values) -> dict:
    return {"heading": "Look", "campaign": campaign.slug, "which": "newest", "most": "3"} | values


def test_steps_are_numbered_and_questions_open(client, hosts):
    steps = {"heading": "How", "steps": [{"title": "Write", "text": "a line"}, {"title": "Send", "text": ""}]}
    html = shown(client, hosts, steps=steps)
    assert (
        '<ol class="steps"><li><h3>Write</h3><p class="small">a line</p></li><li><h3>Send</h3></li></ol>'
        in html
    )
    asked = {"heading": "Questions", "questions": [{"question": "Who?", "answer": "<p>All</p>"}]}
    html = shown(client, hosts, accordion=asked)
    assert (
        '<details class="question"><summary>Who?</summary><div class="text"><p>All</p></div></details>'
        in html
    )


def test_in_the_editor_each_step_and_question_says_what_it_is_and_shut_which():
    rows = [BodyBlock().child_blocks["steps"].child_blocks["steps"]]
    rows.append(BodyBlock().child_blocks["accordion"].child_blocks["questions"])
    named = [(row.child_block.label, row.child_block.meta.label_format) for row in rows]
    assert named == [("Step", "{title}"), ("Question", "{question}")]


def test_a_video_is_a_link_of_which_the_other_site_learns_nothing(client, hosts):
    value = {"title": "Film", "address": "https://www.video.example/1", "minutes": 1, "has_captions": True}
    html = shown(client, hosts, video=value)
    assert '<a href="https://www.video.example/1" rel="noopener nofollow">Film</a>' in html
    assert "Opens at video.example. 1 minute. With captions." in html
    assert "<iframe" not in html


def test_a_file_says_its_kind_and_size(client, hosts):
    document = get_document_model().objects.create(title="Guide", file=ContentFile(b"x" * 2048, "guide.txt"))
    html = shown(client, hosts, download={"document": document.pk, "text": ""})
    assert f'<a class="download" href="{document.url}">Guide</a>' in html
    assert "(TXT, 2.0\xa0KB)" in html


def test_the_newest_entries_are_shown_and_leave_with_their_permission(client, hosts, campaign):
    first, *others = [publish(campaign, title=f"Talkoot {number}") for number in range(4)]
    html = shown(client, hosts, entries=of(campaign))
    assert [f"Talkoot {number}" in html for number in range(4)] == [False, True, True, True]
    actions.withdraw(others[-1], by=None)
    page = ContentPage.objects.get()
    assert "Talkoot 3" not in client.get(page.get_url()).text
    assert "Talkoot 0" in client.get(page.get_url()).text
    assert first.title == "Talkoot 0"


def test_a_card_keeps_the_number_of_partners_beside_their_word(client, hosts, campaign):
    entry = publish(campaign)
    make.partner(entry, state=PartnerState.CONFIRMED, may_use_name=True)
    assert "together with 1&nbsp;partner<" in shown(client, hosts, entries=of(campaign))


def test_those_of_a_theme_and_those_chosen_by_number_in_the_editor_s_order(client, hosts, campaign):
    one, two, three = (publish(campaign, title=f"Talkoot {number}") for number in range(3))
    theme = make.theme(campaign, slug="koti")
    one.themes.set([theme])
    html = shown(client, hosts, entries=of(campaign, which="theme", theme=f"{campaign.slug}/koti"))
    assert [f"Talkoot {number}" in html for number in range(3)] == [True, False, False]
    ContentPage.objects.get().delete()
    chosen = [three.reference.lower(), "KOTI-999", two.reference]
    html = shown(client, hosts, entries=of(campaign, which="chosen", references=chosen))
    assert html.index("Talkoot 2") < html.index("Talkoot 1")
    assert "Talkoot 0" not in html


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"which": "theme"}, "theme", "Choose a theme of this campaign."),
        ({"which": "theme", "theme": "muu/koti"}, "theme", "Choose a theme of this campaign."),
        ({"which": "chosen"}, "references", "Give at least one reference number."),
    ],
)
def test_a_choice_that_shows_nothing_is_refused_at_its_field(campaign, values, field, words):
    other = make.theme(make.campaign(slug="muu"), slug="koti")
    block = EntriesBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.to_python(of(campaign, theme="", references=[]) | values))
    assert (other.slug, {name: one.messages for name, one in error.value.block_errors.items()}) == (
        "koti",
        {field: [words]},
    )


def test_a_table_of_statistics_is_drawn_where_it_tells_something(client, hosts, campaign):
    value = {"campaign": campaign.slug, "table": "kind"}
    assert "chart-kind" not in shown(client, hosts, statistics=value)
    for _ in range(6):
        publish(campaign)
    assert 'aria-labelledby="chart-kind"' in client.get(ContentPage.objects.get().get_url()).text


@pytest.mark.parametrize(
    ("kind", "rest"), [("statistics", {"table": "kind"}), ("entries", {"heading": "Look", "which": "newest"})]
)
def test_a_preview_says_why_a_block_shows_nothing_and_readers_are_told_nothing(hosts, kind, rest):
    closed = make.campaign(slug="suljettu", title=make.words("Shut"))
    page = hosts["en"].get_parent().add_child(instance=ContentPage(title="Page", locale=hosts["en"].locale))

    def told(slug, **attributes):
        value = (
            BodyBlock().child_blocks[kind].to_python({"campaign": slug, "most": "3", "references": []} | rest)
        )
        page.body = [(kind, value)]
        shown = page.make_preview_request() if attributes else Client().get(page.get_url())
        main = BeautifulSoup(shown.render().content if attributes else shown.content, "html.parser").main
        return [notice.get_text(strip=True) for notice in main.select(".notice")]

    campaign = hosts["en"].campaign
    assert [told(slug, preview=True) for slug in ("", closed.slug, campaign.slug)] == [
        ["Readers see nothing here: no campaign is chosen."],
        ["Readers see nothing here: the pages of “Shut” are not open to everybody."],
        [f"Readers see nothing here yet: too little of “{campaign}” is public."],
    ]
    page.save_revision().publish()
    assert told(campaign.slug) == []


@pytest.mark.parametrize("name", sorted(BodyBlock().child_blocks))
def test_editors_see_every_block_before_they_choose_it(name, campaign, rf):
    block = BodyBlock().child_blocks[name]
    value = block.get_preview_value()
    assert block.is_previewable is True
    template = block.get_preview_template(value)
    html = render_to_string(
        template, {"bound_block": block.bind(value), "block_def": block, "page_title": name}, rf.get("/")
    )
    assert ("lupaus/css/lupaus.css" in html, f'class="w-block-{name}' in html) == (True, True)


@pytest.mark.parametrize("name", sorted(BodyBlock().child_blocks))
def test_what_editors_see_of_a_block_could_be_saved_as_it_is(name, campaign):
    make.theme(campaign)
    get_document_model().objects.create(title="Guide", file=ContentFile(b"x", "guide.txt"))
    get_image_model().objects.create(title="Map", file=upload())
    block = BodyBlock().child_blocks[name]
    value = block.get_preview_value()

    assert block.get_prep_value(block.clean(value)) == block.get_prep_value(value)


def test_a_sample_of_a_key_figure_is_of_this_year_and_a_link_leads_to_one_place():
    figure = BodyBlock().child_blocks["key_figure"].get_preview_value()
    [link, *_others] = BodyBlock().child_blocks["links"].get_preview_value()["links"]

    assert (figure["value"], figure["year"]) == ("50 000", timezone.localdate().year)
    assert (link["page"], link["address"]) == (None, "https://example.org/")


def test_rehearsals_cannot_be_shown():
    make.campaign(slug="oikea")
    make.campaign(slug="harjoitus", rehearsal_of=make.campaign(slug="malli"))
    offered = [key for key, _label in StatisticsBlock().child_blocks["campaign"].field.choices if key]
    assert sorted(offered) == ["malli", "oikea"]
