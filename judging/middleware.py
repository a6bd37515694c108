"""What a juror's screens need before Wagtail opens its door."""

from people import doors
from people.at_once import with_permissions

# The list of entries, and the screens of one entry.
LIST, ENTRY = "/admin/judging/", "/admin/judging/score/"


class JurorMiddleware:
    """Asks once what a juror may do; what they typed while the session ended is there after signing in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_own = request.path == LIST or request.path.startswith(ENTRY)
        if is_own and request.user.is_authenticated:
            request.user = with_permissions(request.user)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(ENTRY):
            return
        request.typed = None
        if "X-Autosave" in request.headers:
            return  # the script keeps a copy of its own
        if request.user.is_authenticated:
            request.typed = doors.take(request)
        elif request.method == "POST":
            doors.keep(request)
