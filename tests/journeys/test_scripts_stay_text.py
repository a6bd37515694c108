"""checks.md I10: hundreds of ways to smuggle a script into a text, in every field, shown to everybody.

Whatever runs would set `window.smuggled`, or break the site's policy, which fails the test as well.
"""

import io
from itertools import product
from random import Random

import pypdf
import pytest
from django.urls import reverse
from django.utils import translation

from people.models import Letter
from pledges import actions, answering, partnership
from pledges.models import Answer, Entry
from pledges.receipt_pdf import receipt_pdf
from tests import make, make_pages
from tests.addresses import english

RUN = "window.smuggled=1"
TAGS = (
    "<script>{0}</script>",
    "<ScRiPt >{0}</sCrIpT>",
    "<script src=data:,{0}></script>",
    "<script/x>{0}</script>",
    "<img src=x onerror={0}>",
    "<img/src=x/onerror={0}>",
    "<svg onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<svg><animate onbegin={0} attributeName=x dur=1s>",
    "<math><mtext><img src=x onerror={0}></mtext></math>",
    "<body onload={0}>",
    "<iframe srcdoc='<script>parent.{0}</script>'></iframe>",
    "<iframe src=javascript:parent.{0}></iframe>",
    "<details open ontoggle={0}>",
    "<input autofocus onfocus={0}>",
    "<video><source onerror={0}></video>",
    "<audio src=x onerror={0}></audio>",
    "<object data=javascript:{0}></object>",
    "<embed src=javascript:{0}>",
    "<a href=javascript:{0} autofocus onfocus={0}>x</a>",
    "<form><button formaction=javascript:{0} autofocus onfocus={0}>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<base href=javascript:{0}//>",
    "<link rel=stylesheet href=javascript:{0}>",
    "<style>@import 'javascript:{0}';</style>",
    "<marquee onstart={0}>",
    "<select autofocus onfocus={0}>",
    "<textarea autofocus onfocus={0}>",
    "<keygen autofocus onfocus={0}>",
    "<template><img src=x onerror={0}></template>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>",
    "<!--><img src=x onerror={0}>-->",
    "[x](javascript:{0})",
    "![x](x){{onerror={0}}}",
)
BEFORE = (
    "",
    '">',
    "'>",
    "</p>",
    "</title>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    "\\'",
    '"-',
    "&quot;>",
)
AFTER = ("", "<!--", "//", "&#10;")
CORPUS = [f"{before}{tag.format(RUN)}{after}" for before, tag, after in product(BEFORE, TAGS, AFTER)]
Random(7).shuffle(CORPUS)
TEMPLATE = "{{ 7|add:7 }} {% now 'Y' %} {x.__class__} %(x)s ${7*7} #{7*7} <%= 7*7 %>"
SHORT = f"'\"><img src=x onerror={RUN}>{{{{7|add:7}}}}"  # what fits into a title or a name


def long(length: int, start: int) -> str:
    """As many of the corpus as fit into a field, from a place on."""
    text = TEMPLATE
    for payload in CORPUS[start:]:
        if len(text) + len(payload) + 1 > length:
            break
        text += f"\n{payload}"
    return text


