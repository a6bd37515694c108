"""The end of an account. The row stays, because the audit log keeps pointing at it.

Packages that keep a person's data elsewhere than in the account empty it with
`hooks.register("forget_person")`: a function of the person, called before the account is emptied.
"""

from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from people.models import Letter, User
from people.permissions import can_forget


@transaction.atomic
def forget(user: User, *, by) -> User:
    """Empty the account of everything personal, end its representations and its sessions."""
    if by is not None and not can_forget(by, user):
        raise PermissionDenied
    for forget_elsewhere in hooks.get_hooks("forget_person"):
        forget_elsewhere(user)
    _forget_letters(user)
    _forget_profile(user)
    ModelLogEntry.objects.for_instance(user).update(label=str(user.pk))
    user.representations.all().delete()
    user.emailaddress_set.all().delete()
    user.authenticator_set.all().delete()
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


def _forget_letters(user: User) -> None:
    letters = Letter.objects.filter(to__iexact=user.email)
    letters.filter(sent_at__isnull=True).delete()
    letters.update(
        # Keys name the event, mostly with the address in it.
        key=Concat(Value("forgotten:"), Cast("pk", CharField())),
        to="forgotten@invalid.example",
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
