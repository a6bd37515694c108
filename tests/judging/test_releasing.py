"""The release of decisions: what will be sent to whom, page by page, and what is done with one press."""

import pytest

from judging import actions
from judging.models import Decision
from judging.states import DecisionState
from people.models import Letter
from tests import make
from tests.judging.test_deciding_screens import decisions, dossier, own
from tests.staff import number_of_queries, said, text_of

SELECTED, NOT_SELECTED = Decision.Outcome.SELECTED, Decision.Outcome.NOT_SELECTED


@pytest.fixture
def decided(db, office):
    """A campaign that has announced, with a selected entry and one that is not; the letters are not sent."""
    campaign = make.campaign(**make.announced())
    make.panel(campaign)
    for outcome, address in ((SELECTED, "valittu@example.org"), (NOT_SELECTED, "muu@example.org")):
        entry = make.entry(state="accepted", campaign=campaign, contact_email=address)
        actions.decide(entry, outcome, f"Perusteet {outcome}", by=office)
    return campaign


def release(campaign) -> str:
    return f"{decisions(campaign)}release/"


def test_before_the_announcement_the_screen_says_from_when(desk, panel, entry, campaign, office):
    actions.decide(entry, SELECTED, "Selkeä", by=office)
    response = desk.get(release(campaign))
    assert response.context["announcement"].allowed_now is False
    assert "Decisions can be released from " in text_of(response)
    answer = desk.post(release(campaign), {"seen": response.context["announcement"].digest})
    assert (answer.status_code, Decision.objects.get().state) == (302, DecisionState.PENDING)


def test_the_preview_shows_every_letter_as_it_will_be_sent(desk, decided, letters):
    context = desk.get(release(decided)).context
    found = context["announcement"]
    previewed = {
        (one.to, one.subject, one.body) for _decision, sent, _hidden in context["shown"] for one in sent
    }
    desk.post(release(decided), {"seen": found.digest})
    assert (len(previewed), found.number_of_letters, found.undecided) == (2, 2, 0)
    sent = Letter.objects.filter(kind__startswith="decision_")
    assert previewed == set(sent.values_list("to", "subject", "body"))


def test_a_letter_is_previewed_in_the_language_of_its_reader(desk, decided):
    make.user("valittu@example.org", language="sv")
    page = desk.get(release(decided))
    sent = {one.to: one for _decision, sent, _hidden in page.context["shown"] for one in sent}
    assert {to: one.language for to, one in sent.items()} == {
        "valittu@example.org": "sv",
        "muu@example.org": "fi",
    }
    assert f'<span lang="sv">{sent["valittu@example.org"].subject}</span>' in page.content.decode()


def waiting(number, *, untold=0) -> tuple:
    """A campaign in which so many decisions wait, the last ones without anybody to write to; its entries."""
    campaign = make.campaign(**make.announced())
    juror, author = make.juror(make.panel(campaign)), make.user()
    club = make.organisation(people=[author])
    filed = {"state": "accepted", "campaign": campaign, "organisation": club}
    entries = [make.entry(author=author, **filed) for _ in range(number - untold)]
    entries += [make.entry(contact_email="", **filed) for _ in range(untold)]
    for turn, entry in enumerate(entries):
        make.decision(entry, SELECTED if turn % 3 else NOT_SELECTED)
        make.ballot(make.assignment(juror, entry), 3, 3, feedback="Hyvä")
        if turn % 3:
            make.award(entry)
    return campaign, entries


def test_looking_at_the_letters_asks_the_same_of_three_decisions_and_of_sixty(desk):
    few, many = waiting(3)[0], waiting(60)[0]
    found = desk.get(release(many)).context
    assert (len(found["shown"]), len(found["announcement"].waiting)) == (50, 60)
    costs = [number_of_queries(desk, release(few)), number_of_queries(desk, release(many))]
    assert costs == [costs[0]] * 2


def test_what_is_released_concerns_all_pages_and_says_so(desk):
    campaign, entries = waiting(60)
    first, second = desk.get(release(campaign)), desk.get(f"{release(campaign)}?p=2")
    listed = [
        decision.entry_id for page in (first, second) for decision, _letters, _hidden in page.context["shown"]
    ]
    assert sorted(listed) == [entry.pk for entry in entries]
    for page in (first, second):
        text = text_of(page)
        assert "60 decisions wait to be released. Selected for the programme: 40 Not selected: 20" in text
        assert "publishes the decisions on all pages of the list at once" in text
        assert "Release 60 decisions and send the letters (200)" in text
    desk.post(release(campaign), {"seen": second.context["announcement"].digest})
    assert set(Decision.objects.values_list("state", flat=True)) == {DecisionState.RELEASED}
    assert (
        Letter.objects.filter(kind__in=["decision_selected", "decision_not_selected", "award"]).count() == 200
    )


def test_decisions_that_nobody_is_told_of_come_first_and_are_counted_on_every_page(desk):
    campaign, entries = waiting(52, untold=2)
    first, second = desk.get(release(campaign)), desk.get(f"{release(campaign)}?p=2")
    assert {decision.entry_id for decision, letters, _hidden in first.context["shown"] if not letters} == {
        entry.pk for entry in entries[-2:]
    }
    assert [bool(letters) for _decision, letters, _hidden in first.context["shown"]] == [False] * 2 + [
        True
    ] * 48
    for page in (first, second):
        assert "2 decisions have no address to write to: nobody is told of them by letter." in text_of(page)
        assert (
            f'<a href="{release(campaign)}#decisions">They stand first in the list</a>'
            in page.content.decode()
        )


def test_what_changed_since_the_preview_is_looked_at_once_more(desk, decided, office):
    digest = desk.get(release(decided)).context["announcement"].digest
    entry = decided.entries.first()
    actions.decide(entry, SELECTED, "Toinen peruste", by=office)
    response = desk.post(release(decided), {"seen": digest})
    assert said(response) == ["The decisions have changed meanwhile. Please look once more."]
    assert set(Decision.objects.values_list("state", flat=True)) == {DecisionState.PENDING}


def test_released_decisions_are_read_and_not_changed(desk, decided):
    desk.post(release(decided), {"seen": desk.get(release(decided)).context["announcement"].digest})
    entry = decided.entries.get(decision__outcome=SELECTED)
    response = desk.get(dossier(entry))
    assert (response.context["can_decide"], response.context["is_released"]) == (False, True)
    data = {"outcome": NOT_SELECTED, "grounds": "Ei", "seen": entry.decision.at.isoformat()}
    assert said(desk.post(dossier(entry), data)) == [
        "The entry can no longer be decided: it was withdrawn, or its decision has been released."
    ]


def test_an_own_entry_is_released_unseen(desk, decided, office):
    entry = decided.entries.get(decision__outcome=SELECTED)
    own(entry, office)
    response = desk.get(release(decided))
    assert entry.reference not in response.content.decode()
    assert [decision.entry.contact_email for decision, *_ in response.context["shown"]] == ["muu@example.org"]
