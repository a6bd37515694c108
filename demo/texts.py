"""The demonstration's texts: TOML files in content/, all languages side by side."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from i18nfield.strings import LazyI18nString

CONTENT = Path(__file__).parent / "content"
LANGUAGES = {"fi", "sv", "en"}


def read(name: str) -> dict:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def read_all(folder: str, key: str, prefix: str = "") -> list[dict]:
    """The lists under one key of every file of a folder, one after the other."""
    files = sorted(path.stem for path in (CONTENT / folder).glob(f"{prefix}*.toml"))
    return [item for name in files for item in read(f"{folder}/{name}").get(key, [])]


def words(translations: dict) -> LazyI18nString:
    return LazyI18nString({language: text.strip() for language, text in translations.items()})


def in_language(value, language: str):
    """The same data with every {fi, sv, en} replaced by its text in one language."""
    if isinstance(value, list):
        return [in_language(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= LANGUAGES:
        text = value.get(language) or next(iter(value.values()))
        return text.strip() if isinstance(text, str) else text
    return {key: in_language(item, language) for key, item in value.items()}


def moment(value, zone) -> datetime:
    """A date with its time, or days from today: "-2 10:30"."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone)
    days, _, clock = value.partition(" ")
    day = timezone.now().astimezone(zone).date() + timedelta(days=int(days))
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=zone)


def site_languages() -> list[str]:
    """The languages of the installation that the demonstration has texts in."""
    return [code for code, _ in settings.LANGUAGES if code in LANGUAGES]
