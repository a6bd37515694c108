"""Organisations whose names look alike: by accident, or because somebody wants to be taken for another.

The table is of letters that look like Latin ones, after "Unicode Security Mechanisms" (UTS 39,
unicode.org/reports/tr39, confusables), as far as alphabets of Europe have them.
"""

import unicodedata

from people.models import Organisation
from people.models.organisation import every_name

_LATIN = str.maketrans(
    "авекмнорстухіїјѕԁԛԝһӏ" + "αβεηικμνορτυχωζϲ" + "ıℓ015",
    "abekmhopctyxiijsdqwhl" + "abehikmvoptuxwzc" + "ilols",
)
_LIKE_L = str.maketrans({"i": "l", "1": "l"})


def outline(name: str) -> str:
    """What two names that look alike have in common. Not for showing."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_LATIN)
    visible = "".join(c for c in text if unicodedata.category(c)[0] in "LNM")
    return visible.translate(_LIKE_L)


def alike(organisations) -> dict[int, list[Organisation]]:
    """Others that look like each of these organisations, by its key; one query however many there are."""
    wanted = {one.pk: {outline(name) for name in every_name(one.name)} - {""} for one in organisations}
    found: dict[int, list[Organisation]] = {}
    sought = set().union(*wanted.values()) if wanted else set()
    if not sought:
        return found
    for other in Organisation.objects.only("pk", "name", "kind", "business_id").order_by("pk"):
        outlines = {outline(name) for name in every_name(other.name)}
        if outlines & sought:
            for pk, own in wanted.items():
                if other.pk != pk and outlines & own:
                    found.setdefault(pk, []).append(other)
    return found
