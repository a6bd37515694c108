"""The jury office lets entries pass a round, and picks entries for one."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from judging import passing
from judging.models import Passage, Round
from judging.ranked import ranked_in
from judging.round_forms import AtLeastForm, BestForm
from judging.standings import judged_entries
from judging.table import parse_keys
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen

PER_PAGE = 100


@office_only
def passing_entries(request, pk):
    this = _round(pk, is_calibration=False)
    if request.method == "POST":
        _mark_by_hand(request, this)
        return redirect(request.get_full_path())
    ranked = ranked_in(this, viewer=request.user)
    page = Paginator(ranked, PER_PAGE).get_page(request.GET.get("p"))
    passed = set(Passage.objects.of(this).values_list("entry", flat=True))
    return screen(
        request,
        "passing.html",
        _("Pass the round: %(round)s") % {"round": this},
        path=rounds_path(),
        icon="tasks",
        round=this,
        campaign=this.campaign,
        page=page,
        rows=[(row, row.pk in passed) for row in page.object_list],
        number=len(passed.intersection(ranked.keys())),
        best=BestForm(request.GET if "number" in request.GET else None),
        at_least=AtLeastForm(request.GET if "points" in request.GET else None),
    )


@office_only
@require_POST
def pass_best(request, pk):
    this = _round(pk, is_calibration=False)
    form = BestForm(request.POST)
    if not form.is_valid():
        return _typed_again(pk, form)
    _say_passed(request, passing.mark_best(this, form.cleaned_data["number"], by=request.user))
    return redirect("judging:passing", pk)


@office_only
@require_POST
def pass_from(request, pk):
    this = _round(pk, is_calibration=False)
    form = AtLeastForm(request.POST)
    if not form.is_valid():
        return _typed_again(pk, form)
    _say_passed(request, passing.mark_from(this, form.cleaned_data["points"], by=request.user))
    return redirect("judging:passing", pk)


@office_only
def picking(request, pk):
    this = _round(pk)
    if request.method == "POST":
        ticked, shown = (
            parse_keys(request.POST.getlist("box")),
            parse_keys(request.POST.get("was", "").split()),
        )
        added, removed = passing.pick(this, ticked - shown, shown - ticked, by=request.user)
        words = {"added": added, "removed": removed}
        messages.success(request, _("Saved: %(added)d added, %(removed)d removed.") % words)
        return redirect(request.get_full_path())
    wanted = request.GET.get("q", "").strip()
    entries = _matching(wanted, judged_entries(this.campaign, viewer=request.user))
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "picking.html",
        _("Pick entries: %(round)s") % {"round": this},
        path=rounds_path(),
        icon="tasks",
        round=this,
        page=page,
        picked=set(this.picked.values_list("pk", flat=True)),
        wanted=wanted,
    )


def _matching(wanted, entries):
    found = entries.matching(wanted) if wanted else entries
    return found.select_related("organisation").order_by("pk").distinct()


def _round(pk, **fields):
    return get_object_or_404(Round.objects.select_related("campaign"), pk=pk, **fields)


def _mark_by_hand(request, this):
    """Only what was ticked or unticked here changes, so that two people can work at once."""
    ticked, shown = parse_keys(request.POST.getlist("box")), parse_keys(request.POST.get("was", "").split())
    added = passing.mark(this, ticked - shown, by=request.user)
    removed, kept = passing.unmark(this, shown - ticked, by=request.user)
    words = {"added": added, "removed": removed}
    messages.success(request, _("Saved: %(added)d added, %(removed)d removed.") % words)
    if kept:
        text = ngettext(
            "%(number)d entry stays passed: a later round already judges it.",
            "%(number)d entries stay passed: a later round already judges them.",
            kept,
        )
        messages.warning(request, text % {"number": kept})


def _typed_again(pk, form):
    """Back to the screen with what was typed in its place, where the error is said at it."""
    typed = {name: form.data.get(name, "") for name in form.fields}
    return redirect(f"{reverse('judging:passing', args=[pk])}?{urlencode(typed)}")


def _say_passed(request, number):
    text = ngettext("%(number)d more entry has passed.", "%(number)d more entries have passed.", number)
    messages.success(request, text % {"number": number})
