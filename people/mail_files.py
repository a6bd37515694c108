"""Letters of an embedded installation: each in a file of its own, which goes when its row is emptied."""

from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Puts what would be sent into `EMAIL_FILE_PATH`, to be opened with any mail program."""

    def send_messages(self, messages) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            # "<letter-12@localhost>", as the outbox names it.
            name = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            path = folder / f"{name}.eml"
            path.touch(mode=0o640)
            path.write_bytes(message.message().as_bytes())
        return len(messages)


def remove(keys) -> None:
    """The files of letters, by the keys of their rows."""
    for key in keys:
        for folder in _folder():
            (folder / f"letter-{key}.eml").unlink(missing_ok=True)


def remove_older(words: str) -> None:
    """Earlier versions put many letters into one file: those that name somebody go whole."""
    wanted = words.lower().encode()
    for folder in _folder():
        for path in folder.glob("*.log"):
            if wanted in path.read_bytes().lower():
                path.unlink(missing_ok=True)


def _folder() -> list[Path]:
    """None where letters are sent by a mail server."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return [Path(folder)] if folder and Path(folder).is_dir() else []
