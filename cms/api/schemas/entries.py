"""An entry, and all that is on its page."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from cms.api.schemas.codes import EntryKind, EntryState, OrganisationKind, TextOrigin


class Text(Schema):
    """What a reader gets to read, and where it comes from."""

    language: str
    origin: TextOrigin = Field(description="`original`, or a translation made by people or by a machine")
    is_behind: bool = Field(description="the translation is older than the original")
    title: str
    summary: str
    description: str
    plain_summary: str | None = Field(description="the summary in plain language")


class EntryOrganisation(Schema):
    """Who filed the entry; only its kind where it does not permit to be named."""

    id: str | None
    name: str | None
    kind: OrganisationKind
    website: str | None
    url: str | None = Field(description="its page for people in this campaign")


class EntryPartner(Schema):
    """An organisation that takes part, has confirmed it and permits to be named."""

    id: str
    url: str = Field(description="its page for people in this campaign")
    name: str
    kind: OrganisationKind
    role: str
    contribution: str | None


class Labelled(Schema):
    slug: str
    label: str


class Area(Schema):
    """A region or municipality of Finland with its official number."""

    code: str
    name: str


class Picture(Schema):
    url: str
    alt: str


class GivenAward(Schema):
    name: str
    grounds: str | None


class Entry(Schema):
    """A pledge or an initiative. What is not given, or not permitted to be public, is null."""

    reference: str = Field(description="stays for good")
    url: str = Field(description="the page for people, in the language asked for if there is one")
    campaign: str = Field(description="the slug of its campaign")
    kind: EntryKind
    state: EntryState
    language: str = Field(description="the language of the original, of the place, and of what partners say")
    text: Text
    organisation: EntryOrganisation
    partners: list[EntryPartner]
    themes: list[Labelled]
    region: Area | None
    municipality: Area | None
    place: str | None
    starts_on: date | None
    ends_on: date | None
    report_every_months: int | None = Field(description="0: once, at the end")
    submitted_at: datetime
    picture: Picture | None
    awards: list[GivenAward]
    may_be_quoted: bool = Field(description="the press may quote it")
    licence: Literal["CC-BY-4.0"] | None = Field(
        description="SPDX identifier of the licence of its texts; null: ask before you reuse them"
    )


class Answer(Schema):
    question: str
    answer: str
    language: str | None = Field(description="of the answer, where the submitter wrote it")


class File(Schema):
    name: str
    format: str
    size: int = Field(description="in bytes")
    url: str
    alt: str | None
    question: str | None


class Measure(Schema):
    label: str
    unit: str | None
    start: float | None
    target: float


class Result(Schema):
    """What the jury decided; null before the results are released."""

    is_selected: bool
    grounds: str | None
    released_at: datetime


class WholeEntry(Entry):
    """An entry with everything that is on its page."""

    original: Text | None = Field(description="the original, where `text` is a translation")
    example: str | None = Field(description="reference of the pledge whose example it follows")
    target_groups: list[str]
    tags: list[str]
    answers: list[Answer]
    files: list[File]
    measures: list[Measure]
    result: Result | None
