"""One command from nothing to a running site, and back to nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command

KILLED = "[ERROR] Unexpected exit from worker-1"


@pytest.fixture
def environment(tmp_path):
    """An installation of its own; the migrated database of the tests saves it the migrations."""
    if installed.ON_SQLITE and installed.MIGRATED_DATABASE.exists():
        shutil.copy(installed.MIGRATED_DATABASE, tmp_path / "lupaus.sqlite3")
    own = ("LUPAUS_", "DJANGO_", "DATABASE_", "EMAIL_", "SECRET_", "CACHE_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, "LUPAUS_VAR": str(tmp_path)}


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(*arguments):
    return [sys.executable, "manage.py", "start", *map(str, arguments)]


def read_until(process, sentence):
    """What the process says up to and including a sentence, or to its end."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if sentence in line:
            break
    return "".join(lines)


def children_of(pid):
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(child) for child in listed.stdout.split()]


def is_alive(pid):
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")


def test_start_serves_the_demonstration_and_ends_with_all_its_children(environment, port):
    options = {"cwd": installed.BASE_DIR, "env": environment, "text": True}
    running = subprocess.Popen(
        command("--port", port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options
    )
    try:
        said = read_until(running, "Ctrl-C ends it.")
        address = f"http://localhost:{port}"
        wanted = [f"{address}/{path}" for path in ("fi/\n", "sv/\n", "en/\n", "admin/\n", "demo/letters/\n")]
        assert [said.count(line) for line in wanted] == [1] * 5
        assert said.count("@lupaus.example") == 13

        with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/") as answer:
            page = answer.read().decode()
        assert (answer.status, page.count("Kotolupaus nyt") > 0) == (200, True)

        with pytest.raises(CommandError) as busy:
            call_command("start", port=port)
        assert str(busy.value) == (
            f"Port {port} cannot be used: Address already in use."
            f" Choose another one, for example: make run PORT={port + 1}"
        )
        children = children_of(running.pid)
        grandchildren = [pid for child in children for pid in children_of(child)]
        assert (len(children), len(grandchildren) >= 2) == (2, True)

        os.kill(grandchildren[0], signal.SIGKILL)
        deadline, others = time.monotonic() + 20, grandchildren
        while grandchildren[0] in others or len(others) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.2)
            others = [pid for child in children for pid in children_of(child) if is_alive(pid)]
        assert grandchildren[1] in others
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/fi/") as answer:
            assert answer.status == 200
        grandchildren += others
    finally:
        running.send_signal(signal.SIGTERM)
        rest = running.communicate(timeout=30)[0]
    assert (running.returncode, rest.split("\n\n")) == (0, [KILLED, "Stopping.\n"])
    assert [pid for pid in (*children, *grandchildren) if is_alive(pid)] == []


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError) as refused:
        call_command("start", f"--port={port}")
    assert str(refused.value) == "Error: argument --port: a port is a number from 1 to 65535"


def test_a_directory_that_cannot_be_written_is_named(environment, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    environment["LUPAUS_VAR"] = str(blocked / "var")
    refused = subprocess.run(
        command(), cwd=installed.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert (refused.returncode, refused.stderr) == (
        1,
        f"Lupaus is not configured properly: nothing can be written to {blocked / 'var'} (Not a directory)."
        " Name another directory in LUPAUS_VAR.\n",
    )
