"""What entries forget of a person."""

from django.db.models import Q

from people.models import Letter, User
from people.privacy import FORGOTTEN_ADDRESS, forget_name
from pledges import snapshots
from pledges.models import Answer, Attachment, Entry, Interest, Partner, Submission, Writer
from pledges.projection import changed


def forget(person: User) -> None:
    """Take the person out of entries, out of what was received, and out of invitations.

    Answers with personal data are taken to be about whoever is the contact person or wrote the entry.
    """
    snapshots.forget(person)
    _forget_who_asked(person)
    own = Entry.objects.filter(Q(created_by=person) | Q(contact_email__iexact=person.email)).values("pk")
    Answer.objects.filter(entry__in=own, question__is_personal=True).update(text="")
    theirs = Q(added_by=person) | Q(entry__in=own)
    _forget_files(Attachment.objects.filter(theirs, question__is_personal=True))
    named = Q(content__contact__email__iexact=person.email)
    for submission in Submission.objects.filter(named | Q(entry__created_by=person)).select_related("entry"):
        personal = submission.entry.campaign.questions.filter(is_personal=True)
        is_contact = submission.content["contact"]["email"].lower() == person.email
        submission.redact(contact=is_contact, questions=personal.values_list("slug", flat=True))
    entries = Entry.objects.filter(contact_email__iexact=person.email)
    named_in = list(entries.values_list("pk", flat=True))
    entries.update(contact_name="", contact_email="", contact_phone="")
    changed(named_in)
    Partner.objects.filter(email__iexact=person.email).update(email=FORGOTTEN_ADDRESS)
    Writer.objects.filter(email=person.email).delete()
    _forget_interests(Interest.objects.filter(Q(by=person) | Q(email=person.email)))


def _forget_interests(interests) -> None:
    """With the letters that told submitters of them: they say where the person is reached."""
    for key in interests.values_list("pk", flat=True):
        Letter.objects.filter(key__startswith=f"interest:{key}:").delete()
    interests.delete()


def _forget_who_asked(person: User) -> None:
    """Those whom the person invited were told the name."""
    asked = Q(invited_by=person) | Q(entry__contact_email__iexact=person.email)
    for key in Partner.objects.filter(asked).values_list("pk", flat=True):
        letters = Q(key__startswith=f"invitation:{key}:") | Q(key__startswith=f"reminder:{key}:")
        forget_name(person, Letter.objects.filter(letters))


def _forget_files(files) -> None:
    for file in files.select_related("entry", "question"):
        for submission in file.entry.submissions.all():
            submission.redact(contact=False, questions=[file.question.slug])
        file.delete()
