"""How the ranking is reckoned, in plain words."""

from django.utils.translation import gettext as _

from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen


@office_only
def method(request):
    return screen(request, "method.html", _("How the ranking is reckoned"), path=rounds_path(), icon="help")
