"""Pages of this very site, asked for in this process as a visitor who is not signed in would ask."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Visitor:
    """Nothing goes over the network, and no cookie is kept from one page to the next."""

    def __init__(self):
        self._site = WSGIHandler()
        self._address = urlsplit(settings.PUBLIC_ADDRESS)

    def ask(self, address: str) -> Answer:
        """`address` is a path with its query, as it stands in a link."""
        told: dict = {}

        def begin(status: str, headers: list[tuple[str, str]], error=None):
            told.update(status=int(status.split()[0]), headers=dict(headers))

        answer = self._site(self._environment(address), begin)
        try:
            body = b"".join(answer)
        finally:
            answer.close()
        return Answer(told["status"], told["headers"], body)

    def _environment(self, address: str) -> dict:
        path, _mark, query = address.partition("#")[0].partition("?")
        secure = self._address.scheme == "https"
        return {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            # How WSGI hands over bytes.
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": self._address.hostname,
            "SERVER_PORT": str(self._address.port or (443 if secure else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": self._address.netloc,
            **({"HTTP_X_FORWARDED_PROTO": "https"} if secure else {}),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self._address.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
