"""What nginx shares between visitors: `python -m tests.bench_nginx`, where nginx is installed.

The sample of docs/nginx stands in front of the server that `make run` starts, without TLS and at addresses
of its own; nothing else of it is changed. A crowd asks for one page, and the log of what nginx passed on says
how often it was fetched. Then an entry is withdrawn, visitors with cookies come, and the same bytes are
served as a file. It ends with 1 if a promise is broken; `--place` names a site of `tests.bench_site`.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.bench import ROOT
from tests.bench_site import Served, _around, prepared
from tests.bench_visitors import Answers, request, visit

SAMPLE = ROOT / "docs" / "nginx" / "lupaus.conf"
PEOPLE = 500
SECONDS = 10
GONE_WITHIN = 2.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(place: Path, port: int, behind: int, *, cookie: str = "sessionid") -> str:
    """The sample, in front of `behind`, at `port`, with a log of what is passed on."""
    changes = {
        r"/var/cache/nginx/lupaus": f"{place}/cache",
        r"127\.0\.0\.1:8000": f"127.0.0.1:{behind}",
        r"listen 443 ssl http2;": f"listen 127.0.0.1:{port};",
        r" *ssl_certificate.*;\n": "",
        r"cookie___Host-session": f"cookie_{cookie}",
        r"X-Forwarded-Proto https": "X-Forwarded-Proto http",
        r"/srv/lupaus/var/static/": f"{place}/static/",
        r"server_name lupaus.example;": "server_name localhost;",
    }
    text = SAMPLE.read_text()
    for found, instead in changes.items():
        text, number = re.subn(found, instead, text)
        if not number:
            raise ValueError(f"The sample does not say {found} any more.")
    own = "keepalive_requests 1000000; access_log off; client_body_temp_path {0}/in; proxy_temp_path {0}/out;"
    return f"""
worker_processes 2; daemon off; pid {place}/pid; error_log {place}/error.log;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    {own.format(place)}
    log_subrequest on;
    log_format passed "$request_uri $upstream_status";
    map $upstream_status $is_passed {{ default 1; "" 0; }}
    {text.replace("location / {", f"location / {{ access_log {place}/passed.log passed if=$is_passed;")}
}}
"""


class Nginx:
    def __init__(self, place: Path, behind: int):
        self.place, self.port = place, _free_port()
        for folder in ("cache", "static"):
            (place / folder).mkdir()
        place.chmod(0o755)
        path = place / "nginx.conf"
        # It may have been started by root, and then goes on as somebody else.
        user = "user root;\n" if os.geteuid() == 0 else ""
        path.write_text(user + configuration(place, self.port, behind))
        self.process = subprocess.Popen(["nginx", "-c", path, "-e", place / "error.log"])
        time.sleep(1)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait(20)

    def passed(self) -> int:
        """How many requests reached the application so far."""
        log = self.place / "passed.log"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def get(self, address: str, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", address, headers={"Host": "localhost", **headers})
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer


def crowd(nginx: Nginx, address: str, people: int, seconds: float) -> tuple[Answers, int]:
    before = nginx.passed()
    answers = asyncio.run(visit(nginx.port, [request(address)], people, seconds))
    time.sleep(1)  # until what is fetched behind the visitors' backs is written down
    return answers, nginx.passed() - before


def withdrawn(nginx: Nginx, address: str) -> float:
    """Seconds from the withdrawal of the entry at an address until nobody is shown it any more."""
    from pledges import actions
    from pledges.models import Entry

    entry = Entry.objects.public().get(reference=address.rstrip("/").rpartition("/")[2])
    if nginx.get(address).status != 200:
        raise ValueError(f"{address} is not shown.")
    actions.withdraw(entry, by=None)
    began = last = time.monotonic()
    while (now := time.monotonic()) < last + GONE_WITHIN + 0.5 and now < began + 3 * GONE_WITHIN:
        if nginx.get(address).status == 200:
            last = now
        time.sleep(0.02)
    return last - began


def told(nginx: Nginx, address: str) -> list[tuple[str, str, bool]]:
    """What was measured, and whether it is as promised."""
    lines, faults = [], 0
    for when, seconds in (
        ("of what is not kept", 0.5),
        ("of one address", SECONDS),
        ("of what ran out", 0.5),
    ):
        answers, passed = crowd(nginx, address, PEOPLE, seconds)
        faults += answers.faults
        figure = f"{passed} of {len(answers.took):,} in {answers.seconds:.1f} s"
        # One a second, and one that was begun before and one that ends after.
        lines.append((f"{PEOPLE} people, {when}: passed on", figure, passed <= answers.seconds + 2))
        time.sleep(5)
    lines.append(("answers that were none", f"{faults}", faults == 0))
    page = nginx.get(address)
    (nginx.place / "static" / "same.html").write_bytes(page.body)
    rates = []
    for _round in range(3):
        kept, _passed = crowd(nginx, address, 50, 3)
        file, _none = crowd(nginx, "/static/same.html", 50, 3)
        rates.append((kept.rate / file.rate, kept.rate, file.rate, kept.slow))
    share, kept, file, slow = sorted(rates)[1]
    lines.append(
        (
            f"answers a second, {len(page.body) / 1000:.0f} kB; the same bytes as a file; share; p95",
            f"{kept:,.0f}; {file:,.0f}; {share:.0%}; {slow:.0f} ms",
            share >= 0.5,
        )
    )
    before = nginx.passed()
    with_session = [nginx.get(address, Cookie=f"sessionid=made-up-{n}") for n in range(20)]
    time.sleep(1)
    asked, states = nginx.passed() - before, {one.getheader("X-Cache") for one in with_session}
    lines.append(
        (
            "20 visitors with a session: passed on; from the cache",
            f"{asked}; {states}",
            asked == 20 and states == {"BYPASS"},
        )
    )
    setting = [nginx.get("/language/sv/") for _time in range(3)]
    own = {(one.getheader("Set-Cookie") is not None, one.getheader("X-Cache")) for one in setting}
    lines.append(("3 answers that set a cookie: (sets it, cache)", f"{own}", own == {(True, "MISS")}))
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--place", type=Path, help="where `tests.bench_site --place` left its sites")
    parser.add_argument("--size", type=int, default=1000, help="number of entries")
    options = parser.parse_args()
    if not shutil.which("nginx"):
        sys.exit("nginx is not installed.")
    scratch = Path(tempfile.mkdtemp(prefix="lupaus-nginx-"))
    environment = prepared(options.place or scratch / "sites", [options.size], "")[options.size]
    copy = scratch / "var"  # an entry is withdrawn from it
    shutil.copytree(environment["LUPAUS_VAR"], copy)
    environment = {**environment, "LUPAUS_VAR": str(copy)}
    os.environ |= _around(environment)
    import django

    django.setup()
    asked = json.loads((copy / "asked.json").read_text())
    (scratch / "nginx").mkdir()
    with Served(environment) as served, Nginx(scratch / "nginx", served.port) as nginx:
        lines = told(nginx, asked["gallery"][0])
        gone = max(withdrawn(nginx, address) for address in asked["entry"][:5])
    lines.append(("of five withdrawn entries the last is gone after", f"{gone:.1f} s", gone <= GONE_WITHIN))
    shutil.rmtree(scratch)
    for what, figure, holds in lines:
        sys.stdout.write(f"| {what} | {figure} | {'yes' if holds else 'NO'} |\n")
    return int(not all(holds for *_words, holds in lines))


if __name__ == "__main__":
    sys.exit(main())
