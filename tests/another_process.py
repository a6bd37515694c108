"""Another process on the database of a test, as a server has several: each keeps pages for itself.

It takes lists of addresses, one as JSON on each line, and tells what it answers and how many pages it keeps.
"""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


class Another:
    def __init__(self, process):
        self.process = process

    def ask(self, addresses: list[str]) -> tuple[dict[str, tuple[int, str]], int]:
        """Status and text of the answer at each address, and how many pages are kept then."""
        self.process.stdin.write(f"{json.dumps(addresses)}\n")
        self.process.stdin.flush()
        answers, kept = json.loads(self.process.stdout.readline())
        return dict(zip(addresses, answers, strict=True)), kept


@contextmanager
def running():
    from django.db import connection

    process = subprocess.Popen(
        [sys.executable, "-m", "tests.another_process", str(connection.settings_dict["NAME"])],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield Another(process)
        process.stdin.close()


def answer() -> None:
    from django.test import Client

    from cms.kept import pages

    client = Client()
    for line in sys.stdin:
        answers = [client.get(address) for address in json.loads(line)]
        told = [(one.status_code, one.getvalue().decode(errors="replace")) for one in answers]
        print(json.dumps([told, len(pages)]), flush=True)  # noqa: T201


if __name__ == "__main__":
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    try:
        answer()
    finally:
        shutil.rmtree(settings.RUN)
