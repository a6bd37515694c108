"""Entries are found by the names of what they belong to, which the campaign has in several languages."""

import pytest
from django.urls import reverse
from django.utils import translation

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
