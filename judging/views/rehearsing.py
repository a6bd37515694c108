"""The jury office rehearses: a copy with invented entries, its captured letters, and its end."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from campaign.models import Campaign
from judging import rehearsals
from judging.models import Ballot
from judging.round_forms import RehearsalForm
from judging.views.jury import office_only
from judging.views.screen import screen
from people.models import Letter

PER_PAGE = 50


@office_only
def index(request):
    form = RehearsalForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        source, number = form.cleaned_data["campaign"], form.cleaned_data["entries"]
        made = rehearsals.rehearse(source, number, by=request.user)
        messages.success(request, _("“%(campaign)s” is ready.") % {"campaign": made})
        return redirect("judging:rehearsals")
    running = Campaign.objects.rehearsals().in_reach_of(request.user)
    running = running.select_related("rehearsal_of").order_by("-pk")
    return screen(
        request,
        "rehearsals.html",
        _("Rehearsals"),
        icon="view",
        form=form,
        rehearsals=running.prefetch_related("rounds__panels"),
    )


@office_only
def letters(request, slug):
    rehearsal = get_object_or_404(Campaign.objects.rehearsals(), slug=slug)
    written = Letter.objects.captured().filter(captured_for=slug).order_by("-pk")
    return screen(
        request,
        "rehearsal_letters.html",
        _("Captured letters: %(campaign)s") % {"campaign": rehearsal},
        icon="mail",
        campaign=rehearsal,
        page=Paginator(written, PER_PAGE).get_page(request.GET.get("p")),
    )


@office_only
def discard(request, slug):
    rehearsal = get_object_or_404(Campaign.objects.rehearsals(), slug=slug)
    title = str(rehearsal)
    if request.method != "POST":
        return screen(
            request,
            "discard.html",
            _("Throw the rehearsal away"),
            path=[(_("Rehearsals"), reverse("judging:rehearsals"))],
            icon="bin",
            campaign=rehearsal,
            ballots=Ballot.objects.filter(round__campaign=rehearsal).count(),
            letters=Letter.objects.captured().filter(captured_for=slug).count(),
        )
    rehearsals.discard(rehearsal, by=request.user)
    messages.success(request, _("“%(campaign)s” and everything in it is gone.") % {"campaign": title})
    return redirect("judging:rehearsals")
