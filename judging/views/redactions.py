"""The jury office's list of a blind round's entries: which have a redacted copy."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from judging.models import Redaction, Round
from judging.redaction_states import STATES, state_of
from judging.standings import round_entries
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen

PER_PAGE = 50


@office_only
def redactions(request, pk):
    this = get_object_or_404(Round.objects.select_related("campaign"), pk=pk, is_blind=True)
    entries = round_entries(this, viewer=request.user)
    done = Redaction.objects.done().filter(entry__in=entries)
    page = Paginator(_listed(entries), PER_PAGE).get_page(request.GET.get("p"))
    behind = set(done.sent_anew().values_list("pk", flat=True))
    return screen(
        request,
        "redactions.html",
        _("Redacted copies: %(round)s") % {"round": this},
        path=rounds_path(),
        icon="view",
        round=this,
        campaign=this.campaign,
        page=page,
        rows=[(entry, STATES[state_of(entry, behind)]) for entry in page.object_list],
        done=done.count(),
        total=page.paginator.count,
    )


def _listed(entries):
    entries = entries.select_related("redaction", "organisation")
    return entries.prefetch_related("translations", "measures").order_by("pk")
