"""What only a demonstration may do: sign in as somebody with one click, and read everybody's letters."""

import re

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from demo.people import demo_users
from people.languages import remember
from people.models import Letter

BACKEND = "django.contrib.auth.backends.ModelBackend"
LETTERS_PER_SCREEN = 30


@require_POST
def sign_in(request):
    user = demo_users().filter(email=request.POST.get("person", "")).first()
    if user is None:
        raise PermissionDenied
    login(request, user, backend=BACKEND)
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = user.language
    # This address and the staff's have no language in them: go on in that of the page with the button.
    return remember(HttpResponseRedirect(_destination(request, user, language)), language)


def _destination(request, user, language) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    with translation.override(language):
        is_staff = user.has_perm("wagtailadmin.access_admin")
        return reverse("wagtailadmin_home" if is_staff else "pledges:my_entries")


@require_safe
@never_cache
def letters(request):
    screen = Paginator(Letter.objects.all(), LETTERS_PER_SCREEN).get_page(request.GET.get("page"))
    return _not_for_robots(render(request, "demo/letters.html", {"screen": screen}))


@require_safe
@never_cache
def letter(request, pk):
    found = get_object_or_404(Letter, pk=pk)
    # The site may run under another port today, or be reached under another name.
    here = request.build_absolute_uri("/").rstrip("/")
    body = re.sub(rf"({re.escape(settings.PUBLIC_ADDRESS)}|http://localhost:\d+)(?=/)", here, found.body)
    return _not_for_robots(render(request, "demo/letter.html", {"letter": found, "body": body}))


def _not_for_robots(response):
    response["X-Robots-Tag"] = "noindex"
    return response
