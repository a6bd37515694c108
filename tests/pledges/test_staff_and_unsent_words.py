"""What a submitter writes into an entry that was sent before is nobody else's until it is sent again."""

import pytest
from django.urls import reverse

from campaign.states import Changes
from people import pictures
from pledges import actions, changing
from pledges.models import Answer, Attachment, Entry
from tests import files, make
from tests.pictures import upload
from tests.staff import client_of, outcome

pytestmark = pytest.mark.django_db

UNSENT = "kanariaunsent"
SCREENING = ("Coordinator", "Screener")
READERS = (*SCREENING, "Jury office")


@pytest.fixture(params=["changing", "recalled", "returned"])
def entry(request):
    """Sent with one text, and open with another."""
    author = make.user()
    how = Changes.RECALL if request.param == "recalled" else Changes.FREE
    campaign = make.campaign(changes_after_sending=how, attachments_most=2, attachment_kinds=["pdf"])
    question = make.question(campaign, audience="public")
    sent = make.entry(
        author=author,
        campaign=campaign,
        title="Lähetetty otsikko",
        image=pictures.store(upload()),
        image_alt="x",
    )
    Answer.objects.create(entry=sent, question=question, text="Lähetetty vastaus")
    make.attachment(sent, name="sent.pdf")
    make.submission(sent, by=author)
    if request.param == "returned":
        actions.return_for_changes(sent, "Lisää", by=None)
    else:
        changing.begin(sent, by=author)
    sent.refresh_from_db()
    fields = {
        "title": f"{UNSENT} otsikko",
        "summary": UNSENT,
        "description": UNSENT,
        "contact_name": UNSENT,
        "contact_email": f"{UNSENT}@example.org",
        "image": pictures.store(upload()),
    }
    actions.save_draft(sent, sent.version, fields, by=author, answers={question: UNSENT})
    make.attachment(Entry.objects.get(), files.pdf().replace(b"842", b"843"), name=f"{UNSENT}.pdf")
    return Entry.objects.get()


def read(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    for closer in response._resource_closers:
        closer()
    return content.decode(errors="replace")


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("/admin/entries/", READERS),
        ("/admin/entries/?export=csv", READERS),
        (f"/admin/entries/?q={UNSENT[:8]}", READERS),
        ("/admin/screening/?state={state}", SCREENING),
        ("/admin/entries/{pk}/", READERS),
        ("/admin/entries/history/{pk}/", READERS),
    ],
)
def test_staff_read_what_was_received_and_not_what_is_being_written(entry, address, roles):
    found = {}
    for role in roles:
        response = client_of(role).get(address.format(pk=entry.pk, state=entry.state))
        found[role] = (response.status_code, UNSENT in read(response))
    assert found == dict.fromkeys(roles, (200, False))


def test_staff_find_it_by_what_was_received(entry):
    found = client_of("Coordinator").get("/admin/entries/?q=Lähetetty")
    assert [one.pk for one in found.context["object_list"]] == [entry.pk]
    assert "Lähetetty otsikko" in read(found)
    table = read(client_of("Coordinator").get("/admin/entries/?export=csv"))
    assert ("Lähetetty otsikko" in table, "Lähetetty vastaus" in table) == (True, True)


def test_files_and_pictures_that_were_not_sent_are_not_let_out(entry):
    client, files = client_of("Screener"), Attachment.objects.order_by("pk")
    answers = [outcome(client.get(reverse("entries:attachment", args=[entry.pk, file.pk]))) for file in files]
    shown = client.get(reverse("entries:picture", args=[entry.pk, 480]))
    with pictures.read(entry.submissions.last().content["image"], 480) as sent:
        assert b"".join(shown.streaming_content) == sent.read()
    assert (answers, outcome(shown)) == (["came in", "not found"], "came in")


def test_nor_where_it_is_the_example_of_another(entry):
    follower = make.entry(campaign=entry.campaign, example=entry, state="submitted")
    page = read(client_of("Screener").get(f"/admin/entries/{follower.pk}/"))
    assert (f"{entry.reference} Lähetetty otsikko" in page, UNSENT in page) == (True, False)
