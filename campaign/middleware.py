"""When a request came in."""

from django.utils import timezone


class ArrivalMiddleware:
    """Stands first, so that no wait for a session, a lock or a database costs anybody the deadline."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.arrived_at = timezone.now()
        return self.get_response(request)
