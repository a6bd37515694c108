"""Pictures people send in: checked, re-encoded without metadata, kept out of the public media folder.

What arrives is never stored or served. A picture is decoded, turned upright, reduced to a few widths
and written anew as WebP, which leaves behind camera data, places and anything hidden in the file.
"""

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


def _refuse(message, code):
    raise ValidationError(message, code=code)


def _decode(upload) -> Image.Image:
    """Return the upright RGB(A) picture in an upload, or raise ValidationError saying what is wrong."""
    if upload.size > MAX_BYTES:
        _refuse(_("The picture is larger than 10 megabytes. Please choose a smaller one."), "too_large")
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                _refuse(_("The picture has too many pixels (more than 40 million)."), "too_many_pixels")
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


def _upright(picture: Image.Image) -> Image.Image:
    try:
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    except Exception:  # camera data that cannot be read must not cost anybody a good picture
        return picture
    return picture if turn is None else picture.transpose(turn)


def check(upload) -> None:
    """Raise ValidationError unless the upload is a picture that we can keep."""
    _decode(upload)


def store(upload) -> str:
    """Re-encode an upload at every width and return the name under which `read` finds it."""
    picture = _decode(upload)
    name = uuid.uuid4().hex
    for width in WIDTHS:
        copy = picture.copy()
        copy.thumbnail((width, width * 3), Image.Resampling.LANCZOS)
        buffer = BytesIO()
        copy.save(buffer, "WEBP", quality=80, method=4)
        storages["private"].save(_path(name, width), ContentFile(buffer.getvalue()))
    return name


def read(name: str, width: int):
    """Open a stored picture for reading; FileNotFoundError when there is none."""
    return storages["private"].open(_path(name, width))


def remove(name: str) -> None:
    for width in WIDTHS:
        storages["private"].delete(_path(name, width))


def _path(name: str, width: int) -> str:
    return f"pictures/{name[:2]}/{name}-{width}.webp"
