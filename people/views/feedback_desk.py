"""Feedback on accessibility as staff see it: one message, its answer, and how long it may still wait."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required, user_passes_test

from people import feedback
from people.feedback_forms import AnswerFeedbackForm
from people.languages import language_name
from people.models import Feedback
from people.permissions import can_answer_feedback, can_forget_anybody
from people.todo import Todo


@permission_required("people.view_feedback")
@require_http_methods(["GET", "HEAD"])
def read(request, pk):
    return _page(request, get_object_or_404(Feedback, pk=pk), AnswerFeedbackForm())


@user_passes_test(can_answer_feedback)
@require_POST
def answer(request, pk):
    one = get_object_or_404(Feedback, pk=pk)
    form = AnswerFeedbackForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    how = Feedback.How.OTHERWISE if request.POST.get("how") == "otherwise" else Feedback.How.LETTER
    try:
        one = feedback.answer(one, form.cleaned_data["answer"], by=request.user, how=how)
    except feedback.AlreadyAnswered:
        messages.warning(request, _("Somebody else has answered it meanwhile. Nothing was sent."))
        return _page(request, one, form)
    sent = one.how == Feedback.How.LETTER
    messages.success(request, _("The answer is sent by letter.") if sent else _("Marked as answered."))
    return redirect("feedback:index")


@user_passes_test(can_forget_anybody)
@require_POST
def erase(request, pk):
    feedback.erase(get_object_or_404(Feedback, pk=pk), by=request.user)
    messages.success(request, _("The message, its answer and the letters about it are erased."))
    return redirect("feedback:index")


def _page(request, one, form):
    may_answer = can_answer_feedback(request.user) and one.answered_at is None
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("feedback:index"), "label": _("Accessibility feedback")},
        {"url": "", "label": date_format(timezone.localtime(one.arrived_at), "SHORT_DATETIME_FORMAT")},
    ]
    context = {
        "feedback": one,
        "form": form,
        "state": state(one),
        "language": language_name(one.language),
        "may_answer": may_answer,
        "may_erase": can_forget_anybody(request.user),
        "header_title": _("Accessibility feedback"),
        "header_icon": "comment",
        "breadcrumbs_items": trail,
    }
    return render(request, "people/admin/feedback.html", context)


def state(one: Feedback) -> str:
    """How long it may still wait, in words."""
    if one.answered_at:
        return _("Answered")
    days = one.days_left
    if days == 0:
        return _("Last day today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def to_do(request) -> list[Todo]:
    if not can_answer_feedback(request.user):
        return []
    waiting = Feedback.objects.waiting().order_by("arrived_at", "pk")
    first, number = waiting.first(), waiting.count()
    if first is None:
        return []
    text = ngettext(
        "%(number)d message about accessibility waits for an answer",
        "%(number)d messages about accessibility wait for an answer",
        number,
    )
    note = _("The first must be answered by %(day)s: %(state)s") % {
        "day": date_format(first.due_on, "SHORT_DATE_FORMAT"),
        "state": state(first),
    }
    deed = pgettext("what to do", "Answer")
    return [Todo(text % {"number": number}, reverse("feedback:index"), deed, note=note, order=12)]
