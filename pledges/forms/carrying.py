"""What a page of differences sends back: everything typed before in one hidden field, and the choices.

The field is called `mine`; the choice about a part is called `settle-` and the name of the part.
"""

from django.http import QueryDict

MINE, THEIRS, EDITED, BOTH = "mine", "theirs", "edited", "both"
NOT_TYPED = {"csrfmiddlewaretoken", "then", MINE}


def carried(data: QueryDict) -> str:
    """Everything that was typed, for the hidden field of the page."""
    kept = data.copy()
    for name in NOT_TYPED & set(kept):
        del kept[name]
    return kept.urlencode()


def is_settling(data: QueryDict) -> bool:
    return MINE in data


def mine(data: QueryDict) -> QueryDict:
    """Everything of the reader's own: what was typed, and what they have written from both texts since."""
    if not is_settling(data):
        return data
    typed = QueryDict(data[MINE], mutable=True)
    for name in set(data) - NOT_TYPED - {"version"}:
        typed.setlist(name, data.getlist(name))
    return typed
