"""Personal data that entries hold."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from campaign.models import Campaign
from campaign.templatetags.moments import moment
from people.models import User
from people.personal_data import Section
from pledges import answers
from pledges.models import Answer, Attachment, Entry, Interest, Partner, Submission, Writer
from pledges.states import STANDING


def sections(person: User, _reader: User) -> list[Section]:
    kept = _sent_before_leaving(person)
    return [
        _entries(person, kept),
        _answers(person, kept),
        _files(person),
        _invitations(person),
        _writing(person),
        _interests(person),
    ]


def how_long(person: User) -> list[str]:
    campaigns = Campaign.objects.filter(entries__in=_about(person), erases_at__gt=timezone.now())
    words = _("%(campaign)s: answers about people and drafts that were never sent are erased on %(moment)s.")
    return [
        words % {"campaign": campaign, "moment": moment(campaign.erases_at, campaign)}
        for campaign in campaigns.distinct().order_by("pk")
    ]


def _about(person):
    own = Q(created_by=person) | Q(contact_email__iexact=person.email)
    return Entry.objects.filter(own | Q(pk__in=_received_from(person).values("entry")))


def _reads(person) -> Q:
    """Entries that are the person's to read; their writer's only while they act for the organisation."""
    writes = Q(created_by=person, organisation__in=person.organisations.values("pk"))
    return writes | Q(contact_email__iexact=person.email)


def _sent_before_leaving(person) -> dict[int, Submission]:
    """Of entries that the person wrote and reads no longer, what was sent in last while they still did."""
    sent = Submission.objects.filter(entry__created_by=person)
    sent = sent.exclude(entry__in=Entry.objects.filter(_reads(person)).values("pk")).order_by("number")
    lines = ModelLogEntry.objects.filter(
        action="people.organisation.remove_person", data__person=person.pk
    ).order_by("timestamp")
    left_at = dict(lines.values_list("object_id", "timestamp"))
    return {
        one.entry_id: one
        for one in sent.select_related("entry").prefetch_related("entry__campaign__questions")
        if (moment_left := left_at.get(str(one.entry.organisation_id))) and one.at <= moment_left
    }


def _received_from(person):
    """What was received with the person as contact, also where another has taken their place since."""
    return Submission.objects.filter(content__contact__email__iexact=person.email)


def _entries(person, kept):
    """Of those that are not the person's to read any more, nothing that was written since."""
    columns = {
        "reference": _("Reference number"),
        "title": _("Title"),
        "organisation": _("Organisation"),
        "campaign": _("Campaign"),
        "state": _("State"),
        "written": _("Written by this person"),
        "contact": _("Named as contact person"),
    }
    received = {one.entry_id: one.content for one in _received_from(person)}
    known = received | {key: one.content for key, one in kept.items()}
    entries = _about(person).annotate(is_read=_reads(person)).select_related("organisation", "campaign")
    rows = [
        {
            "reference": entry.reference or "",
            "title": entry.title if entry.is_read else known.get(entry.pk, {}).get("title", ""),
            "organisation": str(entry.organisation),
            "campaign": str(entry.campaign),
            "state": entry.get_state_display() if entry.is_read else "",
            "written": _("Yes") if entry.created_by_id == person.pk else _("No"),
            "contact": _contact(entry, person, received.get(entry.pk, {}).get("contact")),
        }
        for entry in entries.order_by("pk")
    ]
    return Section("entries", _("Entries"), columns, rows)


def _contact(entry, person, received: dict | None) -> str:
    stands = {"name": entry.contact_name, "email": entry.contact_email, "phone": entry.contact_phone}
    named = stands if entry.contact_email.lower() == person.email else received or {}
    return ", ".join(filter(None, (named.get(part) for part in ("name", "email", "phone"))))


def _answers(person, kept):
    """Taken to be about whoever is the contact person or wrote the entry, as when they are erased."""
    columns = {"entry": _("Entry"), "question": _("Question"), "answer": _("Answer")}
    read = Entry.objects.filter(_reads(person)).values("pk")
    given = Answer.objects.given().filter(entry__in=read, question__is_personal=True)
    given = list(given.select_related("entry").order_by("pk"))
    rows = [
        {"entry": str(answer.entry), "question": shown.question, "answer": shown.words}
        for answer, shown in zip(given, answers.shown(given), strict=True)
    ]
    rows += [row for submission in kept.values() for row in _answers_sent(submission)]
    return Section("answers", _("Answers to questions about people"), columns, rows)


def _answers_sent(submission) -> list[dict]:
    content = submission.content
    labels = answers.thawed(content.get("choices", {}))
    return [
        {
            "entry": f"{submission.entry.reference} {content['title']}",
            "question": str(question),
            "answer": answers.words(question, content["answers"][question.slug], labels),
        }
        for question in submission.entry.campaign.questions.all()
        if question.is_personal and content["answers"].get(question.slug)
    ]


def _files(person):
    columns = {"added": _("Added"), "name": _("Name"), "entry": _("Entry"), "question": _("Question")}
    found = Attachment.objects.filter(added_by=person).select_related("entry", "question").order_by("pk")
    writes_along = Q(pk__in=Writer.objects.filter(email=person.email).values("entry"))
    read = set(Entry.objects.filter(_reads(person) | writes_along).values_list("pk", flat=True))
    rows = [
        {
            "added": attachment.added_at,
            "name": attachment.name,
            "entry": str(attachment.entry)
            if attachment.entry_id in read
            else attachment.entry.reference or "",
            "question": str(attachment.question or ""),
        }
        for attachment in found
    ]
    return Section("attachments", _("Attachments"), columns, rows)


def _invitations(person):
    columns = {
        "invited": _("Invited"),
        "organisation": _("Organisation"),
        "entry": _("Entry"),
        "state": _("State"),
        "word": _("Word to the submitter"),
    }
    found = Partner.objects.filter(email__iexact=person.email).select_related("organisation", "entry")
    rows = [
        {
            "invited": partner.invited_at,
            "organisation": str(partner.organisation),
            "entry": _entry_of(partner),
            "state": partner.get_state_display(),
            "word": partner.answer_note,
        }
        for partner in found
    ]
    return Section("invitations", _("Invitations to be a partner"), columns, rows)


def _entry_of(partner) -> str:
    """Whoever takes no part, and is asked no more, reads of nothing that is being written."""
    entry = partner.entry
    return entry.title if partner.state in STANDING else entry.reference or ""


def _writing(person):
    columns = {"since": _("Since"), "entry": _("Entry"), "partner": _("Partner")}
    found = Writer.objects.filter(email=person.email).select_related("entry", "partner__organisation")
    rows = [
        {
            "since": writer.created_at,
            "entry": str(writer.entry),
            "partner": str(writer.partner.organisation),
        }
        for writer in found
    ]
    return Section("writing", _("Drafts that this person writes along in"), columns, rows)


def _interests(person):
    columns = {
        "registered": _("Registered"),
        "entry": _("Initiative"),
        "organisation": _("Organisation"),
        "words": _("What it could bring"),
        "email": _("E-mail address"),
        "answer": _("Word of the submitter"),
    }
    own = Q(by=person) | Q(email=person.email)
    rows = [
        {
            "registered": one.created_at,
            "entry": one.entry.reference,
            "organisation": str(one.organisation),
            "words": one.words,
            "email": one.email if one.email == person.email else "",
            "answer": one.answer,
        }
        for one in Interest.objects.filter(own).select_related("entry", "organisation")
    ]
    return Section("interests", _("Initiatives that one’s organisation would like to join"), columns, rows)
