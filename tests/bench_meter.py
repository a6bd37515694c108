"""What one request costs the process that answers it, told in a header to whoever asks for it in one."""

import time
from dataclasses import dataclass

HEADER = "X-Meter"


@dataclass
class Spent:
    """Statements, and the seconds that the database took for them."""

    queries: int = 0
    seconds: float = 0

    def __call__(self, execute, *args):
        self.queries += 1
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            self.seconds += time.perf_counter() - began


def meter(get_response):
    from django.db import connection

    def metered(request):
        if HEADER not in request.headers:
            return get_response(request)
        spent, began = Spent(), time.thread_time()
        with connection.execute_wrapper(spent):
            response = get_response(request)
        cpu = time.thread_time() - began
        response[HEADER] = f"{spent.queries} {spent.seconds * 1000:.3f} {cpu * 1000:.3f}"
        return response

    return metered
