"""The end of an account. The row stays, because the audit log keeps pointing at it."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from people.models import Letter, User


@transaction.atomic
def forget(user: User, *, by) -> User:
    """Empty the account of everything personal, end its representations and its sessions."""
    letters = Letter.objects.filter(to__iexact=user.email)
    letters.filter(sent_at__isnull=True).delete()
    letters.update(to="forgotten@invalid.example", subject="", body="")
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


def _end_sessions(user: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
