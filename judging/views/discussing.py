"""The jury's meeting: what to talk about in which order, and the notes of it."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import noting
from judging.agenda import agenda
from judging.assessed import assessed
from judging.cautions import cautions_of
from judging.meeting_forms import AgendaForm, NoteForm
from judging.ranked import ranked_in
from judging.standings import places_to_fill, round_entries
from judging.views.jury import office_only
from judging.views.round_frame import path_to_ranking, round_at
from judging.views.screen import screen


@office_only
def discussion(request, pk):
    this = round_at(pk)
    chosen = AgendaForm(request.GET).chosen()
    ranked = ranked_in(this, viewer=request.user)
    found = assessed(this, ranked.keys(), top=chosen["top"] or places_to_fill(this))
    return screen(
        request,
        "discussion.html",
        _("List for the meeting: %(round)s") % {"round": this},
        path=path_to_ranking(this),
        icon="list-ol",
        round=this,
        campaign=this.campaign,
        chosen=chosen,
        form=AgendaForm({"top": found.top, "disputed": chosen["disputed"]}),
        top=found.top,
        cautions=cautions_of(found),
        agenda=agenda(this, ranked.assessed_by(found), disputed=chosen["disputed"]),
    )


@office_only
def note(request, pk, entry):
    this = round_at(pk)
    found = get_object_or_404(round_entries(this, viewer=request.user), pk=entry)
    form = NoteForm(request.POST or None)
    where = _where_from(request, pk, entry)
    if request.method == "POST" and form.is_valid():
        noting.write(this, found, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("%(entry)s: the note has been kept.") % {"entry": found.reference})
        return redirect(f"{where}#entry-{entry}")
    title = _("Note on %(entry)s") % {"entry": found.reference}
    return screen(
        request,
        "note.html",
        title,
        path=path_to_ranking(this),
        round=this,
        entry=found,
        form=form,
        where=where,
        hidden=[(name, request.POST[name]) for name in ("back", "top", "disputed") if name in request.POST],
    )


def _where_from(request, pk, entry) -> str:
    """Whoever writes goes on where they were: in the dossier, or in the list as they had chosen it."""
    if request.POST.get("back") == "entry":
        return reverse("judging:entry", args=[entry])
    chosen = {name: value for name, value in AgendaForm(request.POST).chosen().items() if value is not None}
    return f"{reverse('judging:discussion', args=[pk])}?{urlencode(chosen)}"
