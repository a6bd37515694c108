"""Why a file is not taken."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDS = {
    "empty": _("“%(name)s” is empty."),
    "unknown": _("“%(name)s” cannot be attached. Possible are: %(possible)s."),
    "too_large": _("“%(name)s” is larger than %(most)d MB."),
    "not_what_it_says": _(
        "“%(name)s” is damaged, or not what its name says. Open it, save it anew and attach the new file."
    ),
    "active": _(
        "“%(name)s” contains macros, scripts or other files, which are not taken. Save it without them, "
        "for example as a plain PDF."
    ),
    "locked": _("“%(name)s” is locked. Save it without a password or restrictions."),
    "too_much_inside": _("“%(name)s” unpacks to more than we can read."),
    "not_utf8": _("“%(name)s” is not plain text in UTF-8. Save it as UTF-8, or as a PDF."),
}


class Refused(ValidationError):  # noqa: N818 - reads as what happened
    """A file is not taken; the code says why, the message too."""

    def __init__(self, code: str, **more):
        self.more = more
        super().__init__(WORDS[code], code=code, params=more)

    def named(self, name: str) -> "Refused":
        return Refused(self.code, **{**self.more, "name": name})
