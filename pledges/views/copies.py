"""The script keeps a copy of what is typed in the browser until it hears that it was saved."""

SAVED = "saved_copies"


def remember_copy(request, data) -> None:
    """Saved at the press of a button: the next page tells the script."""
    if data.get("copy"):
        request.session[SAVED] = [*request.session.get(SAVED, []), data["copy"][:40]][-10:]


def saved_copies(request) -> str:
    """Told once, on a page that the script runs on; not on one that it only looks into."""
    return "" if "X-Autosave" in request.headers else " ".join(request.session.pop(SAVED, []))
