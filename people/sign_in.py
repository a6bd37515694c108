"""One door for everybody: type an address, receive a code, type the code.

A new address gets an empty account at the first code, so that known and unknown addresses are
answered alike and nobody meets a separate registration.
"""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.views import RequestLoginCodeView
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people import outbox
from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix, email, context):
        """Allauth's letters leave through our outbox, in the language of the reader's screen."""
        message = self.render_mail(template_prefix, email, {**context, "email": email})
        outbox.queue_text(
            kind=template_prefix.rsplit("/", 1)[-1],
            to=email,
            subject=message.subject,
            body=message.body,
            language=get_language(),
            forget_after_sending=True,
        )

    def is_safe_url(self, url):
        try:
            return super().is_safe_url(url)
        except ValueError:  # an address that cannot even be taken apart
            return False

    def format_email_subject(self, subject):
        return subject

    def is_open_for_signup(self, request):
        return False  # accounts come from SignInForm alone


class SignInForm(RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        help_text=_("We send a code to this address. You need no password."),
    )

    def clean_email(self):
        email = super().clean_email().lower()
        if self._user is None and not User.objects.filter(email=email).exists():
            self._user = User.objects.create_user(email, language=get_language())
            context.request.new_account = True
        return email


class CodeForm(ConfirmLoginCodeForm):
    """Counts wrong codes per address and per machine, however many codes somebody asks for."""

    def clean_code(self):
        request = context.request
        counted = {"action": "login_failed", "key": request._login_stage.state["email"].lower()}
        if not ratelimit.consume(request, dry_run=True, **counted):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            return super().clean_code()
        except forms.ValidationError:
            ratelimit.consume(request, **counted)
            raise


class SignInView(RequestLoginCodeView):
    """Asks for an address, also while a code is on its way: it may have gone to a mistyped one."""

    def _redirect_to_pending_stage(self, request, stage):
        return None


sign_in = SignInView.as_view()
