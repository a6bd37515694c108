"""A juror's screens. Every one looks for the assignment among what the juror may read, or not at all."""

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Prefetch, Subquery
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from judging import recusals
from judging.forms import RecusalForm
from judging.models import Assignment
from judging.permissions import affirmed_assignment, sees_names
from judging.progress import work_and_invitations
from judging.reading import title_for_jury
from judging.views.screen import screen
from people import pictures
from people.at_once import Gathered
from pledges.models import Entry, Partner, Submission
from pledges.views.attachment import download

juror_only = permission_required("judging.score_entry")

PER_PAGE = 50


@juror_only
def my_entries(request):
    works, invitations = work_and_invitations(request.user)
    for work in works:
        work.page = Paginator(work.tasks, PER_PAGE).get_page(request.GET.get("p"))
    shown = {task.pk for work in works if not work.awaits_affirmation for task in work.page.object_list}
    found = {assignment.pk: assignment for assignment in _for_the_list(shown)}
    for work in works:
        work.assignments = [found[task.pk] for task in work.page.object_list if task.pk in found]
        changed = {task.pk for task in work.tasks if task.has_changed}
        for assignment in work.assignments:
            assignment.has_changed = assignment.pk in changed
            titled = title_for_jury(assignment.entry, blind=not sees_names(work.round))
            assignment.title, assignment.title_language = titled
            assignment.about = sorted(str(LazyI18nString(label)) for label in assignment.themes or [])
    title = _("My entries to score")
    return screen(request, "my_entries.html", title, works=works, invitations=invitations, icon="list-ul")


@juror_only
def recuse(request, pk):
    assignment = get_object_or_404(affirmed(request.user, pk))
    form = RecusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recusals.recuse(assignment.juror, assignment.entry, form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, _("You will not see this entry any more. The jury office sees your reason.")
        )
        return redirect("judging:my_entries")
    back = reverse("judging:score", args=[pk])
    path = [*list_path(), (assignment.entry.reference, back)]
    return screen(request, "recuse.html", _("I have a conflict of interest"), path=path, form=form, back=back)


@juror_only
def picture(request, pk, width):
    assignment = get_object_or_404(affirmed(request.user, pk))
    image = assignment.entry.image
    if not sees_names(assignment.juror.panel.round) or not image or width not in pictures.WIDTHS:
        raise Http404
    try:
        return FileResponse(pictures.read(image, width), content_type="image/webp", filename="picture.webp")
    except FileNotFoundError as error:
        raise Http404 from error


@juror_only
def attachment(request, pk, file):
    assignment = get_object_or_404(affirmed(request.user, pk))
    if not sees_names(assignment.juror.panel.round):
        raise Http404
    return download(get_object_or_404(assignment.entry.attachments.for_jury(), pk=file))


def affirmed(user, pk):
    return with_all(affirmed_assignment(user, pk))


def with_all(assignments):
    """With what the scoring screen needs, also the numbers of the version `judged` and the `newest` one."""
    versions = Submission.objects.filter(entry=OuterRef("entry")).order_by("-number")
    assignments = assignments.annotate(
        judged=F("ballot__submission__number"), newest=Subquery(versions.values("number")[:1])
    )
    return assignments.select_related(
        "ballot",
        "juror__panel__round__campaign",
        "entry__redaction",
        "entry__decision",
        "entry__organisation",
        "entry__municipality__region",
        "entry__region",
    )


def _for_the_list(keys):
    """Assignments that have been found readable, with `themes`, their labels as they are stored."""
    partners = Prefetch("entry__partners", Partner.objects.select_related("organisation"))
    themes = Entry.themes.through.objects.filter(entry=OuterRef("entry")).values("entry")
    return (
        Assignment.objects.filter(pk__in=keys)
        .annotate(themes=Subquery(themes.annotate(labels=Gathered("theme__label")).values("labels")))
        .select_related("ballot", "entry__organisation", "entry__decision", "entry__redaction")
        .prefetch_related("entry__translations", partners)
    )


def list_path():
    return [(_("My entries to score"), reverse("judging:my_entries"))]
