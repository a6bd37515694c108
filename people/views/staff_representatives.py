"""Who acts for an organisation, for staff: asking a main representative, removing somebody."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from people import representation
from people.forms import MainRepresentativeForm
from people.models import Organisation, Representative
from people.permissions import can_appoint


@user_passes_test(can_appoint)
@require_http_methods(["GET", "HEAD", "POST"])
def representatives(request, pk):
    organisation = get_object_or_404(Organisation, pk=pk)
    form = MainRepresentativeForm(request.POST if "email" in request.POST else None)
    if request.method == "POST":
        said = _act(request, organisation, form)
        if said:
            messages.success(request, said)
            return redirect("organisations:people", pk)
    path = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("organisations:index"), "label": _("Organisations")},
        {"url": reverse("organisations:edit", args=[pk]), "label": str(organisation)},
        {"url": "", "label": _("People")},
    ]
    context = {
        "organisation": organisation,
        "form": form,
        "representatives": organisation.representatives.select_related("user").order_by("pk"),
        "nominations": organisation.nominations.select_related("by").order_by("pk"),
        "header_title": _("Who acts for %(organisation)s") % {"organisation": organisation},
        "header_icon": "group",
        "breadcrumbs_items": path,
    }
    return render(request, "people/admin/representatives.html", context)


def _act(request, organisation, form) -> str:
    """Do what the pressed button says; what was done, in words, or nothing."""
    if "remove" in request.POST:
        acting = get_object_or_404(organisation.representatives, pk=_key(request, "remove"))
        representation.remove(acting, by=request.user)
        return _("%(person)s was removed.") % {"person": acting.user}
    if "take_back" in request.POST:
        asked = get_object_or_404(organisation.nominations, pk=_key(request, "take_back"))
        representation.take_back(asked, by=request.user)
        return _("%(person)s is not asked any more.") % {"person": asked.email}
    if not form.is_bound or not form.is_valid():
        return ""
    email = form.cleaned_data["email"]
    role = Representative.Role.OWNER
    if representation.nominate(organisation, email, by=request.user, role=role) is None:
        form.add_error("email", _("This person is its main representative already."))
        return ""
    return _("%(person)s has been asked by letter to be its main representative.") % {"person": email}


def _key(request, name) -> int:
    value = request.POST[name]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
