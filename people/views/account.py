"""A person's own page: name, language, second factor, and what we keep about them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from people.doors import personal_form
from people.forms import AccountForm
from people.models import User


@personal_form
def account(request):
    data = request.POST if request.method == "POST" else request.typed
    # The form works on a copy: what it refuses must not show up in the page's head.
    form = AccountForm(data, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account")
    context = {
        "form": form,
        "representations": request.user.representations.select_related("organisation").order_by("pk"),
    }
    return render(request, "people/account.html", context)
