"""checks.md V02, V03: every field that can hold something about a person is known, told and erased.

Whoever adds a field says here where a person reads of it: in which section of "My data", or why in none.
"""

import email
import email.policy
import json
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import translation
from wagtail.users.models import UserProfile

from judging import recusals
from people import feedback, outbox, representation
from people.models import Consent, Letter, Proposal, Purpose, User
from people.personal_data import record
from people.privacy import forget
from pledges import actions, answering, joining, partnership, writing
from pledges.models import Answer, Attachment, Entry
from tests import make
from tests.pledges.test_partnership import WORDS as INVITATION

pytestmark = pytest.mark.django_db

LOG = "told in the log, with the action"
WORDS = "what an organisation, staff or an editor says, about no person"
PLAIN = "a code, a choice or a fingerprint"
COPY = "a copy for a while of what is told elsewhere"

FIELDS = {
    "people.User": {
        "account": "email first_name last_name language",
        PLAIN: "password",  # nobody has one
    },
    "people.Representative": {"organisations": "user role"},
    "people.Nomination": {"nominations": "email role", LOG: "by"},
    "people.Proposal": {WORDS: "name website", PLAIN: "logo", LOG: "by"},
    "people.Consent": {"consents": "subject_label language wording person how note"},
    "people.ConsentText": {WORDS: "label wording", PLAIN: "purpose"},
    "people.Letter": {
        "letters": "to subject body",
        PLAIN: "kind language captured_for",
        COPY: "key last_error",
    },
    "people.Feedback": {"feedback": "text email page answer", PLAIN: "language how", LOG: "answered_by"},
    "people.Organisation": {WORDS: "name website", PLAIN: "kind business_id logo public_id"},
    "people.Region": {PLAIN: "code name"},
    "people.Municipality": {PLAIN: "code name"},
    "campaign.Campaign": {
        WORDS: "title slogan aim hashtag",
        PLAIN: "slug partner_rule accent time_zone changes_after_sending reference_prefix attachment_kinds",
    },
    "campaign.Question": {WORDS: "label help_text heading", PLAIN: "kind type slug audience"},
    "campaign.Choice": {WORDS: "label"},
    "campaign.Theme": {WORDS: "label description", PLAIN: "slug"},
    "campaign.Advice": {WORDS: "text", PLAIN: "kind"},
    "campaign.TargetGroup": {WORDS: "label"},
    "campaign.Extension": {WORDS: "reason", LOG: "by"},
    "campaign.LatePass": {WORDS: "reason", LOG: "given_by"},
    "campaign.Reach": {"reach": "user"},
    "campaign.Outage": {LOG: "settled_by"},
    "campaign.Heartbeat": {},
    "pledges.Entry": {
        "entries": "created_by contact_name contact_email contact_phone title reference state",
        WORDS: "summary description plain_summary place image_alt screening_note",
        PLAIN: "kind language image external_id",
    },
    "pledges.Card": {COPY: "organisation facets"},  # of the public entry
    "pledges.CardText": {COPY: "title summary", PLAIN: "language text_state"},
    "pledges.Answer": {"answers": "text"},
    "pledges.Findable": {COPY: "terms forms", PLAIN: "scope"},  # of the public entry
    "pledges.Occurrence": {PLAIN: "scope"},
    "pledges.Snapshot": {COPY: "fields rows files"},
    "pledges.Attachment": {"attachments": "name added_by", WORDS: "alt", PLAIN: "type digest file"},
    "pledges.Measure": {WORDS: "label unit"},
    "pledges.Partner": {
        "invitations": "email state answer_note",
        WORDS: "role contribution corrected_from",
        LOG: "invited_by",
        PLAIN: "language answered_from",
    },
    "pledges.Interest": {"interests": "by email words answer", PLAIN: "language"},
    "pledges.Submission": {"entries": "content", LOG: "by", PLAIN: "digest redacted"},
    "pledges.Translation": {
        WORDS: "title summary description plain_summary",
        PLAIN: "language origin made_from",
    },
    "pledges.Writer": {"writing": "email"},
    "judging.Round": {WORDS: "name", PLAIN: "entrance sees_ballots sees_comments joint_filing"},
    "judging.Panel": {WORDS: "name", PLAIN: "kind languages"},
    "judging.Juror": {"seats": "user state languages declined_why"},
    "judging.Affirmation": {COPY: "organisations"},  # whose names the list showed; the ties are told
    "judging.Tie": {"ties": "reason"},
    "judging.Passage": {LOG: "by"},
    "judging.NeededRule": {PLAIN: "kind"},
    "judging.Criterion": {WORDS: "label guidance levels", PLAIN: "kind"},
    "judging.Assignment": {},
    "judging.Score": {PLAIN: "answer"},
    "judging.Sighting": {COPY: "answers"},
    "judging.Redaction": {COPY: "words made_from", LOG: "by"},
    "judging.Ballot": {"ballots": "comment feedback", "notes": "notes"},
    "judging.Recusal": {"recusals": "reason", WORDS: "lifted_why", LOG: "lifted_by"},
    "judging.Decision": {WORDS: "grounds", LOG: "by", PLAIN: "outcome standing state"},
    "judging.MeetingNote": {WORDS: "text", LOG: "by"},
    "judging.Award": {WORDS: "name grounds"},
    "cms.SiteSettings": {WORDS: "name footer feedback_address"},
    # Tables of others, in which we keep something.
    "wagtailusers.UserProfile": {
        "account": "user preferred_language current_time_zone avatar",
        PLAIN: "dismissibles theme contrast density",
    },
    "account.EmailAddress": {"account": "user email"},
    "account.EmailConfirmation": {PLAIN: "key"},  # addresses are proved by codes
    "mfa.Authenticator": {"account": "user type", PLAIN: "data"},
    "sessions.Session": {COPY: "session_data", PLAIN: "session_key"},
    "wagtailcore.ModelLogEntry": {"log": "label action data user object_id"},
    "wagtailcore.PageLogEntry": {"log": "label action data user"},
    "wagtailadmin.FormState": {COPY: "data user object_id parent_object_id"},
    "wagtailcore.APIToken": {PLAIN: "user name key_hash prefix"},  # nobody is given one
}
# Pages, pictures and files of editors: who did what to them stands in the log.
OF_EDITORS = (
    "cms.",
    "wagtail",
    "taggit.",
    "auth.",
    "contenttypes.",
    "campaign.Heartbeat",
)


