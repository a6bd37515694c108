"""Doors of views that show a person what is theirs."""

from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.views.decorators.cache import never_cache

KEPT = "typed_before_sign_in"
LONGEST_KEPT = 60_000


def personal(view):
    """Only after sign-in, and kept by no cache on the way."""
    return never_cache(login_required(view))


def personal_form(view):
    """Like `personal`; what somebody typed while the session ended is there again after signing in.

    The view finds it in `request.typed`, which is None otherwise.
    """

    @wraps(view)
    def door(request, *args, **kwargs):
        request.typed = None
        if request.user.is_authenticated:
            request.typed = take(request)
        elif request.method == "POST":
            keep(request)
        return login_required(view)(request, *args, **kwargs)

    return never_cache(door)


def keep(request) -> None:
    """Within limits: nobody who is not signed in fills our database with sessions."""
    text = request.POST.urlencode()
    if len(text) <= LONGEST_KEPT and ratelimit.consume(request, action=KEPT):
        request.session[KEPT] = {"path": request.path, "text": text}


def take(request) -> QueryDict | None:
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["text"])
