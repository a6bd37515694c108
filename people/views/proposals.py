"""Names, websites and logos that representatives ask for: staff read, accept or decline them."""

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from people import pictures, proposals
from people.forms import ReasonForm
from people.models import Proposal
from people.todo import Todo

DECIDES = "people.decide_proposal"


def _waiting(user):
    """Nobody decides on what their own organisation asks for."""
    return Proposal.objects.exclude(organisation__representatives__user=user)


@permission_required(DECIDES)
@require_safe
def index(request):
    return _page(request)


@permission_required(DECIDES)
@require_POST
def decide(request, pk):
    form = ReasonForm(request.POST, auto_id=f"%s_{pk}")
    proposal = Proposal.objects.filter(pk=pk).select_related("organisation").first()
    verdict = request.POST.get("verdict")
    if proposal is None:
        messages.warning(request, _("This change was decided, taken back or typed anew meanwhile."))
    elif verdict == "decline" and not form.is_valid():
        return _page(request, {proposal.pk: form})
    elif verdict in ("accept", "decline"):
        _decide(request, proposal, verdict, form)
    return redirect("organisation_changes:index")


@permission_required(DECIDES)
@require_safe
def logo(request, pk, which):
    """The logo that stands, or the one that is asked for: nobody but the asking sees it anywhere else."""
    proposal = get_object_or_404(_waiting(request.user).select_related("organisation"), pk=pk)
    shown = {"stands": proposal.organisation.logo, "asked": proposal.logo}.get(which, "")
    try:
        return FileResponse(pictures.read(shown, 480), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None


def _decide(request, proposal, verdict, form) -> None:
    facts = {"organisation": proposal.organisation}
    try:
        if verdict == "accept":
            facts = {"organisation": proposals.accept(proposal, by=request.user)}
            messages.success(request, _("The change stands: %(organisation)s.") % facts)
        else:
            proposals.decline(proposal, form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("%(organisation)s stays as it was.") % facts)
    except proposals.AlreadyDecided:
        messages.warning(request, _("This change was decided, taken back or typed anew meanwhile."))


def _page(request, typed=None):
    waiting = _waiting(request.user).select_related("organisation", "by")
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    context = {
        "rows": [_row(proposal, (typed or {}).get(proposal.pk)) for proposal in waiting],
        "header_title": _("Changes of organisations"),
        "header_icon": "group",
        "breadcrumbs_items": [home, {"url": "", "label": _("Changes of organisations")}],
    }
    return render(request, "people/admin/proposals.html", context)


def _row(proposal, form) -> dict:
    """The words that stand beside those asked for, a language a line."""
    stand, asked = proposals.words(proposal.organisation), proposals.words(proposal)
    names = [
        (language, code, stand["name"].get(code), asked["name"].get(code))
        for code, language in settings.LANGUAGES
    ]
    lines = [*names, (_("Website"), "", stand["website"], asked["website"])]
    return {
        "proposal": proposal,
        "anchor": f"proposal-{proposal.pk}",
        "heading": str(proposal.organisation),
        "form": form or ReasonForm(auto_id=f"%s_{proposal.pk}"),
        "lines": [line for line in lines if line[2] != line[3]],
    }


def to_do(request) -> list[Todo]:
    if not request.user.has_perm(DECIDES):
        return []
    number = _waiting(request.user).count()
    text = ngettext(
        "%(number)d organisation asks for another name, website or logo",
        "%(number)d organisations ask for another name, website or logo",
        number,
    )
    deed = pgettext("what to do", "Look")
    todo = Todo(text % {"number": number}, reverse("organisation_changes:index"), deed, order=15)
    return [todo] if number else []
