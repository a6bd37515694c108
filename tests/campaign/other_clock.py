"""The real server in a process whose clock and zone are not ours: libfaketime between it and the system."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings as installed

TOKEN = "x" * 32  # the same in the cookie and in the form, as Django wants it
SECONDS_TO_START = 60


def library() -> str:
    """Debian's `faketime`, installed if it is missing; where that cannot be, the test says so and fails."""
    subprocess.run(["sh", "scripts/debian.sh", "faketime", "faketime"], cwd=installed.BASE_DIR, check=True)
    return str(next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")))


def environment(var: Path, **zones) -> dict[str, str]:
    if installed.ON_SQLITE and installed.MIGRATED_DATABASE.exists():
        shutil.copy(installed.MIGRATED_DATABASE, var / "lupaus.sqlite3")
    own = ("LUPAUS_", "DJANGO_", "DATABASE_", "EMAIL_", "SECRET_", "CACHE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "LUPAUS_VAR": str(var), "DJANGO_SETTINGS_MODULE": "config.settings", **zones}


class Server:
    """What it answers at moments of its own clock, which stands still between them."""

    def __init__(self, port: int, clock: Path):
        self.port, self.clock = port, clock

    def set_clock(self, seconds: float) -> None:
        new = self.clock.with_suffix(".new")
        new.write_text(f"{seconds:.3f}\n")
        new.replace(self.clock)

    def ask(self, path: str, session="", **form) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        if session:
            request.add_header("Cookie", f"sessionid={session}; csrftoken={TOKEN}")
        data = urlencode({"csrfmiddlewaretoken": TOKEN, **form}).encode() if form else None
        try:
            with urllib.request.build_opener(_Stay).open(request, data, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments, **more):
        return None


@contextmanager
def server(environment: dict[str, str], var: Path, seconds: float):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = Server(port, var / "clock")
    running.set_clock(seconds)
    elsewhen = {
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(running.clock),
        "FAKETIME_FMT": "%s",
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    options = [
        "--interface",
        "wsgi",
        "--blocking-threads",
        "2",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *options, "config.wsgi:application"],
        cwd=installed.BASE_DIR,
        env={**environment, **elsewhen},
    )
    try:
        _await(port, process)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(port: int, process) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server did not start under libfaketime; its messages stand above.")
