"""A juror's screens. Every one looks for the assignment among what the juror may read, or not at all."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from judging import actions
from judging.forms import RecusalForm, ScoreForm, ballot_values, name_of
from judging.models import Criterion
from judging.permissions import readable_assignments, takes_scores
from judging.progress import own_work
from judging.reading import record_for_jury, title_for_jury
from judging.views.screen import screen
from people import pictures
from pledges.models import Partner

juror_only = permission_required("judging.score_entry")

PER_PAGE = 50


@juror_only
def my_entries(request):
    works = own_work(request.user)
    for work in works:
        work.page = Paginator(work.tasks, PER_PAGE).get_page(request.GET.get("p"))
    shown = {task.pk for work in works for task in work.page.object_list}
    found = {assignment.pk: assignment for assignment in _for_the_list(request.user, shown)}
    for work in works:
        work.assignments = [found[task.pk] for task in work.page.object_list if task.pk in found]
        for assignment in work.assignments:
            assignment.title = title_for_jury(assignment.entry, blind=work.panel.is_blind)
    return screen(request, "my_entries.html", _("My entries to score"), works=works, icon="list-ul")


@juror_only
def score(request, pk):
    if request.method != "POST":
        return _rubric(request, _assignment(request.user, pk))
    assignment = _readable(request.user).filter(pk=pk).first()
    if assignment is None:
        return _gone(request)
    form = ScoreForm(request.POST, criteria=assignment.juror.panel.criteria.all())
    if not form.is_valid():
        return _rubric(request, assignment, form, status=422)
    try:
        ballot = _cast(request, assignment, form)
    except actions.StaleBallot as error:
        return _both(request, assignment, form, error.ballot)
    except PermissionDenied:
        return _refused(request, pk, form)
    messages.success(request, _saved(assignment, ballot))
    return redirect(_where_next(request, assignment))


@juror_only
def recuse(request, pk):
    assignment = _assignment(request.user, pk)
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.recuse(assignment.juror, assignment.entry, form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("You will not see this entry any more. The jury office sees your reason.")
        )
        return redirect("judging:my_entries")
    back = reverse("judging:score", args=[pk])
    path = [*_path(), (assignment.entry.reference, back)]
    return screen(request, "recuse.html", _("I have a conflict of interest"), path=path, form=form, back=back)


@juror_only
def picture(request, pk, width):
    assignment = _assignment(request.user, pk)
    image = assignment.entry.image
    if assignment.juror.panel.is_blind or not image or width not in pictures.WIDTHS:
        raise Http404
    try:
        return FileResponse(pictures.read(image, width), content_type="image/webp", filename="picture.webp")
    except FileNotFoundError as error:
        raise Http404 from error


def _readable(user):
    return readable_assignments(user).select_related(
        "ballot",
        "juror__panel__campaign",
        "entry__decision",
        "entry__organisation",
        "entry__municipality__region",
        "entry__region",
    )


def _for_the_list(user, keys):
    return (
        readable_assignments(user)
        .filter(pk__in=keys)
        .select_related("ballot", "entry__organisation", "entry__decision")
        .prefetch_related("entry__themes", "entry__partners__organisation")
    )


def _assignment(user, pk):
    return get_object_or_404(_readable(user), pk=pk)


def _path():
    return [(_("My entries to score"), reverse("judging:my_entries"))]


def _cast(request, assignment, form):
    return actions.cast(
        assignment,
        form.levels(),
        comment=form.cleaned_data["comment"],
        final=form.cleaned_data["is_final"],
        version=form.cleaned_data["version"],
        by=request.user,
        at=request.arrived_at,
    )


def _saved(assignment, ballot) -> str:
    text = _("%(entry)s: final ballot saved.") if ballot.is_final else _("%(entry)s: draft saved.")
    return text % {"entry": assignment.entry.reference}


def _where_next(request, assignment) -> str:
    if "next" not in request.POST:
        return reverse("judging:score", args=[assignment.pk])
    work = next(work for work in own_work(request.user) if work.juror.pk == assignment.juror_id)
    following = work.next_after(assignment.pk)
    if following in (None, assignment.pk):
        return reverse("judging:my_entries")
    return reverse("judging:score", args=[following])


def _rubric(request, assignment, form=None, *, status=200, **more):
    """The scoring screen: the entry beside the rubric, as it stands or as it was just typed."""
    panel = assignment.juror.panel
    ballot = getattr(assignment, "ballot", None)
    if form is None:
        form = ScoreForm(initial=ballot_values(ballot), criteria=panel.criteria.all())
    partners = Prefetch("partners", Partner.objects.select_related("organisation"))
    prefetch_related_objects([assignment.entry], "themes", "target_groups", partners)
    record = record_for_jury(assignment.entry, blind=panel.is_blind)
    return screen(
        request,
        "score.html",
        f"{record.reference} {record.title}",
        path=_path(),
        status=status,
        assignment=assignment,
        panel=panel,
        campaign=panel.campaign,
        entry=record,
        ballot=ballot,
        form=form,
        full_weight=sum(criterion.weight for criterion in form.criteria),
        can_score=takes_scores(assignment, request.arrived_at),
        **more,
    )


def _both(request, assignment, form, stands):
    """Saved in another window meanwhile: what stands and what was typed here, side by side."""
    scores = {score.criterion_id: score.level for score in stands.scores.all()}
    rows = []
    for criterion in form.criteria:
        labels = dict(enumerate(criterion.level_labels()))
        here, there = form.cleaned_data[name_of(criterion)], scores.get(criterion.pk)
        rows.append((criterion, labels.get(there), labels.get(here), here != there))
    # Saving again now replaces what stands, knowingly.
    form.data = {**form.data.dict(), "version": stands.version}
    assignment.ballot = stands
    return _rubric(request, assignment, form, status=409, other=stands, compared=rows)


def _refused(request, pk, form):
    assignment = _readable(request.user).filter(pk=pk).first()
    if assignment is None:
        return _gone(request)
    return _rubric(request, assignment, form, status=403)


def _gone(request):
    """The entry is not the juror's any more; only what they typed is left, and that is theirs."""
    own = Criterion.objects.filter(panel__jurors__user=request.user).distinct()
    typed = []
    for criterion in own:
        level = request.POST.get(name_of(criterion), "")
        labels = criterion.level_labels()
        if level.isdigit() and int(level) < len(labels):
            typed.append((criterion, labels[int(level)]))
    return screen(
        request,
        "gone.html",
        _("This entry cannot be scored any more"),
        path=_path(),
        status=403,
        comment=request.POST.get("comment", ""),
        typed=typed,
    )
