"""What the jurors of a round do not agree on, the largest spread first."""

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from judging.disagreement import most_disputed, with_ballots
from judging.ranked import ranked_in
from judging.views.jury import office_only
from judging.views.round_frame import path_to_ranking, round_at
from judging.views.screen import screen

PER_PAGE = 25


@office_only
def disagreement(request, pk):
    this = round_at(pk)
    found = most_disputed(ranked_in(this, viewer=request.user))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "disagreement.html",
        _("Disagreement: %(round)s") % {"round": this},
        path=path_to_ranking(this),
        icon="list-ol",
        round=this,
        campaign=this.campaign,
        page=page,
        rows=with_ballots(page.object_list, this, viewer=request.user),
    )
