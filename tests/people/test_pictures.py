"""Pictures that people send in: what is kept of them, and what is refused."""

import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from people import pictures
from tests.pictures import files_of

UNREADABLE = "This file is not a picture that we can read. Please choose a JPEG, PNG or WebP picture."
TOO_MANY_PIXELS = "The picture has too many pixels (more than 40 million)."


def drawn(size=(2000, 1000), mode="RGB", *, kind="JPEG", colour=None, **options) -> bytes:
    picture = Image.new(
        mode, size, colour or {"RGBA": (200, 30, 30, 0), "CMYK": (0, 200, 200, 0)}.get(mode, 0)
    )
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def upload(content: bytes, name="kuva.jpg"):
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def kept_of(name: str, width: int, kind="webp") -> bytes:
    with pictures.read(name, width, kind) as picture:
        return picture.read()


def stored(content: bytes) -> dict[int, Image.Image]:
    name = pictures.store(upload(content))
    return {width: Image.open(BytesIO(kept_of(name, width))) for width in pictures.WIDTHS}


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        pictures.check(upload(content))
    return refused.value.code, refused.value.messages[0]


def exif(turn=6) -> Image.Exif:
    tags = Image.Exif()
    tags[0x013B] = "Maija Malli"  # artist
    tags[0x0110] = "Kameramalli"  # model
    tags[0x0112] = turn
    tags.get_ifd(0x8825).update({1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)})  # place
    return tags


def test_a_picture_is_kept_as_webp_and_avif_in_three_widths():
    files = files_of(pictures.store(upload(drawn((2000, 1000)))))

    opened = {end: Image.open(BytesIO(content)) for end, content in files.items()}
    assert {end: (picture.format, picture.size) for end, picture in opened.items()} == {
        "-480.webp": ("WEBP", (480, 240)),
        "-960.webp": ("WEBP", (960, 480)),
        "-1600.webp": ("WEBP", (1600, 800)),
        "-480.avif": ("AVIF", (480, 240)),
        "-960.avif": ("AVIF", (960, 480)),
        "-1600.avif": ("AVIF", (1600, 800)),
    }


def test_a_small_picture_is_not_blown_up():
    assert {picture.size for picture in stored(drawn((300, 200))).values()} == {(300, 200)}


def test_a_very_tall_picture_is_limited_in_height_too():
    assert stored(drawn((100, 10_000)))[480].size == (14, 1440)


def corner(turn) -> tuple[str, tuple[int, int]]:
    """Which corner is red in what is kept of a wide picture with a red top left corner, and its size."""
    picture = Image.new("RGB", (40, 20), "white")
    picture.paste("red", (0, 0, 10, 10))
    buffer = BytesIO()
    picture.save(buffer, "PNG", exif=exif(turn))
    kept = stored(buffer.getvalue())[480].convert("RGB")
    right, bottom = kept.width - 4, kept.height - 4
    places = {
        "top left": (4, 4),
        "top right": (right, 4),
        "bottom left": (4, bottom),
        "bottom right": (right, bottom),
    }
    return next(name for name, place in places.items() if kept.getpixel(place)[1] < 128), kept.size


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (1, ("top left", (40, 20))),
        (2, ("top right", (40, 20))),
        (3, ("bottom right", (40, 20))),
        (4, ("bottom left", (40, 20))),
        (5, ("top left", (20, 40))),
        (6, ("top right", (20, 40))),
        (7, ("bottom right", (20, 40))),
        (8, ("bottom left", (20, 40))),
        (0, ("top left", (40, 20))),
        (9, ("top left", (40, 20))),
    ],
)
def test_a_picture_comes_out_upright_however_the_camera_was_held(turn, expected):
    assert corner(turn) == expected


def test_camera_data_that_cannot_be_written_again_costs_nobody_the_picture():
    content = drawn((40, 30), exif=exif())
    place = content.index(b"Exif\0\0") + 6 + 8
    broken = content[: place + 4] + b"\x00\x04" + content[place + 6 :]  # text that says it is a number

    assert {picture.format for picture in stored(broken).values()} == {"WEBP"}