def can_be_personal(field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
    return is_text or (field.is_relation and field.related_model is User)


def test_of_every_field_is_known_whether_it_holds_something_about_a_person():
    unknown, known = [], set()
    for model in apps.get_models():
        label = model._meta.label
        found = {field.name for field in model._meta.concrete_fields if can_be_personal(field)}
        known.add(label)
        if label not in FIELDS and label.startswith(OF_EDITORS):
            continue
        mapped = [name for names in FIELDS.get(label, {}).values() for name in names.split()]
        unknown += [f"{label}.{name}" for name in found.symmetric_difference(mapped)]
        assert len(mapped) == len(set(mapped)), label

    assert unknown == []
    assert set(FIELDS) - known == set()


# --- one life, in which every such field is filled ---------------------------------------------------
NAME, ADDRESS = ("Ainokanaria", "Sukukanaria"), "osoitekanaria@example.org"


@pytest.fixture
def aino(client):
    """A juror, representative, contact person, partner, writer – whatever one person can be here."""
    aino = make.user(ADDRESS, first_name=NAME[0], last_name=NAME[1], role="Juror")
    client.force_login(aino)
    UserProfile.objects.create(user=aino, current_time_zone="Europe/Stockholm", preferred_language="sv")
    aino.emailaddress_set.create(email=ADDRESS, verified=True, primary=True)
    club = make.organisation(people=[aino], name=make.words("Seura"))
    _entry_of(aino, club)
    _others_of(aino)
    _judging_of(aino)
    make.letter(to=ADDRESS, subject="kanarialetter", body="kanariabody")
    told = feedback.receive(text="kanariatext", page="kanariapage", email=ADDRESS, language="fi")
    feedback.answer(told, "kanariareply", by=None)
    make.give_consent(
        club.uuid,
        "kanariaabout",
        make.consent_text(Purpose.QUOTE, wording=make.words("kanariawording")),
        by=aino,
        organisation=club,
        how=Consent.How.IMPORT,
        note="kanariaconsentnote",
    )
    Proposal.objects.create(organisation=club, name=make.words("Toinen nimi"), by=aino)
    return aino


def _entry_of(aino, club):
    campaign = make.campaign(attachments_most=2, changes_after_sending="free")
    about = make.question(campaign, audience="staff", is_personal=True, type="text")
    proof = make.question(campaign, audience="staff", is_personal=True, type="file")
    contact = {"contact_name": " ".join(NAME), "contact_email": ADDRESS, "contact_phone": "+358 50 kanaria"}
    entry = make.entry(author=aino, organisation=club, campaign=campaign, title="kanariatitle", **contact)
    Answer.objects.create(entry=entry, question=about, text="kanariaanswer")
    make.attachment(entry, name="kanariafile.pdf", question=proof, added_by=aino)
    invited = partnership.invite(entry, **INVITATION, by=aino)  # its letter says who asks
    answering.confirm(invited, role="Tilat", contribution="", name="Naapuri ry")
    actions.submit(entry, by=aino)
    actions.return_for_changes(Entry.objects.get(pk=entry.pk), "Kuka?", by=None)


def _others_of(aino):
    """What others do that concerns her."""
    other = make.user("toinen@example.org")
    draft = make.entry(author=other, contact_email=other.email)
    asked = make.partner(draft, email=ADDRESS)
    answering.confirm(
        asked, role="Keittiö", contribution="", name=str(asked.organisation), note="kanariaword", email=""
    )
    writing.bring(asked, ADDRESS)
    wanting = make.entry(
        author=other, contact_email=other.email, state="accepted", reference="kanariainitiative"
    )
    interest = make.interest(wanting, make.organisation(people=[aino]), by=aino, words="kanariainterest")
    joining.decline(interest, "kanariarefusal", by=other)
    choir = make.organisation(people=[other], name=make.words("kanariachoir"))
    representation.nominate(choir, ADDRESS, by=other)


def _judging_of(aino):
    panel = make.panel(make.campaign(), name=make.words("kanariapanel"))
    make.reach(aino, panel.campaign)
    juror = make.juror(panel, aino)
    one, two = (make.entry(state="accepted", campaign=panel.campaign) for _ in range(2))
    said = {"notes": "kanarianotes", "comment": "kanariacomment", "feedback": "kanariafeedback"}
    make.ballot(make.assignment(juror, one), 1, 2, **said)
    recusals.recuse(juror, two, "kanariareason", by=aino)


# What the word of each field in a section is; a choice is told by its label.
TOLD = {
    "people.User": {
        "email": ADDRESS,
        "first_name": NAME[0],
        "last_name": NAME[1],
        "language": "Suomi",
    },
    "wagtailusers.UserProfile": {"preferred_language": "sv", "current_time_zone": "Europe/Stockholm"},
    "account.EmailAddress": {"email": ADDRESS},
    "people.Representative": {"user": "Seura", "role": "Main representative"},
    "people.Nomination": {"email": "kanariachoir", "role": "Representative"},
    "people.Consent": {
        "subject_label": "kanariaabout",
        "wording": "kanariawording",
        "note": "kanariaconsentnote",
        "language": "Suomi",
        "how": "import",
    },
    "people.Letter": {"to": "kanariabody", "subject": "kanarialetter", "body": "kanariabody"},
    "people.Feedback": {"text": "kanariatext", "page": "kanariapage", "answer": "kanariareply"},
    "pledges.Entry": {
        "contact_name": " ".join(NAME),
        "contact_email": ADDRESS,
        "contact_phone": "+358 50 kanaria",
        "title": "kanariatitle",
        "state": "Returned for changes",
    },
    "pledges.Answer": {"text": "kanariaanswer"},
    "pledges.Attachment": {"name": "kanariafile.pdf"},
    "pledges.Partner": {"email": "Confirmed", "answer_note": "kanariaword"},
    "pledges.Writer": {"email": "Lupaus"},
    "campaign.Reach": {"user": "Partnership campaign"},
    "pledges.Interest": {
        "by": "kanariainitiative",
        "email": ADDRESS,
        "words": "kanariainterest",
        "answer": "kanariarefusal",
    },
    "judging.Juror": {"user": "kanariapanel"},
    "judging.Ballot": {
        "comment": "kanariacomment",
        "feedback": "kanariafeedback",
        "notes": "kanarianotes",
    },
    "judging.Recusal": {"reason": "kanariareason"},
}


def test_everything_of_a_person_is_told(aino):
    with translation.override("en"):
        sections = record(aino).items()
    told = {name: json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False) for name, rows in sections}
    for model, words in TOLD.items():
        sections = {name: section for section, names in FIELDS[model].items() for name in names.split()}
        for field, word in words.items():
            assert word in told[sections[field]], f"{model}.{field}"


