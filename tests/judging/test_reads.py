"""Whoever reads scores, or takes them away, is in the log; whoever reads very many is noticed (check Z23)."""

from wagtail.models import ModelLogEntry

from judging import reads
from tests import make
from tests.staff import text_of


def logged() -> list[tuple]:
    rows = ModelLogEntry.objects.filter(action=reads.READ).order_by("pk")
    return [(row.content_type.model, row.object_id, row.user_id, row.data) for row in rows]


def test_each_read_of_scores_and_each_export_is_logged_with_who_read_it(desk, office, assignment, campaign):
    make.ballot(assignment, 3, 3)
    entry, panel = assignment.entry, assignment.juror.panel
    for address in (
        f"/admin/judging/ranking/{campaign.slug}/",
        f"/admin/judging/ranking/{campaign.slug}/?export=xlsx",
        f"/admin/judging/ranking/{campaign.slug}/?export=csv",
        f"/admin/judging/decisions/{campaign.slug}/",
        f"/admin/judging/entries/{entry.pk}/",
        f"/admin/judging/assignments/{panel.pk}/plan.csv",
        f"/admin/judging/rounds/{panel.round_id}/passing/",
    ):
        assert desk.get(address).status_code == 200
    whole, one, seats = ("campaign", str(campaign.pk)), ("entry", str(entry.pk)), ("panel", str(panel.pk))
    this = ("round", str(panel.round_id))
    assert logged() == [
        (*whole, office.pk, {}),
        (*whole, office.pk, {"export": "xlsx"}),
        (*whole, office.pk, {"export": "csv"}),
        (*whole, office.pk, {}),
        (*one, office.pk, {}),
        (*seats, office.pk, {}),
        (*this, office.pk, {}),
    ]


def test_whoever_reads_by_sending_a_form_that_is_not_taken_is_logged_as_well(
    desk, office, entry, panel, campaign
):
    """The page with the form shows the scores again."""
    home = f"/admin/judging/entries/{entry.pk}/"
    for address in (home, f"{home}award/", f"/admin/judging/decisions/{campaign.slug}/release/"):
        assert desk.post(address, {}).status_code == 200
    one, whole = ("entry", str(entry.pk)), ("campaign", str(campaign.pk))
    assert logged() == [(*one, office.pk, {}), (*one, office.pk, {}), (*whole, office.pk, {})]


def test_what_was_not_read_is_not_logged(client, desk, office, entry, juror):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    assert desk.get(f"/admin/judging/entries/{entry.pk}/").status_code == 404
    client.force_login(juror.user)
    client.get(f"/admin/judging/entries/{entry.pk}/")
    assert logged() == []


def test_more_than_a_hundred_entries_in_a_minute_raise_one_alarm(
    desk, office, entry, campaign, monkeypatch, caplog
):
    monkeypatch.setattr(reads, "MOST_IN_A_MINUTE", 2)
    others = [make.entry(state="accepted", campaign=campaign) for _ in range(3)]
    for _ in range(4):
        reads.note(entry, by=office)  # one entry many times is none of many
    assert "reads scores" not in caplog.text
    for one in others:
        reads.note(one, by=office)
    assert caplog.text.count("reads scores of more than 2 entries in a minute") == 1
    assert ModelLogEntry.objects.filter(action=reads.ALARM).count() == 1
    assert "has read the scores of more than 2 entries within a minute" in text_of(desk.get("/admin/"))


def test_who_is_limited_to_a_campaign_hears_of_no_alarm_in_another(
    desk, office, entry, campaign, monkeypatch
):
    monkeypatch.setattr(reads, "MOST_IN_A_MINUTE", 0)
    reads.note(entry, by=make.user(first_name="Eeva", last_name="Etsijä"))
    alarm = "Eeva Etsijä has read the scores of more than 0 entries within a minute"
    assert alarm in text_of(desk.get("/admin/"))
    make.reach(office, make.campaign())
    assert alarm not in text_of(desk.get("/admin/"))


def test_whose_entry_it_is_does_not_see_in_its_history_who_read_its_scores(desk, office, entry):
    """The jury office reads the history of entries too; on the page about an entry no such line stands."""
    reads.note(entry, by=make.user(first_name="Eeva", last_name="Etsijä"))
    home = "/admin/entries/"
    pages = [f"{home}history/{entry.pk}/", f"{home}history-results/{entry.pk}/", f"{home}{entry.pk}/"]
    assert ["Eeva Etsijä" in text_of(desk.get(page)) for page in pages] == [True, True, False]
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    assert ["Eeva Etsijä" in text_of(desk.get(page)) for page in pages] == [False, False, False]
