"""Where attached files lie: outside the media folder, under names that say nothing."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def store(content: bytes) -> str:
    """Keep a file and return the name under which `read` finds it."""
    name = uuid.uuid4().hex
    storages["private"].save(_path(name), ContentFile(content))
    return name


def read(name: str):
    """Open a kept file for reading; FileNotFoundError when there is none."""
    return storages["private"].open(_path(name))


def remove(name: str) -> None:
    storages["private"].delete(_path(name))


def _path(name: str) -> str:
    return f"attachments/{name[:2]}/{name}"
