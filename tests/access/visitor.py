"""Somebody's browser, and what they read with it."""

import re

from django.db import connection
from django.test import Client

from people.lemmas.hyphens import SOFT_HYPHEN

CANARY = re.compile(r"kanaria([a-z]+)")
WRITES = ("INSERT", "UPDATE", "DELETE")


class Visitor:
    """Somebody at many addresses, with the same session at each."""

    def __init__(self, world, role):
        self.client = Client(raise_request_exception=False, headers={"accept-language": "en"})
        if role != "anonymous":
            self.client.force_login(world.people[role])
        self.session = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.key = str(world.invited.key)
        self.wrote = False
        self.baked: set[str] = set()

    def ask(self, path, method="get"):
        """The answer; then `wrote` says whether the database was written to, `baked` what cookies came."""
        self.client.cookies.clear()
        for name, value in self.session.items():
            self.client.cookies[name] = value
        self.wrote = False
        with connection.execute_wrapper(self._watch):
            response = getattr(self.client, method)(path)
        self.baked |= set(response.cookies)
        return response

    def _watch(self, execute, sql, *rest):
        self.wrote = self.wrote or sql.startswith(WRITES)
        return execute(sql, *rest)

    def words(self, response) -> set[str]:
        """The canaries in an answer, in its text and its headers."""
        content = b"".join(response.streaming_content) if response.streaming else response.content
        for closer in response._resource_closers:
            closer()
        text = content.decode(errors="replace").replace(SOFT_HYPHEN, "") + str(dict(response.headers))
        # The search proposes words without the endings that it takes for those of a case.
        text = re.sub(r"accepteddescriptio\b", "accepteddescription", text)
        return set(CANARY.findall(text)) | ({"key"} if self.key in text else set())
