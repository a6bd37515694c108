"""People who press at the same moment: each in a thread with a database connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def together(*presses):
    """Start all at once; return what each answered, an exception being an answer by its name."""
    ready = threading.Barrier(len(presses))

    def press(act):
        connection.ensure_connection()
        ready.wait(timeout=30)
        try:
            return act()
        except Exception as refused:
            return type(refused).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))
