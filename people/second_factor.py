"""The second factor of staff, beyond what allauth does by itself."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver


@receiver(authenticator_added)
def count_the_first_code(request, user, authenticator, **kwargs):
    """Whoever has just set up the application has shown a code of it, and is not asked for another."""
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)
