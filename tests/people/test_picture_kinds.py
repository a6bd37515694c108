"""Of each picture two kinds are kept; what an earlier release did not keep is made when it is wanted."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.core.files.storage import storages
from PIL import Image

from people import pictures
from tests.pictures import encoded, files_of, upload


def kept_of(name: str, width: int, kind: str) -> bytes:
    with pictures.read(name, width, kind) as picture:
        return picture.read()


def without_avif() -> str:
    """A picture as releases kept it that knew no AVIF."""
    name = pictures.store(upload(encoded(size=(2000, 1000))))
    for width in pictures.WIDTHS:
        storages["private"].delete(f"pictures/{name[:2]}/{name}-{width}.avif")
    return name


def test_what_was_kept_as_webp_alone_is_made_as_avif_when_it_is_wanted():
    name = without_avif()

    first, again = kept_of(name, 960, "avif"), kept_of(name, 960, "avif")

    picture = Image.open(BytesIO(first))
    assert (picture.format, picture.size, first == again) == ("AVIF", (960, 480), True)
    assert [
        abs(one - other) < 6 for one, other in zip(picture.getpixel((9, 9)), (0x2C, 0x66, 0xDD), strict=True)
    ] == [True] * 3
    assert sorted(files_of(name)) == ["-1600.webp", "-480.webp", "-960.avif", "-960.webp"]


def test_of_many_who_want_the_missing_one_at_once_all_get_it_and_one_is_kept():
    name = without_avif()

    with ThreadPoolExecutor(8) as crowd:
        got = set(crowd.map(lambda _one: kept_of(name, 480, "avif"), range(16)))

    assert (len(got), sorted(files_of(name))) == (1, ["-1600.webp", "-480.avif", "-480.webp", "-960.webp"])


def test_a_width_or_a_kind_that_is_not_kept_is_not_found():
    name = pictures.store(upload())

    for width, kind in ((500, "webp"), (480, "png"), (480, "../webp")):
        with pytest.raises(FileNotFoundError):
            pictures.read(name, width, kind)
