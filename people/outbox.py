"""The outbox: letters are rows first and mail later.

A letter is written in the transaction of the change it reports, so that a change without its letter,
or a letter without its change, cannot exist. It is sent afterwards under a row lock and only then
marked sent: a crash in between sends it again with the same Message-ID instead of losing it.
"""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.log_actions import log

from people import mail_files
from people.models import Letter
from people.permissions import can_retry_letters

WAITS = [timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)]
PUT_OFF = timedelta(minutes=5)
# Addresses of people whom a rehearsal invents. No such domain can ever exist (RFC 2606).
INVENTED_DOMAIN = "rehearsal.invalid"


def queue(template: str, *, to: str, language: str, key: str, context: dict) -> None:
    """Write one letter from "<app>/letters/<name>.txt", unless one with this key exists already."""
    queue_all([compose(template, to=to, language=language, key=key, context=context)])


def queue_all(letters: Iterable[Letter]) -> None:
    """Write letters in one statement; none that has the key of one written before."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True)


def compose(template: str, *, to: str, language: str, key: str, context: dict) -> Letter:
    """A letter that is not queued yet: the first line of its template is the subject, the rest the text.

    `context` names the `campaign` that the letter is about, if any: those of a rehearsal are captured.
    """
    subject, body = render(template, language, context)
    kind = template.rsplit("/", 1)[-1].removesuffix(".txt")
    campaign = context.get("campaign")
    captured_for = campaign.slug if campaign is not None and campaign.is_rehearsal else ""
    columns = _columns(
        kind=kind, to=to, subject=subject, body=body, language=language, captured_for=captured_for
    )
    return Letter(key=key, **columns)


def render(template: str, language: str, context: dict) -> tuple[str, str]:
    """Subject and text of a letter in its reader's language, also for a preview."""
    with translation.override(language):
        rendered = render_to_string(template, {**context, "address": settings.PUBLIC_ADDRESS})
    subject, _, body = rendered.strip().partition("\n")
    return subject, body.strip()


def queue_text(*, key=None, **parts) -> Letter | None:
    """Write one letter of these parts; None when the letter with this key already exists."""
    letter, created = Letter.objects.get_or_create(key=key or str(uuid.uuid4()), defaults=_columns(**parts))
    return letter if created else None


def _columns(*, kind, to, subject, body, language, forget_after_sending=False, captured_for="") -> dict:
    """Nothing leaves for an address that was invented for a rehearsal."""
    if to.endswith(f"@{INVENTED_DOMAIN}"):
        captured_for = captured_for or INVENTED_DOMAIN
    return {
        "kind": kind,
        "to": to,
        # A line break in a subject would be a header of the sender's choosing.
        "subject": " ".join(subject.split())[:300],
        "body": body,
        "language": language,
        "forget_after_sending": forget_after_sending,
        "captured_for": captured_for,
    }


def send_due(limit: int = 100) -> int:
    """Send what is waiting; return how many letters left. Safe to run in several processes."""
    mail = get_connection()
    try:
        due = Letter.objects.due().order_by("try_at", "pk").values_list("pk", flat=True)
        return sum(_send(pk, mail) for pk in list(due[:limit]))
    finally:
        mail.close()


@transaction.atomic
def try_again(letter: Letter, *, by) -> bool:
    """Put a letter that was given up back among those waiting; False when there is nothing to send.

    A one-time code has expired by then and is not sent again.
    """
    if by is not None and not can_retry_letters(by):
        raise PermissionDenied
    stuck = Letter.objects.given_up().filter(pk=letter.pk, forget_after_sending=False)
    if not stuck.update(given_up_at=None, tries=0, try_at=timezone.now()):
        return False
    log(instance=letter, action="people.letter.try_again", user=by)
    return True


def _send(pk: int, mail) -> bool:
    due = Letter.objects.due().filter(pk=pk)
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            letter = due.select_for_update(skip_locked=True).first()
            return letter is not None and _deliver(letter, mail)
    # SQLite has one lock for the whole database: held while a mail server thinks, it would stop every
    # other writer. There the letter is put off for a while instead, and tried again if we die.
    if not due.update(try_at=timezone.now() + PUT_OFF):
        return False
    return _deliver(Letter.objects.get(pk=pk), mail)


def _deliver(letter: Letter, mail) -> bool:
    row = Letter.objects.filter(pk=letter.pk)
    try:
        mail.open()
        _message(letter, mail).send()
    except Exception as error:
        mail.close()
        row.update(tries=letter.tries + 1, last_error=str(error)[:2000], **_next_try(letter))
        return False
    secret = letter.forget_after_sending and not settings.KEEP_SECRET_LETTERS
    told = row.update(tries=letter.tries + 1, sent_at=timezone.now(), **({"body": ""} if secret else {}))
    if not told:
        mail_files.remove([letter.pk])  # its reader was forgotten meanwhile
    return True


def _message(letter: Letter, mail) -> EmailMessage:
    host = settings.PUBLIC_ADDRESS.split("//")[-1].split(":")[0]
    return EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        connection=mail,
        headers={"Message-ID": f"<letter-{letter.pk}@{host}>", "Content-Language": letter.language},
    )


def _next_try(letter: Letter) -> dict:
    if letter.tries < len(WAITS):
        return {"try_at": timezone.now() + WAITS[letter.tries]}
    return {"given_up_at": timezone.now(), **({"body": ""} if letter.forget_after_sending else {})}