@pytest.fixture
def smuggled(client):
    pages = make_pages.campaign_pages(make.campaign(attachments_most=2))
    campaign = pages["fi"].campaign
    author = make.user("author@example.org", first_name=SHORT[:40], last_name=SHORT[:40], language="en")
    question = make.question(campaign, max_length=10_000, label=make.words(SHORT))
    organisation = make.organisation(people=[author], name=make.words(SHORT), website="https://example.org/")
    entry = make.entry(
        author=author,
        campaign=campaign,
        organisation=organisation,
        language="en",
        title=SHORT,
        summary=long(400, 0),
        description=long(8000, 0),
        plain_summary=long(600, 90),
        place=SHORT,
        contact_name=SHORT,
        contact_phone=SHORT[:40],
        published=True,
    )
    entry.tags.set([SHORT[:60]])
    Answer.objects.create(entry=entry, question=question, text=long(10_000, 150))
    entry.measures.create(label=SHORT, unit=SHORT[:40], target=1)
    whole = {"title": SHORT, "summary": long(400, 300), "description": long(8000, 300)}
    for code, start in (("fi", 350), ("sv", 500)):
        parts = whole | {"description": long(8000, start)}
        entry.translations.create(language=code, made_from=entry.text_fingerprint, **parts)
    make.attachment(entry, name="a.pdf", is_public=True, alt=SHORT)
    partner = partnership.invite(
        entry,
        name=f"{SHORT} ry",
        kind="association",
        role=SHORT,
        contribution=SHORT,
        email="",
        language="en",
        by=author,
    )
    answering.confirm(
        partner,
        role=SHORT,
        contribution=long(400, 0),
        name=f"{SHORT} ry",
        note=long(1000, 0),
        may_use_name=True,
        email="kumppani@example.org",
    )
    actions.submit(entry, by=author)
    actions.return_for_changes(Entry.objects.get(pk=entry.pk), long(2000, 0), by=None)
    actions.submit(Entry.objects.get(pk=entry.pk), by=author)
    return entry, pages, author, partner


@pytest.mark.django_db
def test_more_than_five_hundred_ways_are_tried(smuggled):
    entry = smuggled[0]
    texts = [entry.description, entry.answers.get().text, *(t.description for t in entry.translations.all())]
    assert sum(payload in "\n".join(texts) for payload in set(CORPUS)) >= 500


@pytest.mark.django_db(transaction=True)
def test_no_text_runs_wherever_it_is_shown(page, client, smuggled):
    entry, pages, author, partner = smuggled
    page.page.on("dialog", lambda dialog: page.faults.append("dialog") or dialog.dismiss())
    screener, officer, juror = (
        make.user(role=role) for role in ("Coordinator", "Data protection officer", "Juror")
    )

    def visit(*paths):
        for path in paths:
            assert page.open(path) == 200, path
            assert page.evaluate("window.smuggled") is None, path

    own = [entry.uuid]
    page.sign_in(client, author)
    steps = [english("pledges:entry_status", *own), english("pledges:version", *own, 2)]
    visit(*steps, english("pledges:my_entries"), english("my_data"), english("account"))
    page.sign_in(client, screener)
    visit(
        reverse("entries:entry", args=[entry.pk]),
        reverse("entries:index") + "?q=img",
        reverse("screening:index") + f"?q={entry.reference}",
        reverse("entries:history", args=[entry.pk]),
        reverse("organisations:index"),
        *(reverse("letters:inspect", args=[letter.pk]) for letter in Letter.objects.order_by("-pk")[:2]),
    )
    page.sign_in(client, officer)
    visit(reverse("personal_data:person", args=[author.pk]))
    actions.accept(Entry.objects.get(pk=entry.pk), by=None)
    seat = make.juror(make.panel(entry.campaign), juror)
    page.sign_in(client, juror)
    visit(reverse("judging:my_entries"), reverse("judging:score", args=[make.assignment(seat, entry).pk]))
    page.context.clear_cookies()
    for code in ("fi", "sv", "en"):
        with translation.override(code):
            visit(pages[code].gallery_address, pages[code].entry_address(entry.reference))
    visit(english("search") + "?q=img", english("pledges:partnership", partner.own_key))


@pytest.mark.django_db
def test_letters_and_the_receipt_show_the_texts_as_they_are(smuggled):
    entry = smuggled[0]
    bodies = "\n".join(f"{letter.subject}\n{letter.body}" for letter in Letter.objects.all())
    # As typed: neither escaped, nor read as a template (checks.md I12, I13).
    assert (SHORT in bodies, TEMPLATE in bodies, "&lt;img" in bodies) == (True, True, False)
    assert all(len(letter.subject.splitlines()) == 1 for letter in Letter.objects.all())
    assert {letter.to for letter in Letter.objects.all()} <= {
        "author@example.org",
        entry.contact_email,
        "kumppani@example.org",
    }
    receipt = receipt_pdf(entry.submissions.last())
    assert [word for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch") if word in receipt] == []
    assert "onerror" in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(receipt)).pages)
