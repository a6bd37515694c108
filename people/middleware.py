"""Doors that every request passes: the staff door, and the privacy of personal pages."""

from urllib.parse import quote, urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import HEADER
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied

from people.rooms import may_enter

STAFF_PREFIX = "/admin/"
# Machines read there: the same for everybody, in the language that the address asks for.
DATA_PREFIX = "/open-data/v1/"
WAGTAIL_DOOR = "/admin/login/"


class LanguageMiddleware(LocaleMiddleware):
    """Django's, except that a staff page that does not exist is not looked for on the public site.

    Nor is open data, which depends on no header of the request either.
    """

    def process_response(self, request, response):
        if request.path.startswith((STAFF_PREFIX, DATA_PREFIX)):
            return response
        return super().process_response(request, response)


class StaffDoorMiddleware:
    """Staff use the one sign-in of the public site, with a second factor where settings demand it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(STAFF_PREFIX):
            return self.get_response(request)
        response = _turned_away(request) or self.get_response(request)
        response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        # A preview is made by a request of its own, and has that of the public page.
        response.headers.pop(HEADER, None)
        return response

    def process_view(self, request, view, args, kwargs):
        is_inside = request.path.startswith(STAFF_PREFIX) and request.user.is_authenticated
        if is_inside and not may_enter(request.user, request.resolver_match):
            return permission_denied(request)
        return None


def _turned_away(request):
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "people/staff_only.html", status=403)
    if request.path == WAGTAIL_DOOR:
        return _to_the_one_door(request)
    if _second_factor_missing(request):
        messages.warning(request, _("Staff sign in with a second factor. Please set it up to continue."))
        return redirect(_second_factor_address(request))
    return None


def _to_the_one_door(request):
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = STAFF_PREFIX
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted)  # an address of ours, not the name of a view
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': wanted})}")


def _second_factor_missing(request) -> bool:
    if not settings.STAFF_SECOND_FACTOR or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return not any(record["method"] == "mfa" for record in records)


def _second_factor_address(request) -> str:
    name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
    return f"{resolve_url(name)}?{urlencode({'next': request.get_full_path()})}"


class LargestRequestMiddleware:
    """What nobody sends in good faith is turned away before it fills a disk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.LARGEST_REQUEST:
            most = settings.LARGEST_REQUEST // 1024**2
            return render(request, "413.html", {"most": most}, status=413)
        return self.get_response(request)


class WithoutNullMiddleware:
    """A NUL character means nothing to anybody, and PostgreSQL takes none.

    In an address U+FFFD stands in for it, which leads nowhere, and in questions to open data, which say what
    is wrong with them. From what is asked of pages it is left out; forms refuse it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", "\ufffd")
            request.path = request.path.replace("\0", "\ufffd")
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            stand_in = quote("\ufffd") if request.path.startswith(DATA_PREFIX) else ""
            while "%00" in asked:  # of "%0%000" one is left over
                asked = asked.replace("%00", stand_in)
            request.META["QUERY_STRING"] = asked
        return self.get_response(request)


class PrivatePagesMiddleware:
    """What a signed-in person sees is never stored by a cache between us and their browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(DATA_PREFIX):
            return response  # nobody is asked who they are
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
