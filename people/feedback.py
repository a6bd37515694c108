"""Verbs of accessibility feedback: it arrives, is answered within fourteen days, and is forgotten.

Nobody signs in to give it, so an address typed there may be somebody else's: until a person has read the
message, no letter repeats a word of it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from people import mail_files, outbox
from people.keys import without_keys
from people.models import Feedback, Letter, User
from people.permissions import can_answer_feedback, can_forget_anybody, holders_of

REMIND_BEFORE = timedelta(days=4)
KEPT = timedelta(days=365)
LETTERS = ("feedback_received", "feedback_answered")


class AlreadyAnswered(Exception):  # noqa: N818
    """Somebody else answered it meanwhile."""


@transaction.atomic
def receive(*, text: str, email: str, page: str, language: str, receipt: bool = True) -> Feedback:
    """Keep what somebody told us, and confirm it by letter if they want an answer.

    The keys in addresses open doors, so they stay out of what staff read.
    """
    words = {"text": without_keys(text), "page": without_keys(page)}
    feedback = Feedback.objects.create(**words, email=email, language=language, arrived_at=timezone.now())
    log(instance=feedback, action="people.feedback.receive")
    if feedback.email and receipt:
        _write("feedback_received", feedback)
    return feedback


@transaction.atomic
def answer(feedback, words: str, *, by, how=Feedback.How.LETTER) -> Feedback:
    """Answer by letter or, otherwise than by letter, keep how it was done. Raises AlreadyAnswered."""
    if by is not None and not can_answer_feedback(by):
        raise PermissionDenied
    how = how if feedback.email else Feedback.How.OTHERWISE
    waiting = Feedback.objects.waiting().filter(pk=feedback.pk)
    if not waiting.update(answered_at=timezone.now(), how=how, answer=words, answered_by=by):
        raise AlreadyAnswered
    feedback.refresh_from_db()
    log(instance=feedback, action="people.feedback.answer", user=by, data={"how": how})
    if how == Feedback.How.LETTER:
        _write("feedback_answered", feedback)
    return feedback


@transaction.atomic
def erase(feedback, *, by) -> None:
    """Somebody wants it gone: the message, the answer, and the letters about it."""
    if by is not None and not can_forget_anybody(by):
        raise PermissionDenied
    log(instance=feedback, action="people.feedback.erase", user=by)
    _delete(Feedback.objects.filter(pk=feedback.pk))


def forget(person: User) -> None:
    """What was written with the person's address; the letters to it are emptied elsewhere."""
    Feedback.objects.filter(email=person.email.lower()).delete()


def forget_old(at: datetime) -> None:
    """The chore: a year after its answer nobody asks any more."""
    _delete(Feedback.objects.answered().filter(answered_at__lte=at - KEPT))


def _delete(feedback) -> None:
    events = [f"{name}:{key}" for key in feedback.values_list("pk", flat=True) for name in LETTERS]
    letters = Letter.objects.filter(key__in=events)
    mail_files.remove(letters.values_list("pk", flat=True))
    letters.delete()
    feedback.delete()


def remind_staff(at: datetime) -> None:
    """The chore: once, some days before the last one, everybody who may answer is told that it comes."""
    soon = Feedback.objects.waiting().due_by(timezone.localdate(at + REMIND_BEFORE))
    due = list(soon.filter(reminded_at=None).select_for_update().order_by("arrived_at", "pk"))
    if not due:
        return
    Feedback.objects.filter(pk__in=[one.pk for one in due]).update(reminded_at=at)
    for person in holders_of("people.answer_feedback").order_by("pk"):
        _tell(person, due)


def _tell(person: User, due: list[Feedback]) -> None:
    link = reverse("feedback:index")
    outbox.queue(
        "people/letters/feedback_due.txt",
        to=person.email,
        language=person.language,
        key=f"feedback_due:{due[0].pk}:{person.pk}",
        context={"number": len(due), "first": due[0], "site": settings.WAGTAIL_SITE_NAME, "link": link},
    )


def _write(name: str, feedback) -> None:
    with translation.override(feedback.language):
        link = resolve_url("accessibility_statement")
    outbox.queue(
        f"people/letters/{name}.txt",
        to=feedback.email,
        language=feedback.language,
        key=f"{name}:{feedback.pk}",
        context={"feedback": feedback, "site": settings.WAGTAIL_SITE_NAME, "link": link},
    )
