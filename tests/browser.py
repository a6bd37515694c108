"""A real Chromium for the screens that people use."""

import asyncio
import json
import os
import shutil
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import greenlet
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright._impl import _greenlets
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# A message that still fades in has not the contrast that it will have, nor has a hint that comes with the
# frames after the page was scrolled or made narrow.
SETTLED = """async () => {
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations()
        .filter((one) => one.effect.getComputedTiming().endTime < 5000).map((one) => one.finished))
}"""
# What sticks to the edge of the window covers now this, now that, as the page scrolls.
AT_THE_TOP = """() => document.querySelectorAll("*").forEach(
    (one) => one.scrollTop && !one.matches("textarea") && one.scrollTo({ top: 0, behavior: "instant" }))"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def path() -> str | None:
    """Where Chromium is; None means the one that Playwright brought."""
    return os.environ.get("LUPAUS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def keep_the_loop_to_itself():
    """Let Playwright's event loop count as running only while Playwright runs.

    It lives in a greenlet of this thread. Without this, Django takes the tests for asynchronous code
    as soon as a browser has started: it refuses queries and gives them other database connections.
    """
    loop, here = asyncio.get_running_loop(), greenlet.getcurrent()
    mark_running = asyncio._set_running_loop
    _greenlets.asyncio = SimpleNamespace(**{**vars(asyncio), "_set_running_loop": lambda loop: None})
    greenlet.settrace(lambda event, between: mark_running(None if between[1] is here else loop))
    mark_running(None)


@contextmanager
def chromium():
    with sync_playwright() as playwright:
        keep_the_loop_to_itself()
        running = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        try:
            yield running
        finally:
            running.close()


class Tab:
    """Playwright's page, plus what our tests ask of it. Everything else is passed on to the page."""

    def __init__(self, page, site: str):
        self.page, self.site = page, site
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._listen)
        page.route("**/*", self._only_our_own)

    def __getattr__(self, name):
        return getattr(self.page, name)

    def _listen(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _only_our_own(self, route):
        asked = urlsplit(route.request.url)
        if asked.scheme in ("http", "https") and asked.netloc != urlsplit(self.site).netloc:
            self.faults.append(f"foreign request: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def open(self, address: str, *, width: int = 1280):
        """Go to an address of the site; returns the answer's status."""
        self.page.set_viewport_size({"width": width, "height": 900})
        return self.page.goto(self.site + address).status

    def sign_in(self, client, user):
        """Become `user`, with a new session of Django's test client; the one before stays as it was.

        What the last page still loads is answered within that one. Were it ended, such an answer would take
        the new cookie away.
        """
        client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        client.force_login(user)
        self.page.context.add_cookies(
            [{"name": key, "value": morsel.value, "url": self.site} for key, morsel in client.cookies.items()]
        )

    def evaluate(self, script: str, given=None):
        """What a script says of the page, once it has come: a click ends as soon as its answer begins."""
        self.page.wait_for_load_state()
        return self.page.evaluate(script, given)

    def screenshot(self, name: str):
        """Keep a picture of the whole page, where somebody has asked for pictures: drawing one takes long."""
        if folder := os.environ.get("LUPAUS_SCREENSHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def shown(self) -> str:
        """Where the tab is and what stands there, for whoever reads of a failure."""
        try:
            return f"At {self.page.url}:\n{self.page.inner_text('body', timeout=2000)}"
        except PlaywrightError:
            return f"At {self.page.url}: nothing to be read"

    def axe_violations(self, rules: list[str] | None = None, within: str | None = None) -> list[str]:
        """What axe finds against WCAG 2.2 A and AA, or these rules: a line per rule, its first place."""
        self.evaluate(AT_THE_TOP)
        self.evaluate(SETTLED)
        asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
        found = Axe().run(self.page, within, options={"runOnly": asked}).response
        return [
            f"{rule['id']}: {rule['help']} at {json.dumps(rule['nodes'][0]['target'])}"
            f" ({rule['nodes'][0]['html']})"
            for rule in found["violations"]
        ]

    def scrolls_sideways(self) -> bool:
        return self.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    def looked_at(self, name: str, *widths: int, ways=("ltr",), height: int = 900) -> list[str]:
        """What is wrong with the open screen at each width, to axe and because it does not fit.

        Screens of staff scroll within themselves: a `height` shows more of them.
        """
        found = []
        for way, width in product(ways, widths):
            self.page.set_viewport_size({"width": width, "height": height})
            self.evaluate(f"document.documentElement.dir = '{way}'")
            self.screenshot(f"{name}-{width}-{way}")
            faults = self.axe_violations() + ["scrolls sideways"] * self.scrolls_sideways()
            found += [f"at {width} {way}: {fault}" for fault in faults]
        return found


@contextmanager
def tab(chromium, site: str, **wishes):
    context = chromium.new_context(locale="fi-FI", timezone_id="Europe/Helsinki", **wishes)
    try:
        yield Tab(context.new_page(), site)
    finally:
        context.close()
