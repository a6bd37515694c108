"""Start, save, send in: what each leaves behind, and whom it refuses."""

import contextlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from people.models import Purpose
from pledges import actions
from pledges.models import Answer, Entry, Submission
from pledges.states import EDITABLE, State
from tests import make
from tests.make import moment
from tests.pledges.traces import moves, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make.user("maija@example.org", first_name="Maija", last_name="Malli")


@pytest.fixture
def screener():
    return make.user("siiri@example.org", role="Screener")


# --- start and save -----------------------------------------------------------------------------
def test_a_draft_begins_with_what_is_known_of_its_writer(author):
    campaign, organisation = make.campaign(), make.organisation(people=[author])

    entry = actions.start(campaign, "initiative", organisation, by=author, language="sv")

    assert (
        entry.state,
        entry.kind,
        entry.language,
        entry.created_by,
        entry.contact_name,
        entry.contact_email,
        entry.reference,
        entry.version,
    ) == ("draft", "initiative", "sv", author, "Maija Malli", "maija@example.org", None, 1)
    assert [row.action for row in ModelLogEntry.objects.for_instance(entry)] == ["pledges.entry.start"]


def test_nobody_begins_in_the_name_of_an_organisation_they_do_not_represent(author):
    with pytest.raises(PermissionDenied):
        actions.start(make.campaign(), "pledge", make.organisation(), by=author, language="fi")

    assert Entry.objects.count() == 0


@pytest.mark.parametrize("moments", [make.closed, make.announced])
def test_nobody_begins_after_closing(author, moments):
    with pytest.raises(actions.NotAllowedNow):
        actions.start(
            make.campaign(**moments()), "pledge", make.organisation(people=[author]), by=author, language="fi"
        )


def test_only_kinds_that_the_campaign_asks_for_can_be_begun(author):
    campaign = make.campaign(initiatives_allowed=False)

    with pytest.raises(actions.NotAllowedNow):
        actions.start(campaign, "initiative", make.organisation(people=[author]), by=author, language="fi")


def test_saving_keeps_fields_themes_and_answers_and_counts_the_version(author):
    entry = make.entry(author=author)
    theme, question = make.theme(entry.campaign), make.question(entry.campaign)

    saved = actions.save_draft(
        entry, 1, {"title": "Uusi"}, by=author, related={"themes": [theme]}, answers={question: "Kyllä"}
    )

    assert (saved.title, saved.version, list(saved.themes.all())) == ("Uusi", 2, [theme])
    assert list(Answer.objects.values_list("question", "text")) == [(question.pk, "Kyllä")]


def test_answering_again_replaces_the_answer(author):
    entry = make.entry(author=author)
    question = make.question(entry.campaign)
    for version, text in ((1, "Kyllä"), (2, "Ei")):
        actions.save_draft(entry, version, {}, by=author, answers={question: text})

    assert [answer.text for answer in Answer.objects.all()] == ["Ei"]


def test_a_save_on_an_older_version_is_refused_and_shows_what_stands(author):
    entry = make.entry(author=author)
    actions.save_draft(entry, 1, {"title": "Ensimmäinen"}, by=author)

    with pytest.raises(actions.StaleVersion) as refused:
        actions.save_draft(entry, 1, {"title": "Toinen"}, by=author)

    assert (refused.value.entry.title, Entry.objects.get().title) == ("Ensimmäinen", "Ensimmäinen")


@pytest.mark.parametrize("state", sorted(set(State) - EDITABLE))
def test_what_has_been_received_cannot_be_edited(author, state):
    entry = make.entry(author=author, state=state)

    with pytest.raises(PermissionDenied):
        actions.save_draft(entry, entry.version, {"title": "Toinen"}, by=author)


def test_a_save_that_meets_an_entry_sent_meanwhile_changes_nothing(author):
    entry = make.entry(author=author)
    old = Entry.objects.get(pk=entry.pk)
    actions.submit(entry, by=author)

    with pytest.raises(actions.StaleVersion):
        actions.save_draft(old, 1, {"title": "Toinen"}, by=author)

    assert Entry.objects.get().title == entry.title


