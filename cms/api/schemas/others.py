"""Organisations, campaigns and awards."""

from datetime import datetime

from ninja import Field, Schema

from cms.api.schemas.codes import CampaignPhase, EntryKind, OrganisationKind
from cms.api.schemas.entries import Labelled


class NamedOrganisation(Schema):
    """An organisation that is named in a public entry."""

    id: str = Field(description="stays for good")
    url: str = Field(description="its page for people, in the newest campaign that names it")
    name: str
    kind: OrganisationKind
    website: str | None
    entries_filed: int = Field(description="public entries that it filed and is named in")
    entries_joined: int = Field(description="public entries in which it is named as a partner")


class CampaignTheme(Labelled):
    description: str | None


class Campaign(Schema):
    slug: str
    title: str
    slogan: str | None
    aim: str | None
    hashtag: str | None
    owner: str
    kinds: list[EntryKind] = Field(description="what can be filed")
    phase: CampaignPhase
    opens_at: datetime
    closes_at: datetime = Field(description="entries are accepted up to and including this second")
    publishes_at: datetime
    announces_at: datetime
    time_zone: str
    themes: list[CampaignTheme]
    target_groups: list[str]
    urls: dict[str, str] = Field(description="its pages for people, by language")
    feed: str = Field(description="its newest entries as an Atom feed, in the language asked for")


class Award(Schema):
    """An award that has been announced, of a public entry."""

    name: str
    grounds: str | None
    entry: str = Field(description="reference of the entry")
    campaign: str
    entry_url: str
