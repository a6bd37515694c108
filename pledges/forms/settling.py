"""What becomes of two texts once their reader has chosen between them."""

from django.http import QueryDict

from pledges.forms.carrying import BOTH, EDITED, MINE, THEIRS
from pledges.forms.differences import differences
from pledges.forms.parts import base


def settled(form_class, data: QueryDict, entry) -> QueryDict | None:
    """What is to be saved after the choices in `data`; None while one is missing or the entry moved on."""
    found = differences(form_class, data, entry)
    seen = data.get("version") == str(entry.version) or not found
    if not seen or not all(one.is_decided for one in found):
        return None
    result, stands = QueryDict(data[MINE], mutable=True), form_class(entry=entry)
    parts = {part.name: part for part in stands.parts()}
    for one in found:
        if one.chosen == EDITED:
            result.setlist(one.name, data.getlist(one.name))
        elif one.chosen in (THEIRS, BOTH):
            parts[one.name].put(result, together=one.chosen == BOTH)
    result["version"], result["base"] = str(entry.version), base(stands)
    return result