def test_nothing_of_place_camera_or_person_is_kept():
    content = drawn((800, 600), exif=exif(), comment=b"Maija Malli", icc_profile=b"Kameramalli" * 20)
    assert (b"Maija Malli" in content, b"Kameramalli" in content) == (True, True)

    name = pictures.store(upload(content))

    words = (b"Maija", b"Kameramalli", b"EXIF", b"Exif", b"XMP ", b"rdf+xml", b"ICCP", b"prof")
    for width, kind in product(pictures.WIDTHS, pictures.KINDS):
        kept = kept_of(name, width, kind)
        assert [word for word in words if word in kept] == []
        assert dict(Image.open(BytesIO(kept)).getexif()) == {}


def test_a_script_hidden_behind_the_picture_is_left_behind():
    content = drawn((500, 500)) + b"<script>alert(1)</script>"

    name = pictures.store(upload(content))

    assert [end for end, kept in files_of(name).items() if b"script" in kept] == []


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (drawn((500, 500), "RGBA", kind="PNG"), "RGBA"),
        (drawn((500, 500), "LA", kind="PNG", colour=(0, 0)), "RGBA"),
        (drawn((500, 500), "P", kind="PNG", transparency=b"\x00\x10"), "RGBA"),
        (drawn((500, 500), "RGBA", kind="WEBP"), "RGBA"),
        (drawn((500, 500), "P", kind="PNG"), "RGB"),
        (drawn((500, 500), "1", kind="PNG"), "RGB"),
        (drawn((500, 500), "I;16", kind="PNG"), "RGB"),
        (drawn((500, 500), "L"), "RGB"),
        (drawn((500, 500), "CMYK"), "RGB"),
    ],
    ids=[
        "see-through",
        "grey see-through",
        "palette see-through",
        "webp",
        "palette",
        "line",
        "16 bits",
        "grey",
        "print",
    ],
)
def test_every_kind_of_colour_is_read_and_transparency_stays(content, mode):
    assert {picture.mode for picture in stored(content).values()} == {mode}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_one_is_kept(kind):
    frames = [Image.new("RGB", (600, 400), colour) for colour in ("red", "green", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=100)

    kept = stored(buffer.getvalue())[480]

    assert (getattr(kept, "n_frames", 1), kept.convert("RGB").getpixel((10, 10))[0] > 200) == (1, True)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width, height) -> bytes:
    """A small PNG file that says it is huge."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 100_000))


@pytest.mark.parametrize("size", [(30_000, 30_000), (13_200, 10_000), (8_001, 5_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(size):
    started = time.process_time()

    assert refusal(bomb(*size)) == ("too_many_pixels", TOO_MANY_PIXELS)
    assert time.process_time() - started < 1


def many_scans(scans: int, size=(2000, 2000)) -> bytes:
    """A JPEG file that draws the whole picture very often, with some eighty bytes for each time."""
    content = drawn(size, colour=(44, 102, 221), progressive=True)
    first = content.index(b"\xff\xda", content.index(b"\xff\xda") + 2)
    second = content.index(b"\xff\xc4", first)
    return content[:second] + content[first:second] * scans + content[second:]


def test_a_picture_drawn_again_and_again_is_refused_before_it_is_unpacked():
    content, started = many_scans(20_000), time.process_time()

    assert refusal(content) == ("not_a_picture", UNREADABLE)
    assert time.process_time() - started < 1


def test_a_picture_that_sharpens_while_it_loads_is_taken_with_whatever_hides_in_it_and_behind_it():
    hidden = b"\xff\xda" * 20_000
    content = drawn((500, 500), progressive=True, comment=hidden) + hidden

    assert {picture.size for picture in stored(content).values()} == {(480, 480), (500, 500)}


def test_large_pictures_at_once_take_no_more_memory_than_one_after_the_other():
    """L08 of checks.md, in a process of its own: what the reader of pictures takes is in nobody's books."""
    code = """
import io, resource, sys, threading
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image
settings.configure()
from people import pictures

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

buffer = io.BytesIO()
Image.new("1", (6300, 6300)).save(buffer, "PNG")
upload = lambda: ContentFile(buffer.getvalue())
threads = [threading.Thread(target=pictures.check, args=[upload()]) for _ in range(int(sys.argv[1]))]
before = peak()
for thread in threads: thread.start()
for thread in threads: thread.join()
print(peak() - before)
"""
    took = [
        int(subprocess.run([sys.executable, "-c", code, number], capture_output=True, check=True).stdout)
        for number in ("1", "5")
    ]
    assert took[1] < took[0] + 100, took


