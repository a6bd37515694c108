"""The jury office's decisions: one entry at a time, then released together."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from campaign.deadlines import allows
from campaign.states import Right
from judging import actions
from judging.announcement import announcement, digest, pending_decisions, previews, undecided_entries
from judging.dossier import dossier
from judging.forms import AwardForm, DecisionForm
from judging.models import Award, Decision
from judging.permissions import involved_entries
from judging.ranked import ranked_entries
from judging.states import DecisionState
from judging.views.jury import office_only
from judging.views.ranking import judged_campaigns, newest_campaign
from judging.views.screen import screen
from pledges.models import Entry
from pledges.states import ASSESSABLE, SELECTED

PER_PAGE = 50

newest = newest_campaign("judging:decisions")


@office_only
def decisions(request, slug):
    campaign = get_object_or_404(judged_campaigns(request.user), slug=slug)
    ranked = ranked_entries(campaign, viewer=request.user)
    return screen(
        request,
        "decisions.html",
        _("Decisions: %(campaign)s") % {"campaign": campaign},
        icon="tick-inverse",
        campaign=campaign,
        others=judged_campaigns(request.user).exclude(pk=campaign.pk),
        rounds=campaign.rounds.real().count(),
        page=Paginator(ranked, PER_PAGE).get_page(_page_number(request.GET, ranked.keys())),
        waiting=pending_decisions(campaign, viewer=request.user).count(),
        undecided=undecided_entries(campaign, viewer=request.user).count(),
        can_release=allows(campaign, Right.RELEASE),
    )


@office_only
def release(request, slug):
    campaign = get_object_or_404(judged_campaigns(request.user), slug=slug)
    if request.method == "POST":
        if request.POST.get("seen") == digest(campaign, viewer=request.user):
            _release_all(request, campaign)
            return redirect("judging:decisions", slug)
        messages.warning(request, _("The decisions have changed meanwhile. Please look once more."))
    found = announcement(campaign, viewer=request.user)
    page = Paginator(found.waiting, PER_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "release.html",
        _("Release decisions"),
        path=path_of(campaign),
        icon="mail",
        campaign=campaign,
        announcement=found,
        page=page,
        shown=previews(page, viewer=request.user),
    )


def _release_all(request, campaign):
    released = actions.release(campaign, by=request.user)
    text = ngettext(
        "%(number)d decision has been released.", "%(number)d decisions have been released.", released
    )
    messages.success(request, text % {"number": released})


@office_only
def entry(request, pk):
    found = judged_entry(request, pk)
    decision = Decision.objects.select_related("by").filter(entry=found).first()
    form = DecisionForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        outcome, grounds = form.cleaned_data["outcome"], form.cleaned_data["grounds"]
        try:
            actions.decide(found, outcome, grounds, by=request.user)
        except actions.NotDecidable:
            messages.error(request, _not_decidable(found))
        else:
            messages.success(request, _("%(entry)s: decision recorded.") % {"entry": found.reference})
            return redirect(_where_next(request, found))
    return _dossier(request, found, decision, form=form, award_form=AwardForm())


@office_only
@require_POST
def award(request, pk):
    found = judged_entry(request, pk)
    form = AwardForm(request.POST)
    decision = Decision.objects.select_related("by").filter(entry=found).first()
    if not form.is_valid():
        return _dossier(request, found, decision, form=DecisionForm(decision=decision), award_form=form)
    try:
        actions.award(found, form.cleaned_data["name"], form.cleaned_data["grounds"], by=request.user)
        messages.success(request, _("The award has been given."))
    except actions.NotDecidable:
        messages.error(request, _("Only an entry selected for the programme can be awarded."))
    return redirect("judging:entry", pk)


@office_only
@require_POST
def take_back(request, pk, given):
    found = judged_entry(request, pk)
    try:
        actions.take_back(get_object_or_404(Award, pk=given, entry=found), by=request.user)
        messages.success(request, _("The award has been taken back."))
    except actions.NotDecidable:
        messages.error(request, _("The award has been announced and stays."))
    return redirect("judging:entry", pk)


def judged_entry(request, pk):
    """An entry that is, or was, assessed, and that the person is not involved in."""
    judged = Entry.objects.for_reading().filter(state__in=ASSESSABLE | SELECTED)
    return get_object_or_404(judged.exclude(pk__in=involved_entries(request.user).values("pk")), pk=pk)


def path_of(campaign, entry=None):
    """Back to the list, from an entry to its row."""
    where = f"?from={entry.pk}#entry-{entry.pk}" if entry else ""
    return [(_("Decisions"), reverse("judging:decisions", args=[campaign.slug]) + where)]


def _page_number(asked, keys: list[int]):
    """The page asked for by its number, or the one with the entry that somebody comes from."""
    coming_from = asked.get("from", "")
    if "p" not in asked and coming_from in map(str, keys):
        return keys.index(int(coming_from)) // PER_PAGE + 1
    return asked.get("p")


def _dossier(request, found, decision, **forms):
    released = decision is not None and decision.state == DecisionState.RELEASED
    selected = decision is not None and decision.outcome == Decision.Outcome.SELECTED
    # The rank frozen at the decision counts every entry: it would tell where their own stands.
    has_own = found.campaign.entries.filter(pk__in=involved_entries(request.user).values("pk")).exists()
    return screen(
        request,
        "entry.html",
        str(found),
        path=path_of(found.campaign, found),
        icon="doc-full",
        campaign=found.campaign,
        dossier=dossier(found, viewer=request.user),
        decision=decision,
        shows_frozen=not has_own,
        can_decide=found.state in ASSESSABLE and not released,
        can_award=selected,
        is_released=released,
        awards=found.awards.order_by("pk"),
        **forms,
    )


def _not_decidable(found) -> str:
    if found.awards.exists():
        return _("The entry has an award. Take the award back before you decide otherwise.")
    return _("The entry can no longer be decided: it was withdrawn, or its decision has been released.")


def _where_next(request, found) -> str:
    """After “Save and next” the best entry without a decision, going on from this one."""
    if "next" not in request.POST:
        return reverse("judging:entry", args=[found.pk])
    keys = ranked_entries(found.campaign, viewer=request.user).keys()
    place = keys.index(found.pk) + 1 if found.pk in keys else 0
    decided = set(Decision.objects.in_campaign(found.campaign).values_list("entry", flat=True))
    following = next((pk for pk in keys[place:] + keys[:place] if pk not in decided), None)
    if following is None:
        return reverse("judging:decisions", args=[found.campaign.slug])
    return reverse("judging:entry", args=[following])
