"""Nothing of an entry comes to a member of the office who is involved in it, on any screen of results."""

import pytest

from judging import passing, recusals
from tests import make
from tests.staff import text_of

CANARY = "kanariaomaehdotus"


@pytest.fixture
def scored(panel, campaign):
    """Seven entries that four jurors have scored; the one in the middle speaks of itself."""
    jurors = [make.juror(panel) for _ in range(4)]
    entries = []
    for place in range(7):
        fields = {"title": CANARY, "reference": f"{CANARY}-1"} if place == 3 else {}
        entry = make.entry(state="accepted", campaign=campaign, **fields)
        for turn in range(3):
            given = make.assignment(jurors[(place + turn) % 4], entry)
            comment = CANARY if place == 3 else ""
            make.ballot(given, (place + turn) % 4, 0 if place == 3 else 2, comment=comment)
        entries.append(entry)
    make.meeting_note(panel.round, entries[3], text=CANARY)
    passing.mark(panel.round, [entries[3].pk], by=None)
    return entries


def screens(panel) -> list[str]:
    this, ranking = panel.round, f"/admin/judging/ranking/{panel.campaign.slug}/"
    rounds = f"/admin/judging/rounds/{this.pk}"
    return [
        ranking,
        *(f"{ranking}?round={this.pk}&{query}" for query in ("sort=spread", "top=1", "kind=pledge")),
        f"{ranking}?export=csv",
        f"{rounds}/disagreement/",
        f"{rounds}/strictness/",
        f"{rounds}/discussion/?top=3&disputed=60",
        f"{rounds}/passing/",
        f"/admin/judging/jurors/{panel.pk}/",
    ]


def read(desk, address) -> str:
    """The page without what differs from one request to the next."""
    response = desk.get(address)
    assert response.status_code == 200
    return b"".join(response).decode() if response.streaming else response.content.decode()


def test_the_office_reads_of_every_entry(desk, panel, scored):
    named = [address for address in screens(panel) if CANARY in read(desk, address)]
    assert len(named) == len(screens(panel)) - 2  # strictness and progress name no entry


def test_nobody_reads_of_their_own_entry(desk, office, panel, scored):
    make.partner(scored[3], organisation=make.organisation(people=[office]), state="confirmed")
    assert [address for address in screens(panel) if CANARY in read(desk, address)] == []
    entry = scored[3].pk
    assert desk.get(f"/admin/judging/rounds/{panel.round_id}/entries/{entry}/note/").status_code == 404


def test_what_they_read_is_the_same_whatever_their_own_was_given(desk, office, panel, scored):
    """Ranks, ranges, shares, habits and numbers: none is one that only their own entry explains."""
    make.partner(scored[3], organisation=make.organisation(people=[office]), state="confirmed")
    context = ("object_list", "rows", "agenda", "assessed", "scale", "jurors", "final", "given")
    context += ("waiting", "undecided", "number")

    def shown():
        found = []
        for address in screens(panel):
            response = desk.get(address)
            page = response.context or {}
            found.append({name: str(page[name]) for name in context if name in page})
            found[-1]["page"] = str(list(page.get("page", ())))
        return found

    before = shown()
    for given in scored[3].assignments.all():
        given.ballot.scores.update(level=3)
        given.ballot.total = 100_000_000
        given.ballot.save()
    assert shown() == before
    scored[3].assignments.all().delete()
    passing.unmark(panel.round, [scored[3].pk], by=None)
    assert shown() == before


def test_they_do_not_learn_from_the_history_that_theirs_passed_or_was_picked(desk, office, panel, scored):
    """Nothing else shows that anything has happened: a line would tell them what."""
    make.partner(scored[3], organisation=make.organisation(people=[office]), state="confirmed")
    this, colleague = panel.round, make.user(role="Jury office", first_name="Kanari", last_name="Kollega")

    def shown():
        rounds = "/admin/judging/rounds/"
        return [
            (address, "Kanari Kollega" in page, page.count("Entries "))
            for address in ("", f"history/{this.pk}/", f"history-results/{this.pk}/", f"edit/{this.pk}/")
            for page in [text_of(desk.get(rounds + address))]
        ]

    before = shown()
    passing.unmark(this, [scored[3].pk], by=colleague)
    passing.mark(this, [scored[3].pk], by=colleague)
    passing.pick(this, [scored[3].pk], [], by=colleague)
    assert shown() == before
    passing.mark(this, [scored[2].pk, scored[3].pk], by=colleague)
    assert shown() != before


def test_the_page_of_the_release_is_the_same_whatever_their_own_was_decided(desk, office, panel, scored):
    """Nor does the mark change that says what somebody has looked at."""
    make.partner(scored[3], organisation=make.organisation(people=[office]), state="confirmed")
    make.decision(scored[2])

    def shown() -> str:
        response = desk.get(f"/admin/judging/decisions/{panel.campaign.slug}/release/")
        return response.context["announcement"].digest

    before = shown()
    make.decision(scored[3])
    assert shown() == before
    make.decision(scored[1])
    assert shown() != before


def test_who_reads_all_that_is_held_about_a_juror_reads_nothing_of_their_own_entry(client, panel, scored):
    officer = make.user(role="Data protection officer")
    juror = scored[3].assignments.first().juror
    recusals.recuse(juror, scored[3], CANARY, by=None)
    client.force_login(officer)
    person = f"/admin/personal-data/{juror.user.pk}/"

    def named() -> list[bool]:
        return [CANARY in read(client, address) for address in (person, f"{person}json/")]

    assert named() == [True, True]
    make.partner(scored[3], organisation=make.organisation(people=[officer]), state="confirmed")
    assert named() == [False, False]
