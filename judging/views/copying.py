"""The jury office copies a round, such as last year's."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging.copying import copy_round
from judging.models import Round
from judging.round_forms import CopyForm
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen


@office_only
def copy(request, pk):
    source = get_object_or_404(Round.objects.select_related("campaign"), pk=pk)
    form = CopyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = copy_round(source, **form.cleaned_data, by=request.user)
        text = _("“%(round)s” is now a round of %(campaign)s. Please look at its moments and entries.")
        messages.success(request, text % {"round": made, "campaign": made.campaign})
        return redirect("judging_rounds:edit", made.pk)
    return screen(
        request,
        "copy.html",
        _("Copy the round %(round)s") % {"round": source},
        path=rounds_path(),
        icon="copy",
        source=source,
        form=form,
    )
