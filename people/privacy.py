"""The end of an account. The row stays, because the audit log keeps pointing at it.

Packages that keep a person's data elsewhere than in the account empty it with
`hooks.register("forget_person")`: a function of the person, called before the account is emptied.
"""

import re
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import APIToken, ModelLogEntry
from wagtail.users.models import UserProfile

from people import mail_files
from people.models import Letter, Nomination, Organisation, User
from people.permissions import can_forget
from people.representation import hand_over

FORGOTTEN_ADDRESS = "forgotten@invalid.example"
LETTERS_KEPT = timedelta(days=365)


@transaction.atomic
def forget(user: User, *, by) -> User:
    """Empty the account of everything personal, end its representations and its sessions."""
    if by is not None and not can_forget(by, user):
        raise PermissionDenied
    for forget_elsewhere in hooks.get_hooks("forget_person"):
        forget_elsewhere(user)
    _forget_letters(user)
    _forget_in_letters_to_others(user)
    _forget_profile(user)
    ModelLogEntry.objects.for_instance(user).update(label=str(user.pk))
    _end_representations(user)
    user.emailaddress_set.all().delete()
    user.authenticator_set.all().delete()
    APIToken.objects.filter(user=user).delete()
    FormState.objects.filter(user=user).delete()
    user.groups.clear()
    user.email = f"forgotten-{user.pk}@invalid.example"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.forgotten_at = timezone.now()
    user.set_unusable_password()
    user.save()
    _end_sessions(user)
    log(instance=user, action="people.user.forget", user=by, title=str(user.pk))
    return user


def _end_representations(user: User) -> None:
    Nomination.objects.filter(email__iexact=user.email).delete()
    own = list(Organisation.objects.filter(representatives__user=user).order_by("pk").select_for_update())
    user.representations.all().delete()
    for organisation in own:
        hand_over(organisation)


def _forget_letters(user: User) -> None:
    letters = Letter.objects.filter(to__iexact=user.email)
    mail_files.remove_older(user.email)
    unsent = letters.filter(sent_at__isnull=True)
    mail_files.remove(unsent.values_list("pk", flat=True))  # of one that is just being sent
    unsent.delete()
    _empty(letters)


def _forget_in_letters_to_others(user: User) -> None:
    """The address goes wherever others were told of it, the name where they were asked to act along."""
    _leave_out(user.email, Letter.objects.all())
    asked = ModelLogEntry.objects.filter(action="people.organisation.nominate", user=user)
    keys = [f"nomination:{data.get('nomination')}" for data in asked.values_list("data", flat=True)]
    forget_name(user, Letter.objects.filter(key__in=keys))


def forget_name(user: User, letters) -> None:
    """Take a person's name out of the letters in which others were told that they ask.

    Out of no others: anybody may call themselves by words that stand in everybody's letters.
    """
    if user.first_name and user.last_name:  # a first name alone may be anybody's
        _leave_out(user.get_full_name(), letters)


def _leave_out(words: str, letters) -> None:
    whole = re.compile(rf"(?<![\w.+-]){re.escape(words)}(?!\w)", re.IGNORECASE)
    for letter in letters.filter(Q(body__icontains=words) | Q(subject__icontains=words)):
        letter.subject, letter.body = whole.sub("…", letter.subject), whole.sub("…", letter.body)
        letter.save(update_fields=["subject", "body"])
        mail_files.remove([letter.pk])


def end_old_sessions(at: datetime) -> None:
    """The chore: sessions that have run out, with whatever was typed in them, are not kept."""
    Session.objects.filter(expire_date__lt=at).delete()


def forget_old_letters(at: datetime) -> None:
    """The chore: what was written to people is kept for a year, the fact that it was sent for longer."""
    old = Letter.objects.filter(sent_at__lte=at - LETTERS_KEPT)
    _empty(old.exclude(to=FORGOTTEN_ADDRESS))


def _empty(letters) -> None:
    mail_files.remove(letters.values_list("pk", flat=True))
    letters.update(
        # Keys name the event, mostly with the address in it.
        key=Concat(Value("forgotten:"), Cast("pk", CharField())),
        to=FORGOTTEN_ADDRESS,
        subject="",
        body="",
        last_error="",
    )


def _forget_profile(user: User) -> None:
    for profile in UserProfile.objects.filter(user=user):
        profile.avatar.delete(save=False)
        profile.delete()


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
