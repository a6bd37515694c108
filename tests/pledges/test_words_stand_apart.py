"""checks.md I09: what people typed stands in a direction of its own, apart from our words.

On public pages, and those of submitters and partners.
"""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from pledges import actions, answering
from pledges.models import Answer
from tests import make, make_pages
from tests.addresses import english

pytestmark = pytest.mark.django_db

HEBREW = "\u05e9\u05dc\u05d5\u05dd 123!"
# In these nothing else stands, or a browser takes the direction of what is typed.
APART = ("title", "option", "textarea", "script", "bdi")


@pytest.fixture
def world(author):
    pages = make_pages.campaign_pages(make.campaign())
    campaign = pages["en"].campaign
    organisation = make.organisation(people=[author], name=make.words(HEBREW, HEBREW, HEBREW))
    words = dict.fromkeys(
        ("title", "summary", "description", "plain_summary", "place", "contact_name"), HEBREW
    )
    entry = make.entry(
        author=author, campaign=campaign, organisation=organisation, language="en", published=True, **words
    )
    entry.tags.set([HEBREW])
    entry.measures.create(label=HEBREW, unit=HEBREW, target=1)
    Answer.objects.create(entry=entry, question=make.question(campaign), text=HEBREW)
    partner = make.partner(entry, role=HEBREW, contribution=HEBREW)
    answering.confirm(partner, role=HEBREW, contribution=HEBREW, name=HEBREW, note=HEBREW, may_use_name=True)
    actions.submit(entry, by=author)
    actions.accept(entry, by=None)
    return pages["en"], entry, partner


def together(page: str) -> list[str]:
    """What was typed and stands in one line with our words, without a direction of its own."""
    found = BeautifulSoup(page, "html.parser").find_all(string=lambda text: HEBREW in text)
    return [
        str(text.parent)[:200]
        for text in found
        if not any(one.name in APART or one.get("dir") == "auto" for one in text.parents)
    ]


def of_everybody(page, entry, partner, asked) -> dict[str, str]:
    return {
        "entry": page.entry_address(entry.reference),
        "gallery": page.gallery_address,
        "search": english("search") + "?q=123",
        "organisation": page.organisation_address(entry.organisation.public_id),
        "partnership": english("pledges:partnership", partner.own_key),
        "invitation": english("pledges:partner_answer", asked.key),
    }


def test_what_somebody_typed_never_turns_our_words(client, author, world):
    page, entry, partner = world
    asked = make.partner(entry, role=HEBREW, contribution=HEBREW)
    with translation.override("en"):
        paths = of_everybody(page, entry, partner, asked)
    seen = {name: client.get(path).text for name, path in paths.items()}
    client.force_login(author)
    own = ("pledges:my_entries", "pledges:entry_status")
    seen |= {
        name: client.get(english(name, *([entry.uuid] if "status" in name else []))).text for name in own
    }
    draft = make.entry(author=author, campaign=entry.campaign, organisation=entry.organisation, title=HEBREW)
    make.partner(draft, role=HEBREW, contribution=HEBREW)
    for step in ("about", "partners", "details", "permissions", "check"):
        seen[step] = client.get(english("pledges:edit", draft.uuid, step)).text
    assert [name for name, text in seen.items() if HEBREW not in text] == []
    assert {name: lines for name, text in seen.items() if (lines := together(text))} == {}
