"""A juror's list and scoring screen: own entries only, what is left, until when."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.models import Campaign
from campaign.templatetags import moments
from judging import seats
from judging.models import Assignment, Ballot, Recusal, Round
from people.pictures import store
from pledges.actions import withdraw
from pledges.models import Answer, Entry
from tests import make, pictures
from tests.staff import text_of

LIST = "/admin/judging/"


def score(assignment) -> str:
    return f"{LIST}score/{assignment.pk}/"


def more(juror, number) -> list[Assignment]:
    campaign = juror.panel.round.campaign
    return [make.assignment(juror, make.entry(state="accepted", campaign=campaign)) for _ in range(number)]


def works(response) -> list[tuple[int, int, int, int]]:
    return [(work.total, work.final, work.drafts, work.left) for work in response.context["works"]]


def shown(response) -> set[int]:
    return {assignment.pk for work in response.context["works"] for assignment in work.assignments}


# --- the list -----------------------------------------------------------------------------------
def test_the_list_counts_what_is_final_draft_and_left(evening, juror):
    final, draft, untouched = more(juror, 3)
    make.ballot(final, 3, 3)
    make.ballot(draft, 1, None, final=False)
    response = evening.get(LIST)
    assert (works(response), shown(response)) == ([(3, 1, 1, 2)], {final.pk, draft.pk, untouched.pk})


def test_the_list_says_until_when_in_the_campaigns_time(evening, juror, assignment):
    this = juror.panel.round
    this.scoring_ends_at = timezone.now() + timedelta(days=3)
    this.save()
    text = evening.get(LIST).content.decode()
    local = this.scoring_ends_at.astimezone(this.campaign.zone)
    assert (
        f"{local:%A} {local.day} {local:%B} {local:%Y} at {local:%H:%M:%S} (Finnish time, {local:%Z})" in text
    )
    assert "3 days left" in text


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_for_three_and_for_thirty(number, evening, juror, django_assert_num_queries):
    make.entry(campaign=juror.panel.round.campaign)
    for assignment in more(juror, number):
        assignment.entry.themes.add(make.theme(juror.panel.round.campaign))
        make.partner(assignment.entry)
    evening.get(LIST)
    with django_assert_num_queries(10):
        evening.get(LIST)


def test_every_juror_meets_the_entries_in_an_order_of_their_own_that_stays(client, panel, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(8)]
    orders = []
    for juror in (make.juror(panel), make.juror(panel)):
        for entry in entries:
            make.assignment(juror, entry)
        client.force_login(juror.user)
        first, again = ([a.entry_id for a in client.get(LIST).context["works"][0].assignments] for _ in "12")
        assert (first, sorted(first)) == (again, [entry.pk for entry in entries])
        orders.append(first)
    assert orders[0] != orders[1]


def test_in_the_next_round_the_same_juror_meets_them_in_another_order(evening, juror, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(8)]
    for seat in (juror, make.juror(make.panel(campaign), juror.user)):
        for entry in entries:
            make.assignment(seat, entry)
    one, other = ([a.entry_id for a in work.assignments] for work in evening.get(LIST).context["works"])
    assert (sorted(one) == sorted(other), one == other) == (True, False)


def test_the_list_says_how_long_it_will_take_and_from_what_it_knows_that(evening, juror):
    given = more(juror, 9)
    before = evening.get(LIST).text
    for place, assignment in enumerate(given[:4]):
        ballot = make.ballot(assignment, 2, 2)
        Ballot.objects.filter(pk=ballot.pk).update(saved_at=timezone.now() - timedelta(minutes=6 * place))
    usual = "About <strong>1 hour 30 minutes</strong> of work left, if an entry takes 10 minutes."
    own = "About <strong>30 minutes</strong> of work left, at your own pace so far: 6 minutes for an entry."
    assert (usual in before, own in evening.get(LIST).text) == (True, True)


def test_the_order_of_the_others_stays_when_an_entry_goes(evening, juror):
    more(juror, 6)
    before = [a.pk for a in evening.get(LIST).context["works"][0].assignments]
    Assignment.objects.get(pk=before.pop(2)).delete()
    assert [a.pk for a in evening.get(LIST).context["works"][0].assignments] == before


def test_conflicts_recusals_and_withdrawn_entries_leave_no_trace(evening, juror):
    mine, involved, recused, gone = more(juror, 4)
    own = make.organisation(people=[juror.user])
    make.partner(involved.entry, state="confirmed", organisation=own)
    make.affirmation(juror, own)
    Recusal.objects.create(juror=juror, entry=recused.entry, reason="Oma")
    Assignment.objects.filter(pk=recused.pk).delete()
    withdraw(gone.entry, by=None)
    response = evening.get(LIST)
    assert (works(response), shown(response)) == ([(1, 0, 0, 1)], {mine.pk})
    text = response.content.decode()
    assert [a.entry.title for a in (involved, recused, gone) if a.entry.title in text] == []


def test_a_juror_who_has_withdrawn_sees_no_jury(evening, juror, assignment, office):
    seats.withdraw(juror, by=office)
    assert works(evening.get(LIST)) == []


def test_an_empty_jury_says_that_a_letter_will_come(evening, juror):
    text = "No entries have been given to you yet. You will get a letter when they are."
    assert text in evening.get(LIST).content.decode()


# --- scoring ------------------------------------------------------------------------------------
def sent(assignment, *levels, **more) -> dict:
    """The form as a browser sends it; None is "not answered"."""
    criteria = assignment.juror.panel.round.criteria.all()
    chosen = {
        f"criterion_{c.pk}": "" if level is None else level for c, level in zip(criteria, levels, strict=True)
    }
    return {"version": 0, "comment": "", **chosen, **more}


def stored(assignment) -> tuple:
    ballot = Ballot.objects.get(assignment=assignment)
    levels = dict(ballot.scores.values_list("criterion", "level"))
    return (
        [levels.get(criterion.pk) for criterion in assignment.juror.panel.round.criteria.all()],
        ballot.comment,
        ballot.is_final,
        ballot.version,
    )


def test_saving_keeps_a_draft_with_what_was_answered(evening, assignment):
    response = evening.post(score(assignment), sent(assignment, 2, None, comment="Selkeä"))
    assert (response.url, stored(assignment)) == (score(assignment), ([2, None], "Selkeä", False, 1))


def test_the_total_is_shown_with_the_weight_answered(evening, assignment):
    evening.post(score(assignment), sent(assignment, 2, None))
    text = " ".join(evening.get(score(assignment)).content.decode().split())
    assert "Total 66.7 of 100 – answered weight 1 of 2" in text


def test_a_final_ballot_is_final_and_can_still_be_changed(evening, assignment):
    evening.post(score(assignment), sent(assignment, 2, 1, is_final="on"))
    evening.post(score(assignment), sent(assignment, 3, 1, is_final="on", version=1))
    assert stored(assignment) == ([3, 1], "", True, 2)


def test_a_final_ballot_needs_an_answer_and_keeps_what_was_typed_as_a_draft(evening, assignment):
    response = evening.post(score(assignment), sent(assignment, None, None, is_final="on", comment="Hm"))
    form = response.context["form"]
    assert (response.status_code, form.errors, form["comment"].value(), stored(assignment)) == (
        422,
        {"is_final": ["Answer at least one criterion before you mark the ballot final."]},
        "Hm",
        ([None, None], "Hm", False, 1),
    )


def test_a_level_that_does_not_exist_is_refused(evening, assignment):
    assert evening.post(score(assignment), sent(assignment, 9, 1)).status_code == 422
    assert Ballot.objects.count() == 0


def test_save_and_next_leads_to_the_next_that_is_not_final_and_then_home(evening, juror):
    more(juror, 3)
    order = evening.get(LIST).context["works"][0].assignments
    make.ballot(order[1], 1, 1)
    visited = []
    here = order[0]
    for _ in range(2):
        response = evening.post(score(here), sent(here, 1, 1, is_final="on", next="1"))
        visited.append(response.url)
        here = order[2]
    assert visited == [score(order[2]), LIST]


def test_save_and_next_goes_round_to_what_was_skipped(evening, juror):
    more(juror, 3)
    order = evening.get(LIST).context["works"][0].assignments
    response = evening.post(score(order[2]), sent(order[2], 1, 1, is_final="on", next="1"))
    assert response.url == score(order[0])


@pytest.mark.parametrize(("is_blind", "number"), [(False, 16), (True, 15)])
def test_the_scoring_screen_costs_the_same_however_much_the_entry_and_earlier_ones_say(
    evening, juror, assignment, django_assert_num_queries, is_blind, number
):
    Round.objects.update(is_blind=is_blind)
    make.ballot(assignment, 1, 1)
    evening.get(score(assignment))  # what a process asks once is not counted
    with django_assert_num_queries(number):
        evening.get(score(assignment))
    campaign = juror.panel.round.campaign
    for _ in range(3):
        question = make.question(campaign)
        Answer.objects.create(entry=assignment.entry, question=question, text="Vastaus")
        partner = make.partner(assignment.entry, state="confirmed")
        make.affirmation(juror, partner.organisation)
        assignment.entry.themes.add(make.theme(campaign))
        assignment.entry.target_groups.add(make.target_group(campaign))
        assignment.entry.tags.add(f"tagi {question.pk}")
    for other in more(juror, 3):
        make.ballot(other, 2, 2)
    with django_assert_num_queries(number):
        evening.get(score(assignment))


def test_after_scoring_the_ballot_is_read_and_not_changed(evening, assignment):
    make.ballot(assignment, 2, 2, comment="Hyvä")
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(minutes=1))
    response = evening.get(score(assignment))
    assert (response.status_code, response.context["can_score"]) == (200, False)
    assert response.context["form"]["comment"].value() == "Hyvä"


def test_scoring_that_is_over_says_since_when_and_scoring_that_is_shut_says_no_more(evening, assignment):
    """It is shut before its end where the campaign opens later than its round."""
    this = assignment.juror.panel.round
    Round.objects.update(scoring_ends_at=timezone.now() - timedelta(minutes=1))
    this.refresh_from_db()
    over = f"Scoring ended on {moments.moment(this.scoring_ends_at, this.campaign)}."
    told = [text_of(evening.get(address)) for address in (LIST, score(assignment))]
    assert [over in text for text in told] == [True, True]
    Round.objects.update(scoring_ends_at=timezone.now() + timedelta(days=9))
    later = {"opens_at": timezone.now() + timedelta(days=1), "closes_at": timezone.now() + timedelta(days=2)}
    Campaign.objects.filter(pk=this.campaign_id).update(**later)
    told = [text_of(evening.get(address)) for address in (LIST, score(assignment))]
    assert ["Scoring is closed." in text for text in told] == [True, True]
    assert ["Scoring ended" in text for text in told] == [False, False]


# --- what is shown of the entry -----------------------------------------------------------------
def test_answers_for_staff_and_personal_answers_are_never_shown(evening, juror, assignment):
    kinds = {
        "JULKINEN": {},
        "RAADILLE": {"audience": "jury"},
        "VIRKAILIJALLE": {"audience": "staff"},
        "HENKILO": {"audience": "jury", "is_personal": True},
    }
    for text, fields in kinds.items():
        question = make.question(juror.panel.round.campaign, **fields)
        Answer.objects.create(entry=assignment.entry, question=question, text=text)
    text = evening.get(score(assignment)).content.decode()
    assert [kind for kind in kinds if kind in text] == ["JULKINEN", "RAADILLE"]


def test_contact_persons_are_never_shown(evening, assignment):
    Entry.objects.update(
        contact_name="CANARY", contact_email="canary@example.org", contact_phone="0401112223"
    )
    text = evening.get(score(assignment)).content.decode()
    marks = (assignment.entry.title, "CANARY", "canary@", "0401112223")
    assert [mark in text for mark in marks] == [True, False, False, False]


def test_only_confirmed_partners_are_named(evening, assignment):
    for state in ("invited", "confirmed", "declined", "left"):
        make.partner(
            assignment.entry, state=state, organisation=make.organisation(name=make.words(f"ORG {state}"))
        )
    make.affirmation(assignment.juror, *(one.organisation for one in assignment.entry.partners.all()))
    text = evening.get(score(assignment)).content.decode()
    assert [s for s in ("invited", "confirmed", "declined", "left") if f"ORG {s}" in text] == ["confirmed"]


def without_tokens(response) -> str:
    return re.sub(r"\b\w{64}\b", "", response.text)


def test_nothing_tells_a_juror_that_an_entry_has_been_decided(evening, juror):
    (assignment,) = more(juror, 1)
    make.ballot(assignment, 2, 2)
    addresses = [LIST, score(assignment), f"{score(assignment)}conflict/", "/admin/"]
    before = [without_tokens(evening.get(address)) for address in addresses]
    make.decision(assignment.entry)
    assert [without_tokens(evening.get(address)) for address in addresses] == before
    assert evening.post(score(assignment), sent(assignment, 1, 1, version=1)).status_code == 302


# --- the picture --------------------------------------------------------------------------------
@pytest.fixture
def pictured(assignment, tmp_path, monkeypatch):
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path), raising=False)
    assignment.entry.image = store(pictures.upload())
    assignment.entry.save()
    return assignment


def picture(assignment, width=480) -> str:
    return f"{score(assignment)}picture/{width}.webp"


def test_the_assigned_juror_sees_the_picture(evening, pictured):
    response = evening.get(picture(pictured))
    assert (response["Content-Type"], b"".join(response)) == (
        "image/webp",
        pictures.stored(pictured.entry.image),
    )
    assert evening.get(picture(pictured, 481)).status_code == 404


def test_nobody_else_sees_the_picture(client, panel, office, pictured):
    found = []
    for person in (make.juror(panel).user, office, make.user()):
        client.force_login(person)
        found.append(client.get(picture(pictured)).status_code)
    assert found == [404, 302, 403]


# --- a conflict of interest ---------------------------------------------------------------------
def test_a_juror_says_that_they_have_a_conflict_and_never_sees_the_entry_again(evening, juror, assignment):
    make.ballot(assignment, 3, 3)
    response = evening.post(f"{score(assignment)}conflict/", {"reason": "Istun hallituksessa"})
    assert (response.url, list(Recusal.objects.values_list("juror", "reason"))) == (
        LIST,
        [(juror.pk, "Istun hallituksessa")],
    )
    assert (Ballot.objects.count(), evening.get(score(assignment)).status_code) == (0, 404)
    assert [entry.user for entry in ModelLogEntry.objects.filter(action="judging.recusal.recuse")] == [
        juror.user
    ]


def test_a_conflict_needs_a_reason(evening, assignment):
    response = evening.post(f"{score(assignment)}conflict/", {"reason": " "})
    assert (response.status_code, Recusal.objects.count()) == (200, 0)
