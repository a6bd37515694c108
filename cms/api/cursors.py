"""Where a list goes on: signed, so that nobody makes one up, and of no use to another list."""

from django.core import signing
from django.http import HttpRequest, QueryDict

from cms.api.addresses import absolute
from cms.api.problems import Problem

# Without a time in it: the same page has the same address, and can be recognised by its ETag.
_signer = signing.Signer(salt="cms.api.cursors")


def read(text: str, name: str) -> list:
    """What was kept in the cursor of a list. Raises Problem."""
    try:
        kept_for, *kept = _signer.unsign_object(text)
    except (signing.BadSignature, ValueError, TypeError):
        kept_for = None
    if kept_for != name:
        raise Problem(400, "cursor", "Begin the list anew, without a cursor.")
    return kept


def following(request: HttpRequest, name: str, *kept) -> str:
    """The address at which the list goes on after what is kept."""
    query: QueryDict = request.GET.copy()
    query["cursor"] = _signer.sign_object([name, *kept])
    return f"{absolute(request.path)}?{query.urlencode()}"


def page(request: HttpRequest, name: str, things, cursor: str, limit: int) -> tuple[list, str | None]:
    """One page of a QuerySet in the order of keys, and the address of the next one if there is more."""
    if cursor:
        [after] = read(cursor, name)
        things = things.filter(pk__gt=after)
    found = list(things.order_by("pk")[: limit + 1])
    if len(found) <= limit:
        return found, None
    return found[:limit], following(request, name, found[limit - 1].pk)
