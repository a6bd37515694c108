"""One door for everybody: type an address, receive a code, type the code.

A new address gets an empty account at the first code, so that known and unknown addresses are
answered alike and nobody meets a separate registration.
"""

import functools
import time

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.views import RequestLoginCodeView, logout
from allauth.core import context, ratelimit
from allauth.core.internal.ratelimit import get_ip
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from people import outbox
from people.models import User
from people.text import EmailField

BEAT = 0.025  # seconds; a question for a code takes 5 to 10 ms, whoever asks


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code that we sent. Copy it from the newest letter.")
    }

    def send_mail(self, template_prefix, email, context):
        """Allauth's letters leave through our outbox, in the language of the reader's screen."""
        message = self.render_mail(template_prefix, email, {**context, "email": email})
        return outbox.queue_text(
            kind=template_prefix.rsplit("/", 1)[-1],
            to=email,
            subject=message.subject,
            body=message.body,
            language=get_language(),
            forget_after_sending=True,
        )

    def write_to_nobody(self, request, email):
        """As much work as a code that is sent, for an account that is closed."""
        with transaction.atomic():
            code = {"request": request, "code": self.generate_login_code()}
            self.send_mail("account/email/login_code", email, code).delete()

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # an address that cannot even be taken apart
            return False

    def format_email_subject(self, subject):
        return subject

    def is_open_for_signup(self, request):
        return False  # accounts come from SignInForm alone


def _from_here(request, email: str) -> str:
    """What is counted of an address at one machine: what others type elsewhere keeps nobody out."""
    return f"{email.lower()} {get_ip(request)}"


class SignInForm(RequestLoginCodeForm):
    email = EmailField(
        label=_("E-mail address"),
        autocomplete="email",
        widget=forms.EmailInput(attrs={"autofocus": True}),
        help_text=_("We send a code to this address. You need no password."),
    )

    def clean_email(self):
        """Known, new or closed: each is asked for and written to once, so that each takes as long."""
        key = _from_here(context.request, self.cleaned_data["email"])
        if not ratelimit.consume(context.request, action="request_login_code_from_here", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        email = super().clean_email().lower()
        is_taken = User.objects.filter(email=email).exists()
        if self._user:
            self._user.save(update_fields=["email"])
        elif is_taken:
            get_adapter().write_to_nobody(context.request, email)
        else:
            self._user = User.objects.create_user(email, language=get_language())
        return email


class CodeForm(ConfirmLoginCodeForm):
    """Counts wrong codes per machine, of one address and of all, however many codes somebody asks for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        attrs = self.fields["code"].widget.attrs
        attrs.pop("placeholder", None)  # it says no more than the label
        attrs["autofocus"] = True

    def clean_code(self):
        """The right code of whoever typed no wrong one in this browser is taken, whatever others typed."""
        request = context.request
        state = request._login_stage.state
        counted = {"action": "login_failed", "key": _from_here(request, state["email"])}
        if state["failed_attempts"] and not ratelimit.consume(request, dry_run=True, **counted):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            return super().clean_code()
        except forms.ValidationError:
            if not ratelimit.consume(request, **counted):
                raise get_adapter().validation_error("too_many_login_attempts") from None
            raise


def on_the_beat(view):
    """Lets an answer go at the next beat only.

    A fraction of a millisecond, by which writing an account differs from finding one, tells nothing then.
    """

    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        began = time.perf_counter()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(BEAT - (time.perf_counter() - began) % BEAT)
        return response

    return answer


class SignInView(RequestLoginCodeView):
    """Asks for an address, also while a code is on its way: it may have gone to a mistyped one."""

    def _redirect_to_pending_stage(self, request, stage):
        return None


sign_in = on_the_beat(SignInView.as_view())


def from_wagtails_door(request):
    """Wagtail sends here whoever may not read a page or a file, be they signed in or not."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{request.GET.urlencode()}")


@never_cache
def sign_out(request):
    """What the browser keeps of texts that were not saved goes too: the next person at it may be another."""
    answer = logout(request)
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"storage"'
    return answer