# --- submit -------------------------------------------------------------------------------------
def test_submit_gives_a_reference_freezes_the_content_queues_a_receipt_and_logs_the_move(author):
    entry = make.entry(author=author, contact_email="yhteys@example.org")
    at = timezone.now() - timedelta(seconds=3)

    submission = actions.submit(entry, by=author, at=at)

    fresh = Entry.objects.get()
    assert (fresh.state, fresh.reference, fresh.submitted_at) == (
        "submitted",
        f"{entry.campaign.reference_prefix}-0001",
        at,
    )
    assert (submission.number, submission.at, submission.by, submission.content["title"]) == (
        1,
        at,
        author,
        entry.title,
    )
    assert submission.digest == Submission.fingerprint(submission.content)
    assert waiting() == [("receipt", "maija@example.org"), ("receipt", "yhteys@example.org")]
    assert moves(entry) == [("draft", "submitted", author.pk)]


def test_references_count_up_within_the_campaign_and_ignore_others(author):
    first, second = make.campaign(), make.campaign()
    references = []
    for campaign in (first, second, first):
        entry = make.entry(author=author, campaign=campaign)
        actions.submit(entry, by=author)
        references.append(entry.reference.removeprefix(campaign.reference_prefix))

    assert references == ["-0001", "-0001", "-0002"]


