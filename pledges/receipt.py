"""What an entry says at its submission, in the reader's words."""

from datetime import date
from decimal import Decimal

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaign.models import Kind
from people.languages import language_name, name_in_words
from people.models import Municipality, Purpose, Region
from people.templatetags.dates import date as in_words
from people.text import listed
from pledges import answers
from pledges.models.entry import Every
from pledges.origins import TextState
from pledges.texts import PARTS


def received(content: dict, campaign, redacted=()) -> list[tuple[str, str]]:
    """(label, value) of everything in a submission's content that is not empty, in the order of the form.

    `redacted` names what was there and has been erased.
    """
    themes = {theme.slug: str(theme) for theme in campaign.themes.all()}
    contact = content["contact"]
    rows = [
        (_("Kind"), Kind(content["kind"]).label),
        (_("Organisation"), content["organisation"]),
        (_("Title"), content["title"]),
        (_("Summary"), content["summary"]),
        (_("Description"), content["description"]),
        (_("Summary in plain language"), content.get("plain_summary")),
        (_("Language of the text"), language_name(content["language"])),
        *translations(content),
        (_("Themes"), listed(themes.get(slug, slug) for slug in content["themes"])),
        (_("Target groups"), listed(content["target_groups"]) or _("Everybody")),
        (_("Free tags"), listed(content["tags"])),
        (_("Region"), _region(content)),
        (_("Municipality"), _name(Municipality, content["municipality"])),
        (_("Place"), content["place"]),
        (_("Picture"), content["image"] and (content["image_alt"] or _("A picture"))),
        *goals(content),
        *_answers(content, campaign, redacted),
        *_files(content, campaign),
        (_("Confirmed partners"), "\n".join(map(_partner, content["partners"]))),
        (
            pgettext("given by the submitter", "Permissions"),
            "\n".join(str(Purpose(purpose).label) for purpose in content["permissions"])
            or _("None: nothing is published."),
        ),
        (
            _("Contact person"),
            _("Erased") if "contact" in redacted else "\n".join(filter(None, contact.values())),
        ),
    ]
    return [(label, value) for label, value in rows if value]


def _answers(content: dict, campaign, redacted) -> list[tuple[str, str]]:
    """In the order of the questions, with the choices as they were called when they were sent."""
    labels = answers.thawed(content.get("choices", {}))
    return [
        (
            str(question),
            _("Erased")
            if f"answers.{question.slug}" in redacted
            else answers.words(question, content["answers"].get(question.slug, ""), labels),
        )
        for question in campaign.questions.all()
    ]


def translations(content: dict):
    """Older submissions have none: there were no translations when they came."""
    for code, text in content.get("translations", {}).items():
        label = f"{capfirst(name_in_words(code))} – {TextState(text['origin']).label}"
        yield label, "\n\n".join(text[part] for part in PARTS if text[part])


def goals(content: dict):
    for name, label in (("starts_on", _("Begins")), ("ends_on", _("Ends"))):
        yield label, in_words(date.fromisoformat(day)) if (day := content.get(name)) else ""
    yield _("Measures"), "\n".join(measure_in_words(**one) for one in content.get("measures", []))
    every = content.get("report_every")
    yield _("Reports"), "" if every is None else Every(every).label


def level_in_words(level) -> str:
    return number_format(Decimal(level).normalize(), use_l10n=True, force_grouping=True)


def measure_in_words(label: str, unit: str, start, target) -> str:
    """ "People who found work: 0 → 24 people"; levels are numbers, or numbers as text, and may lack."""
    beginning = "" if start is None else f"{level_in_words(start)} → "
    end = "…" if target is None else level_in_words(target)
    return f"{label or '…'}: {beginning}{end} {unit}".strip()


def _files(content: dict, campaign) -> list[tuple[str, str]]:
    questions = {question.slug: str(question) for question in campaign.questions.all()}
    files = content.get("attachments", [])
    return [(questions.get(file["question"], _("Attachment")), file_in_words(file)) for file in files]


def file_in_words(file: dict) -> str:
    """A file of a submission's content: its name, format and size, and what the public gets of it."""
    words = f"{file['name']} ({file['type'].upper()}, {filesizeformat(file['size'])})"
    public = _("May be shown to everybody.") if file["is_public"] else ""
    return "\n".join(filter(None, [words, file["alt"], public]))


def _name(model, code) -> str:
    found = model.objects.filter(pk=code).first() if code else None
    return str(found or "")


def _region(content: dict) -> str:
    if content["region"]:
        return _name(Region, content["region"])
    return "" if content["municipality"] else _("The whole country")


def _partner(partner: dict) -> str:
    words = " – ".join(filter(None, [partner["organisation"], partner["role"], partner["contribution"]]))
    # What was frozen before partners were asked about their name says nothing of it.
    is_named = partner.get("may_use_name", True)
    return words if is_named else _("%(partner)s (not named in public)") % {"partner": words}
