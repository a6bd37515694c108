"""Pictures people send in: checked, re-encoded without metadata, kept out of the public media folder.

What arrives is never stored or served. A picture is decoded, turned upright, reduced to a few widths
and written anew as WebP and AVIF, which leaves behind camera data, places and anything hidden in the file.
One at a time in each process: a large picture takes half a gigabyte while it is unpacked.
"""

import os
import re
import threading
import uuid
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image
from PIL.Image import Transpose

WIDTHS = (480, 960, 1600)
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 4_000
# What is kept of each width. Both look the same (by structural similarity); AVIF is smaller by up to a third.
# A slower one would save a few per cent more and let people wait for seconds instead of half of one.
KINDS = {
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "avif": {"format": "AVIF", "quality": 61, "speed": 8, "max_threads": 1},
}
# Of a JPEG file; programs write up to some twenty. Each is a walk over the whole picture, however short.
MOST_SCANS = 50
# What the camera says about how it was held, and how to turn the picture for that.
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

_one_at_a_time = threading.Lock()


def _refuse(message, code):
    raise ValidationError(message, code=code)


def _decode(upload, formats=FORMATS) -> Image.Image:
    """Return the upright RGB(A) picture in an upload, or raise ValidationError saying what is wrong."""
    if upload.size > MAX_BYTES:
        _refuse(_("The picture is larger than 10 megabytes. Please choose a smaller one."), "too_large")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=formats)
            if picture.width * picture.height > MAX_PIXELS:
                _refuse(_("The picture has too many pixels (more than 40 million)."), "too_many_pixels")
            if picture.format in ("JPEG", "MPO"):
                _check_scans(upload)
            picture.load()
            picture = _upright(picture)
            return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse(_("The picture has too many pixels (more than 40 million)."), "too_many_pixels")
    except Exception:  # a damaged file makes Pillow's readers stumble in any way they like
        _refuse(
            _("This file is not a picture that we can read. Please choose a JPEG, PNG or WebP picture."),
            "not_a_picture",
        )


# Where a JPEG file begins another part: neither a byte of the picture, nor filling, nor a restart.
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SCAN, _END, _BEGINNING = b"\xff\xda", b"\xff\xd9", b"\xff\xd8"


def _check_scans(upload) -> None:
    """Stop at more scans than a picture has. Those in a preview or behind the end are not unpacked."""
    upload.seek(0)
    content, place, scans = upload.read(), 0, 0
    while (found := _MARKER.search(content, place)) and found[0] != _END:
        scans += found[0] == _SCAN
        if scans > MOST_SCANS:
            raise ValueError("too many scans")
        place = found.end()
        if found[0] != _BEGINNING:
            place += int.from_bytes(content[place : place + 2])
    upload.seek(0)


def _upright(picture: Image.Image) -> Image.Image:
    try:
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # camera data that cannot be read must not cost anybody a good picture
        return picture
    return picture if turn is None else picture.transpose(turn)


def check(upload) -> None:
    """Raise ValidationError unless the upload is a picture that we can keep."""
    with _one_at_a_time:
        _decode(upload)


def store(upload) -> str:
    """Re-encode an upload at every width and return the name under which `read` finds it."""
    name = uuid.uuid4().hex
    with _one_at_a_time:
        largest = _decode(upload)
        largest.thumbnail((max(WIDTHS), max(WIDTHS) * 3), Image.Resampling.LANCZOS)
    largest.info.clear()  # Pillow would write a colour profile again, which may say anything
    for width in WIDTHS:
        copy = largest.copy()
        copy.thumbnail((width, width * 3), Image.Resampling.LANCZOS)
        for kind in KINDS:
            storages["private"].save(_path(name, width, kind), ContentFile(_encoded(copy, kind)))
    return name


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, **KINDS[kind])
    return buffer.getvalue()


def rewritten(upload, extension: str) -> bytes:
    """The picture as a file of the same format with nothing but the picture in it."""
    kind = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension]
    with _one_at_a_time:
        picture = _decode(upload, (kind,))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kind == "JPEG":
        picture = picture.convert("RGB")
    picture.info.clear()  # Pillow writes comments and colour profiles of the original again
    buffer = BytesIO()
    picture.save(buffer, kind, quality=90)
    return buffer.getvalue()


def read(name: str, width: int, kind: str = "webp"):
    """Open a stored picture for reading; FileNotFoundError when there is none."""
    if width not in WIDTHS or kind not in KINDS:
        raise FileNotFoundError
    try:
        return storages["private"].open(_path(name, width, kind))
    except FileNotFoundError:
        if kind == "webp":
            raise
        return _made_late(name, width, kind)


def _made_late(name: str, width: int, kind: str) -> ContentFile:
    """What an earlier release did not keep yet, from what it kept; FileNotFoundError without that."""
    storage, path = storages["private"], _path(name, width, kind)
    with _one_at_a_time:
        with read(name, width) as kept, Image.open(kept) as picture:
            content = _encoded(picture, kind)
        if not storage.exists(path):
            # Whole at once: whoever opens it meanwhile would get what is written of it so far.
            part = storage.save(f"{path}.part", ContentFile(content))
            os.replace(storage.path(part), storage.path(path))
            if not storage.exists(_path(name, width, "webp")):  # the picture has been removed meanwhile
                storage.delete(path)
    return ContentFile(content)


def remove(name: str) -> None:
    for width in WIDTHS:
        for kind in KINDS:
            storages["private"].delete(_path(name, width, kind))


def _path(name: str, width: int, kind: str) -> str:
    return f"pictures/{name[:2]}/{name}-{width}.{kind}"
