"""How strict each juror of a round is, with what is plausible."""

from django.utils.translation import gettext as _

from judging.cautions import cautions_of
from judging.drawing import Scale
from judging.habits import habits
from judging.views.jury import office_only
from judging.views.round_frame import path_to_ranking, round_at
from judging.views.screen import screen


@office_only
def strictness(request, pk):
    this = round_at(pk)
    rows, found = habits(this, viewer=request.user)
    known = [] if found.is_too_small else [row.habit for row in rows if row.habit]
    return screen(
        request,
        "strictness.html",
        _("Strictness of jurors: %(round)s") % {"round": this},
        path=path_to_ranking(this),
        icon="group",
        round=this,
        campaign=this.campaign,
        rows=rows,
        is_known=bool(known),
        scale=Scale.around([0, *(one.low for one in known), *(one.high for one in known)], step=5),
        cautions=cautions_of(found),
        panels=this.panels.order_by("pk"),
    )
