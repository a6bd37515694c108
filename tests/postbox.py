"""The two ends of the post: letters waiting in the outbox, and a mail server that receives them."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from people.models import Letter


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("kind", "to"))


class Sink:
    """Keeps what arrives; rejects for good the addresses in `refuse`, for now those in `busy`."""

    def __init__(self):
        self.received, self.refuse, self.busy = [], set(), set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return "550 No such person"
        if address in self.busy:
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.received.append(message_from_bytes(envelope.content, policy=default))
        return "250 Taken"


@contextmanager
def server():
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.hostname, sink.port = controller.server.sockets[0].getsockname()
    try:
        yield sink
    finally:
        controller.stop()
