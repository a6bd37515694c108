"""One door: a code by e-mail and a second factor (allauth), no password; behind it the own account."""

from allauth.account import views as account
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from people.sign_in import sign_in
from people.views.account import account as own_account

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path(_("my-account/"), own_account, name="account"),
    path("second-factor/", include("allauth.mfa.urls")),
]
