import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentTypeError

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from cms.setup import make_site

SECONDS_TO_ANSWER = 180
SECONDS_TO_END = 10
PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


class Command(BaseCommand):
    help = "Prepares everything, then serves the site and sends its letters until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument(
            "--host", default="127.0.0.1", help="0.0.0.0 lets other machines in (default: this one only)"
        )

    def handle(self, *, host, port, **options):
        check_port(host, port)
        check_directory()
        settle_address(port)
        for number in ENDINGS:
            signal.signal(number, _stop)
        # Two processes end with this one, however it ends.
        processes: list[subprocess.Popen] = []
        try:
            self._prepare()
            processes.append(serve(host, port))
            processes.append(send_letters())
            await_answer(host, port, processes[0])
            self._welcome(host)
            self._watch(processes)
        except KeyboardInterrupt:
            self._say("\nStopping.")
        finally:
            end(processes)

    def _say(self, text):
        # At once, also where the output goes to a file or a pipe.
        self.stdout.write(text)
        self.stdout.flush()

    def _prepare(self):
        self._say("Preparing the database (the first time this takes some twenty seconds)")
        try:
            call_command("migrate", verbosity=0)
            if apps.is_installed("demo"):
                call_command("load_demo", if_empty=True, stdout=self.stdout)
            # Languages that the demonstration has no texts in begin with its pages.
            make_site()
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if settings.PRODUCTION:
            # Elsewhere the files are served from where they are.
            call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()

    def _welcome(self, host):
        address = settings.PUBLIC_ADDRESS
        self.stdout.write(self.style.SUCCESS(f"\n{settings.WAGTAIL_SITE_NAME} is ready."))
        for code, name in settings.LANGUAGES:
            self.stdout.write(f"  {name:<14} {address}/{code}/")
        self.stdout.write(f"  {'Staff':<14} {address}/admin/")
        if apps.is_installed("demo"):
            call_command("demo_people", stdout=self.stdout)
            if host not in ("127.0.0.1", "::1", "localhost"):
                self.stdout.write(
                    self.style.WARNING("Everybody who can reach this machine can sign in as anyone above.")
                )
        self._say("Ctrl-C ends it.")

    def _watch(self, processes):
        """Wait for the end. Letters that are not sent wait in the database, so their sender may restart."""
        while True:
            server, sender = processes
            if server.poll() is not None:
                raise CommandError(f"The web server has ended by itself (code {server.returncode}).")
            if sender.poll() is not None:
                self.stderr.write("The sender of letters has ended by itself and is started again.")
                time.sleep(1)
                processes[1] = send_letters()
            time.sleep(0.5)


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = port + 1 if 1023 < port < 65535 else 8001
            raise CommandError(
                f"Port {port} cannot be used: {error.strerror}."
                f" Choose another one, for example: make run PORT={other}"
            ) from error


def check_directory() -> None:
    try:
        with tempfile.TemporaryFile(dir=settings.VAR):
            pass
    except OSError as error:
        raise CommandError(
            f"Nothing can be written to {settings.VAR}: {error.strerror}."
            " Make it writable, or name another directory in LUPAUS_VAR."
        ) from error


def settle_address(port: int) -> None:
    """Letters and links carry the public address. Settings read it once, so begin again with it."""
    address = f"http://localhost:{port}"
    if "LUPAUS_ADDRESS" not in os.environ and address != settings.PUBLIC_ADDRESS:
        os.environ["LUPAUS_ADDRESS"] = address
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def serve(host: str, port: int) -> subprocess.Popen:
    options = {"--host": host, "--port": str(port), "--interface": "wsgi", "--workers": "2"}
    options |= {"--workers-kill-timeout": str(SECONDS_TO_END - 2), "--log-level": "warning"}
    options |= {"--blocking-threads": str(min(8, 2 * (os.cpu_count() or 1) + 1))}
    arguments = [text for option in options.items() for text in option]
    return _start(
        "-m", "config.serve", *arguments, "--respawn-failed-workers", "--no-ws", "config.wsgi:application"
    )


def send_letters() -> subprocess.Popen:
    return _start("manage.py", "send_letters", "--loop")


def _start(*arguments: str) -> subprocess.Popen:
    # In a group of its own, because a terminal's Ctrl-C reaches a whole group: this process alone shall
    # answer it, and then end the others.
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=_end_with_parent,
    )


def _end_with_parent() -> None:
    """Linux ends the process when the one that started it is killed and cannot do so itself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def await_answer(host: str, port: int, server: subprocess.Popen) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CommandError("The web server did not start; its messages stand above.")


def end(processes: list[subprocess.Popen]) -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stop(number, frame):
    raise KeyboardInterrupt
