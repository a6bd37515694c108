"""One door: allauth's views for a code by e-mail and a second factor, and nothing that needs a password."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/inactive/", account.account_inactive, name="account_inactive"),
    path("second-factor/", include("allauth.mfa.urls")),
]
