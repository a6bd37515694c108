"""What an entry says at its submission, in the reader's words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaign.models import Kind
from people.languages import site_languages
from people.models import Municipality, Purpose, Region


def received(content: dict, campaign) -> list[tuple[str, str]]:
    """(label, value) of everything in a submission's content that is not empty, in the order of the form."""
    themes = {theme.slug: str(theme) for theme in campaign.themes.all()}
    questions = {question.slug: str(question) for question in campaign.questions.all()}
    contact = content["contact"]
    rows = [
        (_("Kind"), Kind(content["kind"]).label),
        (_("Organisation"), content["organisation"]),
        (_("Title"), content["title"]),
        (_("Summary"), content["summary"]),
        (_("Description"), content["description"]),
        (_("Language of the text"), dict(site_languages()).get(content["language"], content["language"])),
        (_("Themes"), ", ".join(themes.get(slug, slug) for slug in content["themes"])),
        (_("Target groups"), ", ".join(content["target_groups"]) or _("Everybody")),
        (_("Free tags"), ", ".join(content["tags"])),
        (_("Region"), _region(content)),
        (_("Municipality"), _name(Municipality, content["municipality"])),
        (_("Place"), content["place"]),
        (_("Picture"), content["image"] and (content["image_alt"] or _("A picture"))),
        *((questions.get(slug, slug), text) for slug, text in content["answers"].items()),
        (_("Confirmed partners"), "\n".join(map(_partner, content["partners"]))),
        (
            pgettext("given by the submitter", "Permissions"),
            "\n".join(str(Purpose(purpose).label) for purpose in content["permissions"])
            or _("None: nothing is published."),
        ),
        (_("Contact person"), "\n".join(filter(None, contact.values()))),
    ]
    return [(label, value) for label, value in rows if value]


def _name(model, code) -> str:
    found = model.objects.filter(pk=code).first() if code else None
    return str(found or "")


def _region(content: dict) -> str:
    if content["region"]:
        return _name(Region, content["region"])
    return "" if content["municipality"] else _("The whole country")


def _partner(partner: dict) -> str:
    return " – ".join(filter(None, [partner["organisation"], partner["role"], partner["contribution"]]))
