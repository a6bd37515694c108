"""checks.md I08: what nobody sends in good faith is turned away soon, and takes little room meanwhile."""

import time
import tracemalloc

import pytest
from django.test import Client

from people.files.arriving import MEGABYTE
from pledges.models import Entry
from tests import files
from tests.addresses import english

pytestmark = pytest.mark.django_db

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=raja"
JSON = "application/json"
CELLS = ("key", "label", "unit", "start", "target")


def part(name: str, content=b"x", more="") -> bytes:
    head = f'--raja\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def whole(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--raja--\r\n"


def file(number: int) -> bytes:
    return part(f"attachments{number}", files.pdf(), '; filename="a.pdf"')


LONG = b"x" * 10_000_000
TOO_MUCH = {
    "a long text": (FORM, b"description=" + LONG),
    "a long text in parts": (PARTS, whole(part("description", LONG))),
    "many fields": (FORM, b"&".join(b"field%d=x" % number for number in range(10_001))),
    "many fields in parts": (PARTS, whole(*(part(f"field{number}") for number in range(10_001)))),
    "many rows": (FORM, b"&".join(f"measure-{n}-{cell}=1".encode() for n in range(1000) for cell in CELLS)),
    "many files": (PARTS, whole(*(file(number) for number in range(101)))),
    "a text without end": (PARTS, part("description", LONG)),
    "a head without end": (PARTS, b"--raja\r\nContent-Disposition: form-data; name=" + LONG),
    "parts without end": (PARTS, b"".join(part(f"field{number}") for number in range(10_001))),
    "parts without a boundary": ("multipart/form-data", LONG),
}


@pytest.fixture
def writing(author):
    client = Client(raise_request_exception=False)
    client.force_login(author)
    return client


def step(entry, name="about") -> str:
    return english("pledges:edit", entry.uuid, name)


def send(client, entry, kind, body) -> tuple[int, float, float]:
    """What is answered; the seconds of the processor and, the second time, the megabytes that it takes."""
    began = time.process_time()
    client.generic("POST", step(entry, "details"), body, kind)
    took = time.process_time() - began
    tracemalloc.start()
    status = client.generic("POST", step(entry, "details"), body, kind).status_code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return status, took, peak / MEGABYTE


@pytest.mark.parametrize("case", TOO_MUCH)
def test_a_form_that_is_far_too_large_is_turned_away(writing, entry, case):
    before = Entry.objects.values().get()
    status, seconds, megabytes = send(writing, entry, *TOO_MUCH[case])
    assert (status, Entry.objects.values().get()) == (400, before)
    # The test's own client holds the body twice.
    assert (seconds < 1, megabytes < 50) == (True, True), (seconds, megabytes)


def test_a_request_without_measure_is_turned_away_before_it_is_read(writing, entry):
    response = writing.post(step(entry, "details"), CONTENT_LENGTH=str(101 * MEGABYTE))
    assert response.status_code == 413
    assert "That was more than 100 MB at once." in response.text


@pytest.mark.parametrize("name", ["about", "details", "permissions"])
def test_no_form_reads_json_however_deep(writing, entry, name):
    before = Entry.objects.values().get()
    deep = b'{"title":' * 100_000 + b"1" + b"}" * 100_000
    began = time.process_time()
    writing.generic("POST", step(entry, name), deep, JSON)
    assert (Entry.objects.values().get(), time.process_time() - began < 1) == (before, True)
