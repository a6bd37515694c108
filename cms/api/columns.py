"""The columns of the table of entries: what they are called, what they mean, and how they are filled."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.api.addresses import Places
from cms.api.records import moment
from judging.open_data import PublicAward
from people.spreadsheets import neutral
from pledges.open_data import PublicEntry

# Between the values of a cell that holds several.
SEPARATOR = "|"


@dataclass(frozen=True)
class Column:
    """`name` stays for good. `type` is that of CSV on the Web."""

    name: str
    title: Promise
    about: Promise
    type: str = "string"
    is_list: bool = False


COLUMNS = (
    Column("reference", _("Reference number"), _("Identifies the entry permanently.")),
    Column("url", _("Address"), _("The entry’s page for people."), "anyURI"),
    Column("campaign", _("Campaign"), _("Short name of the campaign.")),
    Column("kind", _("Kind"), _("pledge or initiative")),
    Column("state", _("Status"), _("accepted, selected, in_practice or completed")),
    Column("language", _("Language of the text"), _("Of the original; place and partners are in it too.")),
    Column("text_language", _("Language shown"), _("Of title, summary and description in this file.")),
    Column("text_origin", _("Origin of the text"), _("original, human or machine (translation)")),
    Column(
        "text_is_behind",
        _("Older than the original"),
        _("true: the original has changed since it was translated."),
        "boolean",
    ),
    Column("title", _("Title"), _("What is promised or proposed.")),
    Column("summary", _("Summary"), _("In a sentence or two.")),
    Column("description", _("Description"), _("What will be done.")),
    Column("plain_summary", _("Summary in plain language"), _("Empty if there is none.")),
    Column("organisation_id", _("Organisation’s number"), _("Names the organisation for good.")),
    Column("organisation", _("Organisation"), _("Empty if it does not permit to be named.")),
    Column(
        "organisation_kind",
        _("Kind of organisation"),
        _(
            "association, company, municipality, authority, religious_community, educational_institution "
            "or other"
        ),
    ),
    Column("website", _("Website"), _("Of the organisation."), "anyURI"),
    Column("partners", _("Partners"), _("Those that have confirmed and permit to be named."), is_list=True),
    Column("themes", _("Themes"), _("Short names of the campaign’s themes."), is_list=True),
    Column("region_code", _("Number of the region"), _("Official two-digit number.")),
    Column("region", _("Region"), _("Name of the region.")),
    Column("municipality_code", _("Number of the municipality"), _("Official three-digit number.")),
    Column("municipality", _("Municipality"), _("Name of the municipality.")),
    Column("place", _("Place"), _("In the submitter’s words.")),
    Column("starts_on", _("Begins"), _("First day."), "date"),
    Column("ends_on", _("Ends"), _("Last day."), "date"),
    Column(
        "report_every_months",
        _("Months between reports"),
        _("0: once, at the end. Empty: not promised."),
        "integer",
    ),
    Column("submitted_at", _("Received"), _("Date and time in UTC."), "dateTime"),
    Column("picture", _("Picture"), _("Address of the picture, where it may be shown."), "anyURI"),
    Column("picture_alt", _("What the picture shows"), _("In the language of the original.")),
    Column("awards", _("Awards"), _("Names of announced awards."), is_list=True),
    Column("may_be_quoted", _("May be quoted"), _("true: the press may quote it."), "boolean"),
    Column(
        "licence",
        _("Licence"),
        _("CC-BY-4.0: reuse the texts and name their author. Empty: ask the organisation first."),
    ),
)
TABLE_TITLE = _("Pledges and initiatives")
RIGHTS = _(
    "The column “licence” says for each entry under which licence its texts may be reused. Where it is "
    "empty, ask the organisation first."
)
NAMES = [column.name for column in COLUMNS]


def cells(record: PublicEntry, awards: list[PublicAward], places: Places) -> list[str]:
    """One row, in the order of COLUMNS. Whatever people wrote is made harmless for spreadsheets."""
    return [
        record.reference,
        places.entry(record.campaign, record.reference),
        record.campaign,
        record.kind,
        record.state,
        record.language,
        record.shown_in,
        record.text_state,
        _truth(record.is_behind),
        neutral(record.title),
        neutral(record.summary),
        neutral(record.description),
        neutral(record.plain_summary),
        record.organisation_id,
        neutral(record.organisation),
        record.organisation_kind_code,
        neutral(record.website),
        _several([one.name for one in record.partners]),
        SEPARATOR.join(slug for slug, _label, _palette in record.themes),
        record.region_code,
        neutral(record.region),
        record.municipality_code,
        neutral(record.municipality),
        neutral(record.place),
        record.starts_on.isoformat() if record.starts_on else "",
        record.ends_on.isoformat() if record.ends_on else "",
        "" if record.report_every is None else str(record.report_every),
        moment(record.submitted_at),
        places.picture(record.reference) if record.has_image else "",
        neutral(record.image_alt),
        _several([one.name for one in awards]),
        _truth(record.may_be_quoted),
        record.licence,
    ]


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _several(names: list[str]) -> str:
    """A name that holds the separator itself is told with a bar that looks the same."""
    return neutral(SEPARATOR.join([name.replace(SEPARATOR, "¦") for name in names])) if names else ""
