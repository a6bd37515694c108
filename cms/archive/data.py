"""The open data of a campaign as files, in each language of the site."""

import json
from collections.abc import Callable

from django.conf import settings

from cms.archive.shelves import Shelf

TABLES = ("entries.csv", "entries.csv-metadata.json", "entries.jsonl")
LISTS = ("campaigns", "awards", "statistics")


def put(campaign, shelf: Shelf, fetch: Callable[[str], bytes]) -> None:
    """Onto the shelf under data/, just as the site gives them; `fetch` asks it for an address."""
    for code, _name in settings.LANGUAGES:
        query = f"?campaign={campaign.slug}&lang={code}"
        for name in TABLES:
            content = fetch(f"/open-data/v1/{name}{query}")
            if name.endswith("-metadata.json"):
                content = _written(json.loads(content) | {"url": "entries.csv"})
            shelf.put(f"data/{code}/{name}", content)
        for name in LISTS:
            shelf.put(f"data/{code}/{name}.json", _written(_all(f"/open-data/v1/{name}{query}", fetch)))


def _all(address: str, fetch) -> list:
    """The items of all pages of a list."""
    items: list = []
    while address:
        answer = json.loads(fetch(address))
        items += answer["items"]
        address = (answer["next"] or "").removeprefix(settings.PUBLIC_ADDRESS)
    return items


def _written(content) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
