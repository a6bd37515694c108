"""The page on which people read what open data there is."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.api import columns, feeds, problems
from cms.api.addresses import Places, resource
from people.languages import said


@dataclass(frozen=True)
class Resource:
    """Something to fetch: `path` as it is written in documentation, `address` to press on."""

    path: str
    address: str
    title: str
    about: str


@dataclass(frozen=True)
class Feed:
    title: str
    address: str


class OpenDataPage:
    def __init__(self):
        self.language = get_language()

    columns = columns.COLUMNS

    @cached_property
    def root(self) -> str:
        return resource("contents")

    @property
    def resources(self) -> list[Resource]:
        told = [
            ("entries", _("Pledges and initiatives"), _("In pages, with filters.")),
            ("entries/{reference}", _("One entry"), _("With everything that is on its page.")),
            ("entries.csv", _("Table"), _("All entries, for spreadsheets and statistics programs.")),
            ("entries.jsonl", _("Lines of JSON"), _("All entries, one on each line.")),
            ("entries.atom", _("Feed"), _("The newest entries, for feed readers.")),
            ("organisations", _("Organisations"), _("Those that permit to be named.")),
            ("campaigns", _("Campaigns"), _("With their dates and themes.")),
            ("awards", _("Awards"), _("Announced ones, with their grounds.")),
            ("statistics", _("Statistics"), _("Groups of fewer than five are not shown.")),
            ("openapi.json", _("Description for programs"), _("OpenAPI 3.1.")),
        ]
        return [Resource(path, self._address(path), title, about) for path, title, about in told]

    def _address(self, path: str) -> str:
        if "{" in path:
            return ""
        return f"{self.root}{path}?lang={self.language}" if path != "openapi.json" else f"{self.root}{path}"

    @property
    def table(self) -> str:
        return self._address("entries.csv")

    @property
    def table_with_semicolons(self) -> str:
        return f"{self.table}&delimiter=semicolon"

    @property
    def examples(self) -> list[tuple[str, str]]:
        """What each does, and what to type."""
        return [
            (_("Fetch all entries as a table"), f"curl -o entries.csv '{self.table}'"),
            (
                _("Fetch the pledges of one campaign"),
                f"curl '{self.root}entries?campaign={self._campaign}&kind=pledge&lang={self.language}'",
            ),
            (
                _("Fetch only what has changed"),
                f"curl --etag-save etag --etag-compare etag -o entries.jsonl '{self.root}entries.jsonl'",
            ),
        ]

    @cached_property
    def feeds(self) -> list[Feed]:
        return [
            Feed(said(self._places.campaign(slug).title), feeds.address(slug, self.language))
            for slug in self._places.keys
        ]

    @cached_property
    def _places(self) -> Places:
        return Places()

    @property
    def _campaign(self) -> str:
        return next(iter(self._places.keys), "CAMPAIGN")

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What `type` of a problem leads to, and what it means."""
        told = {
            "parameter": _("A parameter of the address cannot be used. “errors” says which, and why."),
            "cursor": _("The cursor is not one of ours, or of another list. Begin the list anew."),
            "not-found": _("There is nothing public here, or not any more."),
            "gone": _("It was public once. Delete what you have kept of it."),
            "method": _("Open data can only be read: use GET, HEAD or OPTIONS."),
        }
        return [(kind, told[kind]) for kind in problems.TITLES]
