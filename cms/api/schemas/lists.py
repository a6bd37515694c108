"""Pages of lists, and what lists there are."""

from ninja import Field, Schema

from cms.api.schemas.counts import Statistics
from cms.api.schemas.entries import Entry
from cms.api.schemas.others import Award, Campaign, NamedOrganisation

_NEXT = Field(description="the address of the next page; null on the last one")


class Entries(Schema):
    items: list[Entry]
    next: str | None = _NEXT


class Organisations(Schema):
    items: list[NamedOrganisation]
    next: str | None = _NEXT


class Campaigns(Schema):
    items: list[Campaign]
    next: str | None = _NEXT


class Awards(Schema):
    items: list[Award]
    next: str | None = _NEXT


class AllStatistics(Schema):
    items: list[Statistics]
    next: str | None = _NEXT


class Contents(Schema):
    """What there is, with its addresses."""

    documentation: str
    openapi: str
    resources: dict[str, str]
