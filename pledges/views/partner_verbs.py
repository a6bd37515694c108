"""One press each for what the submitter can do about one partner."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.lifecycle import IllegalMove
from people.doors import personal
from pledges import partnership, permissions, refusals, writing
from pledges.models import Partner
from pledges.views.mine import own_entry


def _act(request, uuid, pk, act, done):
    """Press one button about one partner, and say on the page it came from what came of it."""
    entry = own_entry(request, uuid)
    if request.method == "POST":
        partner = get_object_or_404(Partner.objects.select_related("organisation"), entry=entry, pk=pk)
        try:
            act(partner)
            messages.success(request, done % {"organisation": partner.organisation})
        except IllegalMove as refused:
            messages.error(request, refused.message)
        except tuple(refusals.WORDS) as refused:
            messages.error(request, refusals.WORDS[type(refused)])
    if permissions.can_see_to_partners(request.user, entry):
        return redirect("pledges:edit", entry.uuid, "partners")
    return redirect(f"{reverse('pledges:entry_status', args=[entry.uuid])}#partners")


@personal
def remind(request, uuid, partner):
    done = _("%(organisation)s has been reminded by letter.")
    return _act(request, uuid, partner, lambda one: partnership.remind(one, by=request.user), done)


@personal
def remove(request, uuid, partner):
    done = _("%(organisation)s was removed.")
    return _act(request, uuid, partner, lambda one: partnership.remove(one, by=request.user), done)


@personal
def remove_writer(request, uuid, partner, writer):
    """Somebody whom a partner lets write along, taken out by the submitter."""
    done = _("%(organisation)s has one person fewer who writes along.")

    def act(one):
        writing.take_out(get_object_or_404(one.writers, pk=writer), by=request.user)

    return _act(request, uuid, partner, act, done)


@personal
def take_note(request, uuid, partner):
    done = _("You have taken note of what %(organisation)s corrected.")
    return _act(request, uuid, partner, lambda one: partnership.take_note(one, by=request.user), done)
