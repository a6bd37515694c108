"""One door: a code by e-mail and a second factor (allauth), no password; behind it what is one's own."""

from allauth.account import views as account
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from people.sign_in import from_wagtails_door, sign_in, sign_out
from people.views import feedback, my_data, organisation
from people.views.account import account as own_account

# Translators: parts of web addresses are in small letters without spaces, with the slash at the end.
_sign_in = [
    path("", sign_in, name="account_login"),
    path("", sign_in, name="account_request_login_code"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inactive/", account.account_inactive, name="account_inactive"),
]

_organisation = [
    path("", organisation.organisation, name="organisation"),
    path(_("logo/"), organisation.logo, name="organisation_logo"),
    path(_("add-colleague/"), organisation.add_colleague, name="add_colleague"),
    path(
        _("remove-colleague/"),
        include([path("<int:representative>/", organisation.remove_colleague, name="remove_colleague")]),
    ),
    path(
        _("take-back/"),
        include([path("<int:nomination>/", organisation.take_back_question, name="take_back_question")]),
    ),
    path(_("answer/"), organisation.answer_nomination, name="answer_nomination"),
]

_feedback = [
    path("", feedback.feedback, name="accessibility_feedback"),
    path(_("thank-you/"), feedback.thanks, name="accessibility_feedback_thanks"),
]

_own_data = [
    path(_("my-data/"), my_data.my_data, name="my_data"),
    path(_("my-data/"), include([path("json/", my_data.download, name="download_my_data")])),
    path(_("erase-me/"), my_data.erase_me, name="erase_me"),
]

urlpatterns = [
    path(_("sign-in/"), include(_sign_in)),
    # Its address in every language before it was translated.
    path(
        "sign-in/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="old_sign_in",
    ),
    # Wagtail has a door of its own, with a password, before pages that are not for everybody.
    path("_util/login/", from_wagtails_door, name="wagtailcore_login"),
    path("sign-out/", sign_out, name="account_logout"),
    path(_("my-account/"), own_account, name="account"),
    path(_("my-account/"), include(_own_data)),
    path(_("my-organisations/"), include([path("<uuid:uuid>/", include(_organisation))])),
    path(_("accessibility-feedback/"), include(_feedback)),
    path("second-factor/", include("allauth.mfa.urls")),
]
