"""Entries are found by the names of what they belong to, which the campaign has in several languages."""

import pytest
from django.urls import reverse
from django.utils import translation

from pledges.models import Answer, Measure
from tests import make
from tests.cms.test_search import found, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    with translation.override("fi"):
        return reverse("search")


@pytest.mark.parametrize("words", ["nuorille", "nuoret", "unga", "young people", "koti", "hemmet"])
def test_an_entry_is_found_by_whom_it_is_for_and_its_themes_in_any_language(client, hosts, address, words):
    campaign = hosts["fi"].campaign
    group = make.target_group(campaign, label=make.words("Nuoret", "Unga", "Young people"))
    text = {"summary": "Lupaamme.", "description": "Teemme."}
    theme = make.theme(campaign, label=make.words("Koti ja arki", "Hem och vardag"))
    entry = public(hosts, title="Talkoot", **text)
    entry.target_groups.add(group)
    entry.themes.add(theme)
    public(hosts, title="Muille", **text)
    make.entry(campaign=campaign, state="submitted", title="Salaisuus", **text).target_groups.add(group)
    assert found(client, address, words)["entries"] == ["Talkoot"]


@pytest.mark.parametrize("part", [make.theme, make.target_group])
def test_a_theme_or_target_group_with_another_name_is_found_by_this(client, hosts, address, part):
    one, entry = part(hosts["fi"].campaign, label=make.words("Seniorit")), public(hosts, title="Talkoot")
    one.entries.add(entry)
    one.label = make.words("Ikäihmiset")
    one.save()
    assert [found(client, address, words) for words in ("seniorit", "ikäihmisille")] == [
        {},
        {"entries": ["Talkoot"]},
    ]
    one.entries.clear()
    assert found(client, address, "ikäihmisille") == {}


@pytest.mark.parametrize("words", ["naapurin", "vuokratakuu", "koripallot", "kausityöpaikat", "tilojen"])
def test_an_entry_is_found_by_everything_that_its_writers_say_on_its_page(client, hosts, address, words):
    campaign = hosts["fi"].campaign
    told = make.question(campaign, type="long_text", audience="public")
    kept = make.question(campaign, type="long_text", audience="staff")
    entry = public(hosts, title="Talkoot")
    Answer.objects.create(entry=entry, question=told, text="Kysykää naapureilta vuokratakuusta.")
    Answer.objects.create(entry=entry, question=kept, text="Salaisuus")
    Measure.objects.create(entry=entry, label="Kausityöpaikkoja", unit="kpl", target=4)
    Measure.objects.create(entry=entry, label="Salaisuus", unit="kpl")
    entry.tags.add("Koripallo")
    make.partner(entry, state="confirmed", role="Tilat", contribution="Salit")
    make.partner(entry, role="Salaisuus")
    assert [found(client, address, one) for one in (words, "salaisuus")] == [{"entries": ["Talkoot"]}, {}]


def test_an_answer_that_is_taken_back_finds_nothing_any_more(client, hosts, address):
    question = make.question(hosts["fi"].campaign, type="long_text", audience="public")
    entry = public(hosts, title="Talkoot")
    answer = Answer.objects.create(entry=entry, question=question, text="Vuokratakuu")
    before = found(client, address, "vuokratakuu")
    question.audience = "jury"
    question.save()
    hidden = found(client, address, "vuokratakuu")
    question.audience = "public"
    question.save()
    answer.delete()
    assert (before, hidden, found(client, address, "vuokratakuu")) == ({"entries": ["Talkoot"]}, {}, {})