# What stays of a person's doings, and why: it is no personal data, or it proves something.
STAYS = {
    "kanariatitle",  # what an organisation says
    "kanariaabout",
    "kanariawording",
    "kanariaconsentnote",  # the ledger of permissions is evidence
    "kanariachoir",
    "kanariapanel",
    "kanariafeedback",
    "kanariacomment",  # what a juror told the jury belongs to its decision
    "kanariareason",
    "kanariaword",  # a partner's word to the submitter
}


def held() -> str:
    """All that the database, the files, the mail, the cache and the sessions hold, as text."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            texts += [str(row) for row in cursor.fetchall()]
    texts += [str(session.get_decoded()) for session in Session.objects.all()]
    folders = (settings.PRIVATE_ROOT, settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH)
    files = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return "\n".join([*texts, *map(str, files), *(_as_read(path) for path in files)])


def _as_read(path: Path) -> str:
    """A letter as its reader sees it, whatever way of writing was chosen for its words."""
    content = path.read_bytes()
    if path.suffix != ".eml":
        return content.decode("latin-1")
    letter = email.message_from_bytes(content, policy=email.policy.default)
    return f"{letter['to']} {letter['subject']} {letter.get_content()}"


@pytest.fixture
def mail(settings, tmp_path):
    """Letters become files, as in an embedded installation; `mail()` sends what waits."""
    settings.EMAIL_BACKEND = "people.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    return outbox.send_due


def test_nothing_of_a_person_is_left_anywhere_but_what_proves_something(
    aino, mail, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    assert mail() > 5
    make.letter(to=ADDRESS, subject="kanarialetter", body="kanariabody")  # waits when she goes
    file = Attachment.objects.get(name="kanariafile.pdf").file
    cache.set("anything", "for a while")
    before = held()
    assert (NAME[1] in before, ADDRESS in before, "kanariaanswer" in before) == (True, True, True)

    with django_capture_on_commit_callbacks(execute=True):
        forget(aino, by=aino)

    after = held().lower() + caplog.text.lower()
    words = {*(name.lower() for name in NAME), "osoitekanaria", "+358 50 kanaria", "kanariaanswer"}
    words |= {"kanariainterest", "kanariarefusal", "kanariafile", "kanarialetter", "kanariabody"}
    words |= {"kanariatext", "kanariapage", "kanariareply", "europe/stockholm"}
    assert {word for word in words if word in after} == set()
    assert {word for word in STAYS if word not in after} == set()
    assert not storages["private"].exists(f"attachments/{file[:2]}/{file}")


def test_letters_leave_files_that_go_with_their_words(aino, mail, settings):
    settings.EMAIL_FILE_PATH.mkdir()
    older = [settings.EMAIL_FILE_PATH / f"{number}.log" for number in range(2)]
    for path, words in zip(older, (f"To: {ADDRESS.upper()}", "To: toinen@example.org"), strict=True):
        path.write_text(words)
    sent = mail()
    files = set(settings.EMAIL_FILE_PATH.iterdir())
    about = {path for path in files if ADDRESS in _as_read(path).lower()}
    assert (len(files), older[0] in about, len(about) > 3) == (sent + 2, True, True)

    forget(aino, by=aino)

    left = set(settings.EMAIL_FILE_PATH.iterdir())
    assert (left & about, older[1] in left, len(left) > 1) == (set(), True, True)


def test_a_letter_that_was_being_sent_while_its_reader_went_leaves_no_file(mail, settings, monkeypatch):
    letter, written = make.letter(to=ADDRESS), outbox._message

    def written_while_the_row_goes(*given):
        Letter.objects.filter(to=letter.to).delete()
        return written(*given)

    monkeypatch.setattr(outbox, "_message", written_while_the_row_goes)
    assert (mail(), list(settings.EMAIL_FILE_PATH.iterdir())) == (1, [])


def test_others_still_read_their_letters_without_the_name(aino):
    forget(aino, by=aino)
    letter = Letter.objects.get(kind="invitation", to=INVITATION["email"])
    assert "…, Seura" in letter.body
