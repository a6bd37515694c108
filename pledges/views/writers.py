"""Who of a partner writes along: brought and taken out on the partner's own page."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from pledges import writing
from pledges.forms import WriterForm
from pledges.views.own_part import back, own, page
from pledges.views.partner import find_partner, gone, secret, who


@secret
def bring_writer(request, key):
    """Let somebody of the partner write along in the draft."""
    partner = own(key)
    if partner is None:
        return gone(request, find_partner(own_key=key))
    form = WriterForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        return page(request, partner, form)
    if request.method == "POST":
        try:
            writing.bring(partner, form.cleaned_data["email"], by=who(request, partner))
        except writing.TooManyWriters:
            form.add_error(
                "email", _("You have let as many people write along as one may, or as many today.")
            )
            return page(request, partner, form)
        except PermissionDenied:
            return back(key)  # the entry was sent meanwhile: its page offers this no more
    return back(key)


@secret
def take_out_writer(request, key, writer: int):
    partner = own(key)
    if partner is None:
        return gone(request, find_partner(own_key=key))
    if request.method == "POST":
        for one in partner.writers.filter(pk=writer):
            writing.take_out(one, by=who(request, partner), is_partner=True)
    return back(key)
