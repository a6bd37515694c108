"""What may be asked for in an address: the parameters of version 1, frozen like its shapes."""

from django.conf import settings
from ninja import Field, Schema

from cms.api.schemas.codes import EntryKind, EntryState, Language, OrganisationKind
from pledges.finding.asked import LONGEST

MOST = 100
USUAL = 50
SLUG = r"^[-a-zA-Z0-9_]{0,60}$"
REFERENCE = r"^[-0-9A-Za-zÅÄÖåäö]{1,32}$"


class Spoken(Schema):
    lang: Language = Field(
        Language(settings.LANGUAGE_CODE),
        description="the language of texts, as its readers get them, and of names",
    )


class Paged(Spoken):
    cursor: str = Field("", max_length=500, description="as it stands in `next`; nothing else is accepted")
    limit: int = Field(USUAL, ge=1, le=MOST, description="how many at a time")


class Filters(Schema):
    """As in the gallery. Values of one parameter are alternatives; all parameters must be met."""

    campaign: str = Field("", pattern=SLUG, description="slug; the filters below need it")
    q: str = Field("", max_length=LONGEST, description="words in the entry")
    kind: list[EntryKind] = Field([])
    theme: list[str] = Field([], description="slugs")
    organisation: list[OrganisationKind] = Field([], description="kinds of organisation")
    region: list[str] = Field([], description="two-digit numbers")
    municipality: list[str] = Field([], description="three-digit numbers")
    status: list[EntryState] = Field([])
    language: list[Language] = Field([], description="written, or to be read, in these languages")
    together: list[str] = Field([], description="alone, or joint with partners")
    partners: list[str] = Field([], description="those that look for partners")
    award: list[str] = Field([], description="those with an award")
    tag: list[str] = Field([])


class OfEntries(Filters, Paged):
    pass


class OfDump(Filters, Spoken):
    pass


class OfTable(OfDump):
    delimiter: str = Field("comma", pattern="^(comma|semicolon)$", description="between the columns")


class OfFeed(Filters, Spoken):
    cursor: str = Field("", max_length=500)


class OfCampaigns(Paged):
    campaign: str = Field("", pattern=SLUG, description="slug; only this one")
