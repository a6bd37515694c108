"""Visitors of a served site: each keeps a connection and asks again as soon as it is answered."""

import asyncio
import time
import zlib
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles

from tests.bench_meter import HEADER

PATIENCE = 60  # seconds until an answer is no answer


@dataclass
class Answers:
    """What came: milliseconds of each answer, and how many were not as they should be."""

    took: list[float] = field(default_factory=list)
    seconds: float = 0
    faults: int = 0

    def __iadd__(self, other: "Answers"):
        self.took += other.took
        self.seconds += other.seconds
        self.faults += other.faults
        return self

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds if self.seconds else 0

    @property
    def middle(self) -> float:
        return median(self.took)

    @property
    def slow(self) -> float:
        """Of twenty answers one takes longer."""
        return quantiles(self.took, n=20)[-1] if len(self.took) > 1 else self.took[0]


@dataclass(frozen=True)
class Metered:
    """One answer: its length, that of its compressed form, and what it cost."""

    status: int
    tag: str
    size: int
    compressed: int
    queries: int
    database: float
    cpu: float


def request(address: str, **headers: str) -> bytes:
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{told}\r\n".encode()


class _Visitor(asyncio.Protocol):
    """Asks for one after the other until it is stopped, they end, or the other end hangs up."""

    def __init__(self, requests, answers: Answers, wanted: bytes):
        self.requests, self.answers, self.wanted = requests, answers, wanted
        self.missing, self.head, self.began, self.stopped = 0, b"", 0.0, False
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        self._ask()

    def _ask(self):
        wanted = None if self.stopped else next(self.requests, None)
        if wanted is None:
            self.stopped = True
            self.transport.close()
            return
        self.head, self.missing, self.began = b"", -1, time.perf_counter()
        self.transport.write(wanted)

    def data_received(self, data):
        if self.missing < 0:
            self.head += data
            head, found, body = self.head.partition(b"\r\n\r\n")
            if not found:
                return
            self.head = head
            self.missing = _length(head) - len(body)
        else:
            self.missing -= len(data)
        if self.missing <= 0:
            self.answers.took.append((time.perf_counter() - self.began) * 1000)
            self.answers.faults += self.head.split(b" ", 2)[1] != self.wanted
            self._ask()

    def connection_lost(self, error):
        self.answers.faults += not self.stopped
        if not self.done.done():
            self.done.set_result(None)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    if b" 304 " in head[:15]:
        return 0
    raise ValueError(f"An answer that does not say how long it is: {head[:200]!r}")


async def visit(
    port: int, requests: list[bytes], people: int, seconds: float | None, wanted=b"200"
) -> Answers:
    """So many people, each on a connection of their own, along the same round of requests for so long.

    Without a time each of them makes every request once.
    """
    answers, turn, loop = Answers(), cycle(requests), asyncio.get_running_loop()
    began, visitors = time.perf_counter(), []
    for _ in range(people):
        _transport, visitor = await loop.create_connection(
            lambda: _Visitor(turn if seconds else iter(requests), answers, wanted), "127.0.0.1", port
        )
        visitors.append(visitor)
    if seconds:
        await asyncio.sleep(seconds)
        for visitor in visitors:
            visitor.stopped = True
    await asyncio.wait_for(asyncio.gather(*(visitor.done for visitor in visitors)), PATIENCE)
    answers.seconds = time.perf_counter() - began
    return answers


async def metered(port: int, address: str) -> Metered:
    """One request alone, by somebody who asks what it costs."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    writer.write(request(address, **{HEADER: "1", "Connection": "close"}))
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    head, _end, body = answer.partition(b"\r\n\r\n")
    told = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
    queries, database, cpu = told[HEADER.lower()].split()
    return Metered(
        int(head.split(b" ", 2)[1]),
        told.get("etag", ""),
        len(body),
        len(zlib.compress(body, 6, 31)),
        int(queries),
        float(database),
        float(cpu),
    )