def test_a_file_over_ten_megabytes_is_refused_unread():
    assert refusal(b"\xff\xd8" + b"\x00" * pictures.MAX_BYTES) == (
        "too_large",
        "The picture is larger than 10 megabytes. Please choose a smaller one.",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"\xff\xd8\xff\xe0<script>",
        b"%PDF-1.7\n",
        drawn((50, 50), kind="GIF"),
        drawn((50, 50), kind="TIFF"),
        drawn((50, 50), kind="BMP"),
        drawn((500, 500))[:400],
        drawn((500, 500), kind="PNG")[:60],
        drawn((500, 500), kind="WEBP")[:60],
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\x00" * 13),
    ],
    ids=[
        "empty",
        "html",
        "svg",
        "half a head",
        "pdf",
        "gif",
        "tiff",
        "bmp",
        "jpeg cut",
        "png cut",
        "webp cut",
        "no size",
    ],
)
def test_what_is_no_readable_picture_is_refused_in_words(content):
    assert refusal(content) == ("not_a_picture", UNREADABLE)


def became_of(content: bytes):
    """What is kept of a file, in all widths alike, or why nothing is."""
    try:
        kept = stored(content).values()
    except ValidationError as refused:
        return refused.code, refused.messages
    return {(picture.format, dict(picture.getexif()) or "no camera data") for picture in kept}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    original=st.sampled_from(
        [
            drawn((40, 30), exif=exif()),
            drawn((40, 30), "RGBA", kind="PNG"),
            drawn((40, 30), kind="WEBP"),
            drawn((40, 30), "P", kind="PNG", transparency=b"\x00\x10"),
        ]
    ),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8),
    kept=st.floats(0, 1),
)
def test_a_damaged_file_is_read_or_refused_and_never_an_error(original, changes, kept):
    content = bytearray(original)
    for place, byte in changes:
        content[int(place * (len(content) - 1))] = byte
    damaged = bytes(content[: max(1, int(kept * len(content)))])
    assert became_of(damaged) in (
        {("WEBP", "no camera data")},
        ("not_a_picture", [UNREADABLE]),
        ("too_many_pixels", [TOO_MANY_PIXELS]),
    )


def test_a_removed_picture_is_gone_in_every_width_and_kind():
    name = pictures.store(upload(drawn((500, 500))))

    pictures.remove(name)

    for width, kind in product(pictures.WIDTHS, pictures.KINDS):
        with pytest.raises(FileNotFoundError):
            pictures.read(name, width, kind)
    assert files_of(name) == {}


def test_pictures_lie_outside_of_the_public_media_folder(settings):
    name = pictures.store(upload(drawn((50, 50))))

    with pictures.read(name, 480) as picture:
        path = picture.name

    assert (path.startswith(str(settings.PRIVATE_ROOT)), path.startswith(str(settings.MEDIA_ROOT))) == (
        True,
        False,
    )


def test_the_name_of_the_file_plays_no_part():
    name = pictures.store(upload(drawn((50, 50)), name="../../etc/passwd\x00.php"))

    assert (len(name), set(name) <= set("0123456789abcdef")) == (32, True)
