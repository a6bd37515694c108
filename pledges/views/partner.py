"""The partner's page: reached by the link in the invitation, without an account."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from campaign.lifecycle import IllegalMove
from pledges.forms import AnswerForm
from pledges.models import Partner
from pledges.states import State
from pledges.views.form import picture_of


def secret(view):
    """The address is the key: it stays out of caches, search engines and the logs of other sites."""

    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return never_cache(door)


def _invited(key) -> Partner | None:
    """The partner whose answer is still awaited; a used and an unknown key look the same."""
    return (
        Partner.objects.waiting()
        .filter(key=key)
        .exclude(entry__state__in=[State.DECLINED, State.WITHDRAWN])
        .select_related("organisation", "entry__campaign__owner", "entry__organisation")
        .first()
    )


# The key in the address is the only authority here, and no cookie adds to it. Django's check could not
# pass anyway: after "no-referrer" browsers send forms with the origin "null".
@csrf_exempt
@secret
def partner_answer(request, key):
    partner = _invited(key)
    if partner is None:
        return _gone(request)
    form = AnswerForm(request.POST or None, partner=partner)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except IllegalMove:
            return _gone(request)
        return redirect("pledges:partner_thanks", form.cleaned_data["answer"])
    context = {"partner": partner, "entry": partner.entry, "campaign": partner.entry.campaign, "form": form}
    return render(request, "pledges/partner_answer.html", context)


@secret
def partner_picture(request, key):
    partner = _invited(key)
    return picture_of(partner.entry) if partner and partner.entry.image else _gone(request)


@secret
def partner_thanks(request, answer):
    """Has nothing of the invitation in its address: it may be reloaded and shown to anybody."""
    if answer not in dict(AnswerForm.base_fields["answer"].choices):
        raise Http404
    return render(request, "pledges/partner_thanks.html", {"answer": answer})


def _gone(request):
    return render(request, "pledges/partner_gone.html", status=404)
