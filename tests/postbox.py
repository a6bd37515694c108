"""The two ends of the post: letters waiting in the outbox, and a mail server that receives them."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

from people.models import Letter


def letters() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("pk").values_list("kind", "to"))


class Sink:
    """Keeps what arrives, and for whom; rejects for good the addresses in `refuse`, for now those in `busy`.

    `before_answer` is called when a letter has arrived and the sender waits for the answer.
    """

    def __init__(self):
        self.received, self.readers, self.refuse, self.busy = [], [], set(), set()
        self.before_answer = lambda: None
        self.greetings = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.greetings += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refuse:
            return "550 No such person"
        if address in self.busy:
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.readers.append(envelope.rcpt_tos)
        self.received.append(message_from_bytes(envelope.content, policy=default))
        self.before_answer()
        return "250 Taken"


class OnAnyFreePort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def server():
    sink = Sink()
    controller = OnAnyFreePort(sink, hostname="127.0.0.1", port=0)
    controller.start()
    sink.hostname, sink.port = controller.hostname, controller.port
    try:
        yield sink
    finally:
        controller.stop()
