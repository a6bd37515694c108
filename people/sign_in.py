"""One door for everybody: type an address, receive a code, type the code.

A new address gets an empty account at the first code, so that known and unknown addresses are
answered alike and nobody meets a separate registration.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from allauth.core import context
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

    def format_email_subject(self, subject):
        return subject

    def is_open_for_signup(self, request):
        return False  # accounts come from SignInForm alone


class SignInForm(RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
        help_text=_("We send a six-character code to this address. You need no password."),
    )

    def clean_email(self):
        email = super().clean_email().lower()
        if self._user is None and not User.objects.filter(email=email).exists():
            self._user = User.objects.create_user(email, language=get_language())
            context.request.new_account = True
        return email
