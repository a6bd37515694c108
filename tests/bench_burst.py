"""Everybody presses *send* in the same second: `python -m tests.bench_burst [--people 500] [--kill]`.

Real parts: a server as in production, a connection for each person, SQLite or, with `--postgres ADDRESS`
of a server, a database "lupaus_burst" of its own there, made anew. With `--kill` one worker is killed
(signal 9) in the middle, and whoever got no answer presses again, as people do. What was acknowledged
is then looked for in the database: nothing may be lost, nothing may be there twice.
"""

import argparse
import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a person gives up
TOKEN = "x" * 32  # the same in the cookie and in the form, as Django wants it


@dataclass
class Press:
    """One person's press of the button: when the answer came, which, and after how many tries."""

    uuid: str
    path: str
    session: str
    status: int = 0
    took: float = 0
    tries: int = 0


def make_database(server: str) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS lupaus_burst")
        connection.execute("CREATE DATABASE lupaus_burst")
    os.environ["DATABASE_URL"] = f"{server}/lupaus_burst"


# --- data ---------------------------------------------------------------------------------------
def prepare(people: int) -> list[Press]:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse
    from django.utils import translation

    from pledges.models import Entry
    from tests import make

    call_command("migrate", verbosity=0)
    campaign = make.campaign()
    theme, text = make.theme(campaign), make.consent_text()
    pressed = []
    for _ in range(people):
        author, client = make.user(), Client()
        entry = make.entry(campaign=campaign, author=author, themes=[theme], language="fi")
        make.permission(entry, text.purpose, by=author)
        client.force_login(author)
        with translation.override("en"):
            path = reverse("pledges:submit", args=[entry.uuid])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        pressed.append(Press(str(entry.uuid), path, session))
    assert Entry.objects.in_campaign(campaign).count() == people
    return pressed


# --- the server ---------------------------------------------------------------------------------
def serve(port: int) -> subprocess.Popen:
    arguments = ["--host", "127.0.0.1", "--port", str(port), "--interface", "wsgi", "--workers", "2"]
    arguments += ["--workers-kill-timeout", "5", "--blocking-threads", "4", "--backlog", "2048"]
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "config.serve",
            *arguments,
            "--respawn-failed-workers",
            "--log-level",
            "warning",
            "config.wsgi:application",
        ],
        cwd=ROOT,
    )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def workers_of(server: subprocess.Popen) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


# --- the people ---------------------------------------------------------------------------------
async def press(port: int, one: Press, started: float) -> None:
    """Press until there is an answer; a broken connection is no answer."""
    body = urlencode({"csrfmiddlewaretoken": TOKEN}).encode()
    head = (
        f"POST {one.path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n"
        f"Cookie: sessionid={one.session}; csrftoken={TOKEN}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    while time.monotonic() - started < PATIENCE:
        one.tries += 1
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head.encode() + body)
            await writer.drain()
            answer = await reader.read()
            writer.close()
            one.status = int(answer.split(b" ", 2)[1])
            one.took = time.monotonic() - started
            return
        except (OSError, IndexError, ValueError):
            await asyncio.sleep(0.2)


async def warm_up(port: int) -> None:
    """Let every worker import what it needs, as it has on any day but the first."""
    for _ in range(20):
        await press(port, Press("", "/en/my-entries/", ""), time.monotonic())


async def burst(port: int, people: list[Press], server, *, kill: bool) -> None:
    await warm_up(port)
    started = time.monotonic()
    presses = [asyncio.create_task(press(port, one, started)) for one in people]
    if kill:
        await asyncio.sleep(0.7)
        os.kill(workers_of(server)[0], signal.SIGKILL)
    await asyncio.gather(*presses)


# --- the count ----------------------------------------------------------------------------------
def report(people: list[Press], *, kill: bool) -> str:
    from django.db import connection

    from people.models import Letter
    from pledges.models import Entry, Submission

    acknowledged = [one for one in people if one.status == 302]
    received = {str(uuid) for uuid in Entry.objects.filter(state="submitted").values_list("uuid", flat=True)}
    lost = [one for one in acknowledged if one.uuid not in received]
    doubled = Submission.objects.count() - len(received)
    letters = Letter.objects.filter(kind="receipt").count()
    wanted = sum(len(set(entry.submitters())) for entry in Entry.objects.filter(uuid__in=received))
    slowest = max((one.took for one in people), default=0)
    rows = [
        ("Database", connection.vendor),
        ("People", len(people)),
        ("Worker killed in the middle", "yes" if kill else "no"),
        ("Acknowledged", len(acknowledged)),
        ("Other answers", sorted({one.status for one in people} - {302})),
        ("Pressed again", sum(one.tries > 1 for one in people)),
        ("Acknowledged but not there", len(lost)),
        ("There twice", doubled),
        ("Receipts, and how many there should be", f"{letters}, {wanted}"),
        ("Last answer after", f"{slowest:.1f} s"),
        ("Acknowledged a second", f"{len(acknowledged) / slowest:.0f}" if slowest else "–"),
    ]
    faults = len(lost) + doubled + abs(letters - wanted) + len(people) - len(acknowledged)
    rows.append(("Verdict", "nothing lost, nothing double" if not faults else f"{faults} FAULTS"))
    return "\n".join(["| What | Figure |", "| --- | ---: |", *(f"| {a} | {b} |" for a, b in rows)])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--kill", action="store_true", help="kill a worker in the middle")
    parser.add_argument("--postgres", help="such as postgres://postgres@127.0.0.1:5432")
    options = parser.parse_args()
    if options.postgres:
        make_database(options.postgres)
    place = tempfile.mkdtemp(prefix="lupaus-burst-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "LUPAUS_VAR": place}
    import django

    django.setup()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    people = prepare(options.people)
    server = serve(port)
    try:
        asyncio.run(burst(port, people, server, kill=options.kill))
    finally:
        server.terminate()
        server.wait()
    text = report(people, kill=options.kill)
    sys.stdout.write(text + "\n")
    shutil.rmtree(place)
    return int("FAULTS" in text)


if __name__ == "__main__":
    sys.exit(main())
