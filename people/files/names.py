"""Names of files that harm nobody who keeps the file under them."""

import re
import unicodedata

MOST = 100
_PATH = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*%]')
# Names that Windows keeps for itself, with any ending.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_name(name: str, extension: str = "") -> str:
    """The last part of a name, without what is invisible, misleading or special to some system."""
    last = unicodedata.normalize("NFC", _PATH.split(name)[-1])
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    plain = " ".join(_UNSAFE.sub("_", visible).split())
    stem = (plain.rpartition(".")[0] if extension else plain).strip(" .")[:MOST].strip(" .")
    if not stem or RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}" if extension else stem
