"""What is held about the person who asks: to read, to take along, and to have erased."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import personal_data, privacy
from people.doors import personal
from people.models import Organisation, User


@personal
@require_safe
def my_data(request):
    sections = personal_data.sections(request.user, reader=request.user)
    return render(request, "people/my_data.html", {"sections": sections})


@personal
@require_safe
def download(request):
    return personal_data.as_file(request.user, "my-data.json", reader=request.user)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request):
    if request.method != "POST":
        left_alone = Organisation.objects.of_nobody_but(request.user).order_by("pk")
        context = {"left_alone": left_alone, "how_long": personal_data.how_long(request.user)}
        return render(request, "people/erase_me.html", context)
    person = User.objects.get(pk=request.user.pk)
    privacy.forget(person, by=person)
    logout(request)
    messages.success(request, _("Your personal data is erased, and you are signed out."))
    return redirect(settings.LOGOUT_REDIRECT_URL)
