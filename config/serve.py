"""The web server: `python -m config.serve`, with the options of granian.

All code is read before the workers begin. As forks of one process they share it in memory, and one that takes
the place of another answers at once.
"""

import gc
import importlib

from django.db import connections
from django.urls import get_resolver
from granian.cli import entrypoint


def main() -> None:
    importlib.import_module("config.wsgi")
    get_resolver().url_patterns  # noqa: B018 - asked for, they read all views
    # A connection is nobody's to share.
    connections.close_all()
    # What the collector never looks at stays shared.
    gc.collect()
    gc.freeze()
    entrypoint()


if __name__ == "__main__":
    main()
