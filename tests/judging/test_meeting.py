"""What a meeting of the jury talks about, who leaves the room for it, and what is written down."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from judging import noting
from judging.models import MeetingNote
from tests import make
from tests.staff import number_of_queries, said, text_of


@pytest.fixture
def jurors(panel):
    return [make.juror(panel, make.user(role="Juror", first_name=name)) for name in ("Aino", "Bo", "Cecilia")]


@pytest.fixture
def scored(campaign, jurors):
    """Two far ahead, two that are the same, two far behind; the last but one is disputed."""
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(6)]
    for entry, levels in zip(entries, ((3, 3), (3, 3), (2, 1), (1, 2), (0, 0), (0, 0)), strict=True):
        for juror in jurors:
            strange = entry == entries[4] and juror == jurors[0]
            make.ballot(make.assignment(juror, entry), *((3, 0) if strange else levels))
    return entries


def address(panel, query="") -> str:
    return f"/admin/judging/rounds/{panel.round_id}/discussion/{query}"


def note(panel, entry) -> str:
    return f"/admin/judging/rounds/{panel.round_id}/entries/{entry.pk}/note/"


def own(entry, person):
    make.partner(entry, organisation=make.organisation(people=[person]), state="confirmed")


def listed(response) -> tuple[list, list]:
    found = response.context["agenda"]
    return [item.row.pk for item in found.around], [item.row.pk for item in found.disputed]


# --- the list -----------------------------------------------------------------------------------
def test_what_is_open_around_the_cut_comes_first_and_then_the_disputed(desk, panel, scored):
    first = desk.get(address(panel, "?top=3&disputed=1"))
    assert listed(first) == ([scored[3].pk, scored[2].pk], [scored[4].pk])
    decided = desk.get(address(panel, "?top=4&disputed=0"))
    assert listed(decided)[1] == []


def test_whoever_is_in_conflict_leaves_once_and_comes_back(desk, panel, scored, jurors):
    for entry in (scored[2], scored[4]):
        own(entry, jurors[1].user)
    agenda = desk.get(address(panel, "?top=3&disputed=1")).context["agenda"]
    assert [(i.row.pk, i.away, i.leave, i.come_back) for i in [*agenda.around, *agenda.disputed]] == [
        (scored[3].pk, [], [], []),
        (scored[2].pk, ["Bo"], ["Bo"], []),
        (scored[4].pk, ["Bo"], [], []),
    ]
    assert (agenda.come_back, agenda.doors) == (["Bo"], 2)


def test_the_office_leaves_the_room_like_a_juror(desk, panel, campaign, scored, jurors):
    colleague, other, far, former, both = (
        make.user(role="Jury office", first_name=name) for name in ("Dan", "Eva", "Far", "Former", "Bo")
    )
    make.reach(far, make.campaign())
    make.reach(other, campaign, make.campaign())
    former.is_active = False
    former.save()
    make.juror(panel, both)
    for person in (colleague, far, former, both):
        own(scored[2], person)
    own(scored[3], other)
    agenda = desk.get(address(panel, "?top=3&disputed=1")).context["agenda"]
    assert [(i.row.pk, i.away) for i in [*agenda.around, *agenda.disputed]] == [
        (scored[2].pk, ["Bo", "Dan"]),
        (scored[3].pk, ["Eva"]),
        (scored[4].pk, []),
    ]
    assert agenda.doors == 6


def test_the_list_costs_the_same_however_long_it_and_the_office_are(desk, panel, campaign, scored, jurors):
    before = number_of_queries(desk, address(panel, "?top=3&disputed=60"))
    for _ in range(6):
        entry = make.entry(state="accepted", campaign=campaign)
        for juror in jurors:
            make.ballot(make.assignment(juror, entry), 2, 1)
        own(entry, make.user(role="Jury office"))
    assert number_of_queries(desk, address(panel, "?top=3&disputed=60")) == before


def test_an_own_entry_is_not_on_the_list(desk, office, panel, scored):
    own(scored[2], office)
    response = desk.get(address(panel, "?top=2&disputed=6"))
    around, disputed = listed(response)
    assert scored[2].pk not in around + disputed
    assert scored[2].reference not in text_of(response)


# --- notes --------------------------------------------------------------------------------------
def test_a_note_says_who_wrote_it_and_stands_in_the_list_and_in_the_dossier(desk, office, panel, scored):
    answer = desk.post(note(panel, scored[2]), {"text": "  Rahoitus auki ", "top": "3"})
    assert answer.url == f"{address(panel)}?top=3&disputed=5#entry-{scored[2].pk}"
    written = MeetingNote.objects.get()
    assert (written.text, written.by, written.round) == ("Rahoitus auki", office, panel.round)
    logged = ModelLogEntry.objects.get(action="judging.meeting_note.write")
    assert (logged.user, logged.object_id) == (office, str(written.pk))
    for page in (address(panel, "?top=3"), f"/admin/judging/entries/{scored[2].pk}/"):
        assert "Rahoitus auki Olli Toimisto" in text_of(desk.get(page))


def test_an_empty_note_is_asked_for_again_beside_its_field(desk, panel, scored):
    answer = desk.post(note(panel, scored[2]), {"text": " ", "back": "entry"})
    assert (answer.status_code, "This field is required" in text_of(answer)) == (200, True)
    assert (MeetingNote.objects.count(), said(answer)) == (0, [])


def test_nobody_notes_anything_on_their_own_entry(desk, office, panel, scored):
    noting.write(panel.round, scored[2], "Salaista", by=None)
    own(scored[2], office)
    assert [desk.get(note(panel, scored[2])).status_code, desk.post(note(panel, scored[2])).status_code] == [
        404,
        404,
    ]
    with pytest.raises(PermissionDenied):
        noting.write(panel.round, scored[2], "Hyvä", by=office)
    for person in (make.user(role="Juror"), make.user()):
        with pytest.raises(PermissionDenied):
            noting.write(panel.round, scored[0], "Hyvä", by=person)
    assert "Salaista" not in text_of(desk.get(address(panel, "?top=3&disputed=6")))


def test_a_note_is_about_an_entry_of_the_rounds_campaign(panel, scored):
    for entry, text in ((make.entry(state="accepted"), "Hyvä"), (scored[0], " ")):
        with pytest.raises(ValueError, match="says something"):
            noting.write(panel.round, entry, text, by=None)
