"""Verbs of saving what hangs on an entry: its translations and its measures."""

from pledges.texts import PARTS


def keep_translation(entry, language: str, *, seen: str, is_checked: bool = False, **fields) -> None:
    """Store what was written in a language; with every part empty there is no translation.

    Whoever changes a translation makes it one of the original as it stands; so does whoever says that it
    still holds, of an original that they had before their eyes (`seen`, a fingerprint).
    """
    standing = entry.translations.filter(language=language).first()
    if not any(fields.get(part) for part in PARTS):
        entry.translations.filter(language=language).delete()
        return
    changed = standing is None or any(getattr(standing, name) != value for name, value in fields.items())
    if changed or (is_checked and seen == entry.text_fingerprint):
        fields["made_from"] = entry.text_fingerprint
    entry.translations.update_or_create(language=language, defaults=fields)


def keep_measures(entry, rows: list[dict]) -> None:
    """Store these measures in this order and no others."""
    entry.measures.exclude(key__in=[row["key"] for row in rows]).delete()
    for order, row in enumerate(rows):
        entry.measures.update_or_create(key=row["key"], defaults={**row, "order": order})
