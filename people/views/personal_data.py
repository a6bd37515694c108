"""The data protection officer's screens: what is held about one person, as JSON, and erasing it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import log

from people import personal_data, privacy
from people.models import User
from people.permissions import can_forget_anybody, can_read_personal_data

_readers = user_passes_test(can_read_personal_data)
_erasers = user_passes_test(can_forget_anybody)


def _read(request, person, what):
    """Reading is logged, without the name: the log outlives an erasure."""
    log(
        instance=person, action="people.user.read", user=request.user, title=str(person.pk), data={"as": what}
    )


def _place(person, *further):
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("wagtailusers_users:index"), "label": _("Accounts")},
        {"url": reverse("personal_data:person", args=[person.pk]), "label": str(person)},
        *further,
    ]


@_readers
@require_safe
def person(request, pk):
    person = get_object_or_404(User, pk=pk)
    _read(request, person, "screen")
    buttons = [
        HeaderButton(
            _("Download as JSON"), reverse("personal_data:download", args=[pk]), icon_name="download"
        )
    ]
    if can_forget_anybody(request.user) and not person.forgotten_at:
        url = reverse("personal_data:erase", args=[pk])
        buttons.append(HeaderButton(_("Erase personal data"), url, icon_name="bin"))
    context = {
        "person": person,
        "sections": personal_data.sections(person, reader=request.user),
        "header_title": _("Personal data of %(person)s") % {"person": person},
        "header_icon": "lock",
        "breadcrumbs_items": _place(person),
        "header_buttons": buttons,
    }
    return render(request, "people/admin/person.html", context)


@_readers
@require_safe
def download(request, pk):
    person = get_object_or_404(User, pk=pk)
    _read(request, person, "json")
    return personal_data.as_file(person, f"personal-data-{pk}.json", reader=request.user)


@_erasers
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, pk):
    person = get_object_or_404(User, pk=pk, forgotten_at__isnull=True)
    if person == request.user:
        return redirect("erase_me")
    if request.method == "POST":
        privacy.forget(person, by=request.user)
        messages.success(request, _("The personal data is erased. What stays is listed below."))
        return redirect("personal_data:person", pk)
    context = {
        "person": person,
        "how_long": personal_data.how_long(person),
        "header_title": _("Erase personal data"),
        "header_icon": "bin",
        "breadcrumbs_items": _place(person, {"url": "", "label": _("Erase personal data")}),
    }
    return render(request, "people/admin/erase.html", context)