def test_a_failed_submission_gives_its_number_back(author, monkeypatch):
    entry = make.entry(author=author)
    with monkeypatch.context() as broken:
        broken.setattr("pledges.letters.receipts", lambda *parts: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.submit(entry, by=author)

    actions.submit(Entry.objects.get(), by=author)

    assert Entry.objects.get().reference == f"{entry.campaign.reference_prefix}-0001"


def test_the_reference_stays_when_an_entry_is_sent_again(author, screener):
    entry = make.entry(author=author, title="Vanha")
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Lisää ikäryhmä", by=screener)
    reference = entry.reference
    entry = actions.save_draft(entry, entry.version, {"title": "Uusi"}, by=author)

    second = actions.submit(entry, by=author)

    assert (entry.reference, second.number, [one.content["title"] for one in entry.submissions.all()]) == (
        reference,
        2,
        ["Vanha", "Uusi"],
    )
    assert len([kind for kind, _ in waiting() if kind == "receipt"]) == 4


def test_the_fingerprint_is_that_of_the_content_whatever_the_order_of_its_keys():
    one = Submission.fingerprint({"a": "ä", "b": [1, {"d": None, "c": True}]})
    other = Submission.fingerprint({"b": [1, {"c": True, "d": None}], "a": "ä"})

    assert one == other == "fceacd7407b0bc454d7a7035583a31cad43b1545b9018671737c0e119f87e9e5"


def test_what_was_received_includes_answers_partners_and_permissions(author):
    entry = make.entry(author=author, published=True, themes=[])
    theme = make.theme(entry.campaign, slug="tyo")
    question = make.question(entry.campaign, slug="uutta")
    entry.themes.add(theme)
    Answer.objects.create(entry=entry, question=question, text="Kaikki")
    make.partner(entry, state="confirmed", organisation=make.organisation(name="Kirkko"))
    make.partner(entry, organisation=make.organisation(name="Kutsuttu"))

    content = actions.submit(entry, by=author).content

    assert {key: content[key] for key in ("themes", "answers", "partners", "permissions", "contact")} == {
        "themes": ["tyo"],
        "answers": {"uutta": "Kaikki"},
        "partners": [
            {
                "organisation": "Kirkko",
                "role": "Tilat",
                "contribution": "Salit ja ohjaajat",
                "may_use_name": True,
                "may_use_logo": False,
            }
        ],
        "permissions": sorted(Purpose.values),
        "contact": {"name": "Maija Malli", "email": "maija.malli@example.org", "phone": ""},
    }


@pytest.mark.parametrize(
    ("fields", "step", "field"),
    [
        ({"title": " "}, "about", "title"),
        ({"summary": ""}, "about", "summary"),
        ({"description": "\n"}, "about", "description"),
        ({"image": "abc", "image_alt": ""}, "about", "image_alt"),
        ({"contact_name": ""}, "permissions", "contact_name"),
        ({"contact_email": ""}, "permissions", "contact_email"),
    ],
)
def test_an_entry_with_a_gap_is_not_received(author, fields, step, field):
    entry = make.entry(author=author, **fields)

    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(entry, by=author)

    assert [(gap.step, gap.field) for gap in refused.value.gaps] == [(step, field)]
    assert (Entry.objects.get().state, waiting(), Submission.objects.count()) == ("draft", [], 0)


def test_a_theme_is_needed_when_the_campaign_has_some(author):
    entry = make.entry(author=author)
    make.theme(entry.campaign)

    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(entry, by=author)

    assert [gap.field for gap in refused.value.gaps] == ["themes"]


def test_required_questions_of_the_kind_must_be_answered_and_others_need_not(author):
    entry = make.entry(author=author)
    wanted = make.question(entry.campaign, required=True)
    make.question(entry.campaign, required=True, kind="initiative")
    make.question(entry.campaign, required=True, retired=True)
    make.question(entry.campaign)

    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(entry, by=author)

    assert [gap.field for gap in refused.value.gaps] == [f"question_{wanted.pk}"]


@pytest.mark.parametrize(
    ("arrives", "state"), [("2015-11-16 21:59:59.999999", "submitted"), ("2015-11-16 22:00:00", "draft")]
)
def test_the_last_second_of_the_call_is_still_in_time(author, arrives, state):
    campaign = make.campaign(**make.announced(), opens_at=moment("2015-10-06 07:00:00"))
    type(campaign).objects.update(
        closes_at=moment("2015-11-16 21:59:59"), announces_at=moment("2015-12-10 08:00:00")
    )
    campaign.refresh_from_db()
    entry = make.entry(author=author, campaign=campaign)

    with contextlib.suppress(actions.NotAllowedNow):
        actions.submit(entry, by=author, at=moment(arrives))

    assert Entry.objects.get().state == state


@pytest.mark.parametrize(
    ("moments", "state", "becomes"),
    [
        ({}, "draft", "submitted"),
        ({}, "returned", "submitted"),
        (make.closed(), "draft", "draft"),
        (make.closed(), "returned", "submitted"),
        (make.announced(), "draft", "draft"),
        (make.announced(), "returned", "returned"),
    ],
)
def test_a_returned_entry_may_come_after_closing_but_not_after_the_announcement(
    author, moments, state, becomes
):
    entry = make.entry(author=author, campaign=make.campaign(**moments), state=state)

    with contextlib.suppress(actions.NotAllowedNow):
        actions.submit(entry, by=author)

    assert Entry.objects.get().state == becomes


def test_sending_twice_is_refused_and_leaves_one_receipt(author):
    entry = make.entry(author=author, contact_email="maija@example.org")
    actions.submit(entry, by=author)

    with pytest.raises(IllegalMove):
        actions.submit(entry, by=author)

    assert (Submission.objects.count(), waiting()) == (1, [("receipt", "maija@example.org")])


def test_a_stranger_a_partner_and_a_screener_send_nothing(author, screener):
    entry, partner = make.entry(author=author), make.user()
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[partner]))

    for person in (make.user(), partner, screener):
        with pytest.raises(PermissionDenied):
            actions.submit(entry, by=person)

    assert Entry.objects.get().state == "draft"


def test_a_colleague_sends_what_the_author_wrote(author):
    colleague = make.user()
    entry = make.entry(organisation=make.organisation(people=[author, colleague]))

    assert actions.submit(entry, by=colleague).by == colleague


# --- what the database itself refuses -----------------------------------------------------------
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "nonsense"},
        {"kind": "nonsense"},
        {"state": "accepted"},
        {"state": "submitted", "reference": "A-1"},
    ],
)
@pytest.mark.breaks_promises
def test_the_database_refuses_entries_that_cannot_be(fields):
    entry = make.entry()

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**fields)


def test_the_database_refuses_a_second_entry_of_the_same_origin():
    campaign = make.campaign()
    make.entry(campaign=campaign, external_id="17")
    make.entry(campaign=make.campaign(), external_id="17")

    with pytest.raises(IntegrityError), transaction.atomic():
        make.entry(campaign=campaign, external_id="17")
