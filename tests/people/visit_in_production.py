"""Run as a process under production settings: a visit over HTTPS, told answer by answer as JSON.

`python -m tests.people.visit_in_production`, with an empty or a migrated database.
"""

import json
import re
import sys
import time

import django
import time_machine
from django.conf import settings

SECOND = "/en/second-factor/authenticate/"
PROXY = {"HTTP_X_FORWARDED_PROTO": "https"}


def answers() -> list[dict]:
    from django.core.management import call_command
    from django.test import Client

    from cms.setup import make_site

    told: list[dict] = []

    class Told(Client):
        def request(self, **request):
            response = super().request(**request)
            baked = [morsel.OutputString() for morsel in response.cookies.values()]
            told.append(
                {
                    "page": f"{request['REQUEST_METHOD']} {request['PATH_INFO']}",
                    "status": response.status_code,
                    "cookies": baked,
                    "kept": response.get("Cache-Control", ""),
                    "cleared": response.get("Clear-Site-Data", ""),
                }
            )
            return response

    call_command("migrate", verbosity=0)
    make_site()
    visit(lambda: Told(headers={"host": settings.ALLOWED_HOSTS[0]}, **PROXY))
    return told


def visit(browser) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.mfa.totp.internal.auth import format_hotp_value as written
    from allauth.mfa.totp.internal.auth import hotp_value as counted

    from people.models import Letter
    from tests import make

    secret = generate_totp_secret()
    TOTP.activate(make.user("staff@example.org", role="Coordinator"), secret)
    somebody = browser()
    somebody.get("/en/")
    somebody.get("/language/sv/")
    somebody.get("/sv/finns-inte/")
    for address in ("maija@example.org", "staff@example.org"):
        client = browser()
        client.get("/en/sign-in/")
        client.post("/en/sign-in/", {"email": address})
        client.get("/en/sign-in/code/")
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", Letter.objects.latest("pk").body)[0]
        client.post("/en/sign-in/code/", {"code": code})
        if address == "staff@example.org":
            client.get(SECOND)
            now = time.time() // 30
            with time_machine.travel(now * 30, tick=True):
                client.post(SECOND, {"code": written(counted(secret, int(now)))})
            client.get("/admin/")
        client.get("/en/my-entries/")
        client.get("/en/my-account/")
        client.get("/en/")
        client.post("/en/sign-out/")
        client.get("/en/my-entries/")


if __name__ == "__main__":
    # Which files a page links says nothing about its cookies, and collecting them takes long.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    django.setup()
    json.dump(answers(), sys.stdout)
