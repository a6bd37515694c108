"""Personal data that entries hold."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from campaign.models import Campaign
from campaign.templatetags.moments import moment
from people.models import User
from people.personal_data import Section
from pledges import answers
from pledges.models import Answer, Attachment, Entry, Interest, Partner, Submission, Writer
from pledges.states import STANDING


def sections(person: User, _reader: User) -> list[Section]:
    return [
        _entries(person),
        _answers(person),
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


def _received_from(person):
    """What was received with the person as contact, also where another has taken their place since."""
    return Submission.objects.filter(content__contact__email__iexact=person.email)


def _entries(person):
    columns = {
        "reference": _("Reference number"),
        "title": _("Title"),
        "organisation": _("Organisation"),
        "campaign": _("Campaign"),
        "state": _("State"),
        "written": _("Written by this person"),
        "contact": _("Named as contact person"),
    }
    received = {one.entry_id: one.content["contact"] for one in _received_from(person)}
    rows = [
        {
            "reference": entry.reference or "",
            "title": entry.title,
            "organisation": str(entry.organisation),
            "campaign": str(entry.campaign),
            "state": entry.get_state_display(),
            "written": _("Yes") if entry.created_by_id == person.pk else _("No"),
            "contact": _contact(entry, person, received.get(entry.pk)),
        }
        for entry in _about(person).select_related("organisation", "campaign").order_by("pk")
    ]
    return Section("entries", _("Entries"), columns, rows)


def _contact(entry, person, received: dict | None) -> str:
    stands = {"name": entry.contact_name, "email": entry.contact_email, "phone": entry.contact_phone}
    named = stands if entry.contact_email.lower() == person.email else received or {}
    return ", ".join(filter(None, (named.get(part) for part in ("name", "email", "phone"))))


def _answers(person):
    """Taken to be about whoever is the contact person or wrote the entry, as when they are erased."""
    columns = {"entry": _("Entry"), "question": _("Question"), "answer": _("Answer")}
    own = Q(entry__created_by=person) | Q(entry__contact_email__iexact=person.email)
    given = Answer.objects.given().filter(own, question__is_personal=True)
    given = list(given.select_related("entry").order_by("pk"))
    rows = [
        {"entry": str(answer.entry), "question": shown.question, "answer": shown.words}
        for answer, shown in zip(given, answers.shown(given), strict=True)
    ]
    return Section("answers", _("Answers to questions about people"), columns, rows)


def _files(person):
    columns = {"added": _("Added"), "name": _("Name"), "entry": _("Entry"), "question": _("Question")}
    found = Attachment.objects.filter(added_by=person).select_related("entry", "question").order_by("pk")
    rows = [
        {
            "added": attachment.added_at,
            "name": attachment.name,
            "entry": str(attachment.entry),
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
