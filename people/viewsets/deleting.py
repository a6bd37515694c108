"""Deleting on staff screens, of what nothing else depends on."""

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic


class KeptWhileUsedView(generic.DeleteView):
    """Deleting is refused, in words, while `obstacle` has something to say."""

    # Django's view would also delete when asked by the verb of that name, past the question and the obstacle.
    http_method_names = ["get", "head", "post", "options"]

    def obstacle(self) -> str:
        return ""

    def _refuse(self):
        message = self.obstacle() or _("This is still in use and cannot be deleted.")
        messages.error(self.request, message)
        return redirect(self.edit_url_name, self.object.pk)

    def get(self, request, *args, **kwargs):
        return self._refuse() if self.obstacle() else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.obstacle():
            return self._refuse()
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except (ProtectedError, RestrictedError):
            return self._refuse()  # somebody began to use it in the same moment
