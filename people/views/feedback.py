"""Feedback on accessibility: a form for everybody, without an account and without JavaScript."""

from datetime import timedelta

from allauth.core import ratelimit
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.feedback import receive
from people.feedback_forms import FeedbackForm
from people.keys import without_keys
from people.models import DAYS_TO_ANSWER


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request):
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="feedback"):
            receipt = _may_write_to(request, form.cleaned_data["email"])
            receive(**form.cleaned_data, language=get_language(), receipt=receipt)
            return redirect("accessibility_feedback_thanks")
        form.add_error(
            None,
            _("Very many messages have come from your network. Your text is still here: send it in an hour."),
        )
    return render(request, "people/feedback.html", {"form": form, "days": DAYS_TO_ANSWER})


@never_cache
@require_safe
def thanks(request):
    due_on = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    return render(request, "people/feedback_thanks.html", {"due_on": due_on})


def _form(request: HttpRequest) -> FeedbackForm:
    if request.method == "POST":
        return FeedbackForm(request.POST)
    email = request.user.email if request.user.is_authenticated else ""
    return FeedbackForm(initial={"page": _page_they_came_from(request), "email": email})


def _page_they_came_from(request) -> str:
    """Only a path of our own, without the keys of others' doors."""
    path = request.GET.get("from", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return without_keys(path)[:300] if is_ours else ""


def _may_write_to(request, email: str) -> bool:
    """Nobody gets letter after letter because somebody else types their address."""
    return bool(email) and ratelimit.consume(request, action="feedback_receipt", key=email.lower())
