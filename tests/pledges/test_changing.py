"""Changing what was sent: by recall, or while what was received stands. Who may, until when, what is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.utils import timezone

from campaign.lifecycle import IllegalMove
from campaign.middleware import LONGEST_WAIT
from people import chores, pictures
from people.models import Letter
from people.privacy import forget
from pledges import actions, attachments, changing
from pledges.models import Answer, Attachment, Entry, Snapshot
from pledges.open_data import submitted_content
from tests import files, make
from tests.pictures import upload

pytestmark = pytest.mark.django_db

FREE, RECALL = {"changes_after_sending": "free"}, {"changes_after_sending": "recall"}


def call(**fields):
    return make.campaign(attachments_most=3, **(FREE | fields))


def sent(author, campaign=None, **fields) -> Entry:
    entry = make.entry(author=author, campaign=campaign or call(), contact_email=author.email, **fields)
    actions.submit(entry, by=author)
    return entry


def fresh(entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def after_closing(campaign, *, later=timedelta(0)):
    return campaign.closes_at + timedelta(seconds=1) + later


# --- who may, and when --------------------------------------------------------------------------
@pytest.mark.parametrize(("how", "state"), [("recall", "recalled"), ("free", "changing")])
def test_what_was_sent_is_opened_as_the_campaign_says(author, how, state):
    entry = sent(author, call(changes_after_sending=how))
    assert changing.begin(entry, by=author).state == state


@pytest.mark.parametrize("who", ["stranger", "screener", "partner"])
def test_nobody_else_opens_it(author, who):
    entry = sent(author)
    people = {
        "stranger": make.user(),
        "screener": make.user(role="Screener"),
        "partner": make.user(),
    }
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[people["partner"]]))
    for act in (changing.begin, changing.leave_as_it_was):
        with pytest.raises(PermissionDenied):
            act(entry, by=people[who])


@pytest.mark.parametrize("state", ["draft", "returned", "accepted", "declined", "withdrawn"])
def test_only_what_waits_for_screening_is_opened(author, state):
    entry = make.entry(author=author, state=state, campaign=call())
    with pytest.raises(PermissionDenied):
        changing.begin(entry, by=author)


def test_a_campaign_that_takes_no_changes_opens_nothing(author):
    with pytest.raises(PermissionDenied):
        changing.begin(sent(author, make.campaign()), by=author)


@pytest.mark.parametrize(("seconds", "opens"), [(0, True), (1, False)])
def test_it_can_be_opened_up_to_the_second_of_closing_and_not_in_the_minutes_of_grace(author, seconds, opens):
    campaign = call(grace_minutes=10)
    entry = sent(author, campaign)
    at = campaign.closes_at.replace(microsecond=0) + timedelta(seconds=seconds)
    if opens:
        assert changing.begin(entry, by=author, at=at).state == "changing"
    else:
        with pytest.raises(PermissionDenied):
            changing.begin(entry, by=author, at=at)


def test_with_a_late_pass_it_can_be_opened_after_closing(author):
    campaign = call(**make.closed())
    entry = make.entry(author=author, state="submitted", campaign=campaign)
    make.late_pass(campaign, entry.organisation)
    assert changing.begin(entry, by=author).state == "changing"


# --- sending again ------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["recall", "free"])
def test_sending_again_makes_a_new_version_with_its_receipt_and_the_old_one_stays(author, how, letters):
    entry = sent(author, call(changes_after_sending=how), title="Ennen")
    changing.begin(entry, by=author)
    actions.save_draft(entry, entry.version, {"title": "Nyt"}, by=author)
    actions.submit(fresh(entry), by=author)

    versions = list(entry.submissions.values_list("number", "content__title"))
    assert (fresh(entry).state, versions) == ("submitted", [(1, "Ennen"), (2, "Nyt")])
    assert letters().count(("receipt", author.email)) == 2
    assert Snapshot.objects.count() == 0
    assert len({one.content["reference"] for one in entry.submissions.all()}) == 1


def test_screening_decides_on_nothing_that_is_being_changed(author):
    entry = sent(author)
    changing.begin(entry, by=author)
    for verdict in (actions.accept, lambda one, by: actions.decline(one, "Ei", by=by)):
        with pytest.raises(IllegalMove):
            verdict(fresh(entry), by=None)
    assert not Entry.objects.waiting_for_screening().exists()


def test_taking_it_back_is_told_by_letter_and_again_shortly_before_closing(author):
    entry = sent(author, call(**RECALL))
    changing.begin(entry, by=author)
    closes = entry.campaign.closes_at
    for at in (closes - timedelta(days=3), closes - timedelta(days=1), closes - timedelta(hours=1)):
        chores.do_due(at)
    chores.do_due(after_closing(entry.campaign))

    kinds = Letter.objects.exclude(kind="receipt").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["recalled", "recalled_waits"]
    assert fresh(entry).state == "recalled"


# --- leaving it as it was -----------------------------------------------------------------------
@pytest.fixture
def everything(author, django_capture_on_commit_callbacks):
    """An entry in which every part is filled, sent and being changed in every part."""
    campaign = call()
    theme, other = make.theme(campaign), make.theme(campaign)
    group = make.target_group(campaign)
    question = make.question(campaign)
    asked = make.question(campaign, type="file")
    entry = make.entry(
        author=author,
        campaign=campaign,
        themes=[theme],
        image=pictures.store(upload()),
        image_alt="Talkoot",
        starts_on=timezone.now().date(),
        report_every=3,
    )
    entry.target_groups.set([group])
    entry.tags.set(["nuoret"])
    Answer.objects.create(entry=entry, question=question, text="Ennen")
    entry.measures.create(label="Nuoret", unit="hlö", target=10)
    entry.translations.create(
        language="sv", title="T", summary="S", description="D", made_from=entry.text_fingerprint
    )
    first = make.attachment(entry, files.pdf())
    answer = make.attachment(entry, files.pdf().replace(b"842", b"843"), question=asked)
    actions.submit(entry, by=author)
    before = submitted_content(entry)
    with django_capture_on_commit_callbacks(execute=True):
        changing.begin(entry, by=author)
        entry = actions.save_draft(
            entry,
            entry.version,
            {"title": "Uusi", "image": "", "image_alt": "", "starts_on": None, "report_every": None},
            by=author,
            related={"themes": [other], "target_groups": [], "tags": ["vanhat"]},
            answers={question: "Nyt"},
            translations={"sv": {"title": "", "summary": "", "description": "", "plain_summary": ""}},
            measures=[],
        )
        attachments.remove(entry, [first.pk], by=author)
        attachments.attach(entry, files.upload(None, "uusi.pdf"), by=author, question=asked)
    return entry, before, [first, answer]


def kept(file: str) -> bool:
    return storages["private"].exists(f"attachments/{file[:2]}/{file}")


def test_leaving_it_puts_every_part_back_and_the_files_are_there(
    everything, author, django_capture_on_commit_callbacks
):
    entry, before, (first, answer) = everything
    new = Attachment.objects.get(name="uusi.pdf").file
    assert [kept(file) for file in (first.file, answer.file, new)] == [True, True, True]
    stale = entry.version

    with django_capture_on_commit_callbacks(execute=True):
        changing.leave_as_it_was(entry, by=author)

    stands = fresh(entry)
    assert submitted_content(stands) == before
    assert (stands.state, stands.submissions.count(), Snapshot.objects.count()) == ("submitted", 1, 0)
    assert [kept(file) for file in (first.file, answer.file, new)] == [True, True, False]
    assert not stands.translations.get().is_behind
    assert stands.version > stale


def test_sending_the_changes_lets_the_old_files_go(everything, author, django_capture_on_commit_callbacks):
    entry, _before, (first, answer) = everything
    entry.themes.set(entry.campaign.themes.all())
    with django_capture_on_commit_callbacks(execute=True):
        actions.submit(entry, by=author)
    new = Attachment.objects.get().file
    assert [kept(file) for file in (first.file, answer.file, new)] == [False, False, True]


def test_changes_that_are_not_sent_in_time_are_undone_and_told(everything, author):
    entry, before, _files = everything
    campaign = entry.campaign

    chores.do_due(after_closing(campaign))
    assert fresh(entry).state == "changing"  # a press that arrived in time may still be waiting
    chores.do_due(after_closing(campaign, later=LONGEST_WAIT))
    chores.do_due(after_closing(campaign, later=LONGEST_WAIT * 2))

    assert (fresh(entry).state, submitted_content(entry)) == ("submitted", before)
    told = Letter.objects.filter(kind="changes_not_sent")
    assert sorted(told.values_list("to", flat=True)) == sorted({author.email, entry.contact_email})


def test_a_press_that_arrived_in_time_sends_the_changes_however_late_it_is_worked_off(author):
    entry = sent(author, title="Ennen")
    campaign = entry.campaign
    changing.begin(entry, by=author)
    actions.save_draft(entry, entry.version, {"title": "Nyt"}, by=author)
    chores.do_due(after_closing(campaign, later=LONGEST_WAIT - timedelta(seconds=2)))

    actions.submit(fresh(entry), by=author, at=campaign.closes_at)

    assert entry.submissions.last().content["title"] == "Nyt"


def test_what_is_taken_back_whole_while_it_is_changed_is_kept_as_it_was_received(author):
    entry = sent(author, title="Ennen")
    changing.begin(entry, by=author)
    actions.save_draft(entry, entry.version, {"title": "Nyt"}, by=author)

    actions.withdraw(fresh(entry), by=author)

    assert (fresh(entry).state, fresh(entry).title, Snapshot.objects.count()) == ("withdrawn", "Ennen", 0)


def test_permissions_and_partners_are_facts_of_their_own_and_stay_as_they_are(author):
    entry = sent(author)
    changing.begin(entry, by=author)
    make.permission(entry, by=author)
    make.partner(entry, state="confirmed")
    changing.leave_as_it_was(entry, by=author)
    content = submitted_content(fresh(entry))
    assert (content["permissions"], len(content["partners"])) == (["publish_text"], 1)


def test_a_person_who_is_forgotten_meanwhile_does_not_come_back(author, django_capture_on_commit_callbacks):
    maija = make.user("maija@example.org")
    campaign = call()
    personal = make.question(campaign, audience="staff", is_personal=True)
    proof = make.question(campaign, audience="staff", is_personal=True, type="file")
    entry = make.entry(author=author, campaign=campaign, contact_name="Maija", contact_email=maija.email)
    Answer.objects.create(entry=entry, question=personal, text="Pähkinät")
    file = make.attachment(entry, question=proof).file
    actions.submit(entry, by=author)
    changing.begin(entry, by=author)
    actions.save_draft(
        entry, entry.version, {"contact_name": "Liisa", "contact_email": "liisa@example.org"}, by=author
    )

    with django_capture_on_commit_callbacks(execute=True):
        forget(maija, by=None)
        changing.leave_as_it_was(fresh(entry), by=author)

    stands = fresh(entry)
    assert (stands.contact_name, stands.contact_email, stands.answers.count()) == ("", "", 0)
    assert (stands.attachments.count(), kept(file)) == (0, False)
