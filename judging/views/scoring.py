"""The scoring screen: the entry beside the rubric, and a ballot saved by a button or while somebody types."""

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import actions, ballot_words
from judging.affirming import awaiting
from judging.forms import SAID, ScoreForm
from judging.models import Assignment, Criterion
from judging.permissions import readable_assignment
from judging.progress import next_task
from judging.views.ballot_screens import both, gone, rubric
from judging.views.juror import affirmed, juror_only, with_all
from pledges.views.copies import remember_copy


@juror_only
def score(request, pk):
    readable = readable_assignment(request.user, pk)
    if request.method == "POST":
        quietly = "X-Autosave" in request.headers
        form = ScoreForm(request.POST, criteria=_criteria(readable), quietly=quietly)
        # 0 is the number of no assignment: from here on, one that they must not see is none.
        known = pk if form.criteria else 0
        return (_save_quietly if quietly else _save)(request, known, form)
    assignment = get_object_or_404(with_all(readable))
    if assignment.juror_id in awaiting(request.user):
        return redirect("judging:affirm", assignment.juror_id)
    typed = ScoreForm(request.typed, criteria=_criteria(readable), quietly=True) if request.typed else None
    return rubric(request, assignment, typed)


def _criteria(assignments):
    """What the entry of the only assignment, if there is one, is scored on, in order."""
    assigned = "round__panels__jurors__assignments"
    about = Q(kind="") | Q(kind=F(f"{assigned}__entry__kind"))
    return Criterion.objects.filter(about, **{f"{assigned}__in": assignments})


def _save(request, pk, form):
    if not form.is_valid() and not form.incomplete:
        return _again(request, pk, form, status=422)
    try:
        ballot = _cast(request, pk, form)
    except actions.StaleBallot as error:
        return both(request, affirmed(request.user, pk).get(), form, error.ballot)
    except actions.IncompleteBallot:
        return _again(request, pk, form, status=422)
    except PermissionDenied:
        return _again(request, pk, form, status=403)
    remember_copy(request, form.data)
    if form.incomplete:
        form.data = {**form.data.dict(), "version": ballot.version}
        return _again(request, pk, form, status=422, is_saved=True)
    text = _("%(entry)s: final ballot saved.") if ballot.is_final else _("%(entry)s: draft saved.")
    messages.success(request, text % {"entry": ballot.assignment.entry.reference})
    return redirect(_where_next(request, ballot.assignment))


def _save_quietly(request, pk, form):
    """For the script that saves while somebody types; a refusal is told in full at the next press of Save."""
    if not form.is_valid():
        return _to_check(str(field.label) for field in form if field.errors)
    try:
        ballot = _cast(request, pk, form)
    except actions.IncompleteBallot as error:
        return _to_check(map(str, error.criteria))
    except (actions.StaleBallot, PermissionDenied):
        return JsonResponse({}, status=409)
    total = ballot_words.total(ballot, sum(criterion.weight for criterion in form.criteria))
    words = ballot_words.saved(ballot, ballot.assignment.juror.panel.round.campaign)
    return JsonResponse({"version": ballot.version, "words": words, "hints": {"total": total}})


def _to_check(labels):
    words = _("Not saved yet. Please check: %(fields)s") % {"fields": ", ".join(labels)}
    return JsonResponse({"words": words}, status=422)


def _cast(request, pk, form):
    return actions.cast(
        Assignment(pk=pk),
        form.answers(),
        **{name: form.cleaned_data[name] for name in SAID},
        final=form.incomplete or form.cleaned_data["is_final"],
        version=form.cleaned_data["version"],
        read=form.cleaned_data["read"],
        quietly=form.quietly or form.incomplete,
        by=request.user,
        at=request.arrived_at,
    )


def _again(request, pk, form, **more):
    assignment = affirmed(request.user, pk).first()
    return rubric(request, assignment, form, **more) if assignment else gone(request)


def _where_next(request, assignment) -> str:
    here = reverse("judging:score", args=[assignment.pk])
    if "next" not in request.POST:
        return here
    following = next_task(request.user, assignment)
    return reverse("judging:score", args=[following]) if following else reverse("judging:my_entries")
