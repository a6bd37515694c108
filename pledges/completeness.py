"""What an entry still lacks before it can be submitted. One list, used by the form and by submit."""

from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.models import Kind, PartnerRule
from people.models import Consent, Purpose
from pledges.cap import has_sent_most, too_many
from pledges.states import PartnerState


@dataclass(frozen=True)
class Gap:
    step: str
    field: str
    message: str


def gaps(entry, at=None, *, whole=None) -> list[Gap]:
    """Everything missing to be sent at a moment (default now), in the order of the form's steps.

    `whole` is the entry with what belongs to it, where that was read already.
    """
    campaign = entry.campaign
    has_themes = whole.has_themes if whole else campaign.themes.exists()
    asked = whole.asked if whole else campaign.questions.asked(entry.kind)
    return [
        *_about(entry, has_themes),
        *_partners(entry),
        *_details(entry, asked, at),
        *_permissions(entry),
        *_number(entry),
    ]


def _about(entry, has_themes):
    if not entry.title.strip():
        yield Gap("about", "title", _("Give the entry a title."))
    if not entry.summary.strip():
        yield Gap("about", "summary", _("Write a summary."))
    if not entry.description.strip():
        yield Gap("about", "description", _("Write a description."))
    if has_themes and not entry.themes.all():
        yield Gap("about", "themes", _("Choose at least one theme."))
    if entry.image and not entry.image_alt.strip():
        yield Gap("about", "image_alt", _("Describe the image for those who cannot see it."))


def _partners(entry):
    campaign, partners = entry.campaign, entry.partners.all()
    if campaign.partner_rule == PartnerRule.ALL_CONFIRMED:
        for partner in partners:
            if partner.state == PartnerState.INVITED:
                words = _("%(partner)s has not answered yet. Remind it, or withdraw the invitation.")
                yield Gap("partners", f"partner_{partner.pk}", words % {"partner": partner.organisation})
    fewest = campaign.min_partners if entry.kind == Kind.INITIATIVE else 0
    if sum(partner.takes_part for partner in partners) < fewest:
        words = ngettext(
            "An initiative in this campaign needs at least %(fewest)d partner that has confirmed.",
            "An initiative in this campaign needs at least %(fewest)d partners that have confirmed.",
            fewest,
        )
        yield Gap("partners", "find", words % {"fewest": fewest})


def _number(entry):
    if entry.submitted_at is None and has_sent_most(entry.campaign, entry.organisation):
        yield Gap("check", "number", too_many(entry.campaign))


def _details(entry, asked, at):
    for number, measure in enumerate(entry.measures.all()):
        if not measure.label:
            yield Gap("details", f"measure-{number}-label", _("Say what you count."))
        if measure.target is None:
            message = _("Give the level that is to be reached: %(measure)s.") % {"measure": measure}
            yield Gap("details", f"measure-{number}-target", message)
    answers = {answer.question_id: answer.text for answer in entry.answers.all()}
    files: dict[int | None, list] = {}
    for attachment in entry.attachments.all():
        files.setdefault(attachment.question_id, []).append(attachment)
        answers[attachment.question_id] = attachment.name
    for question in asked:
        if question.is_required(at) and not answers.get(question.pk, "").strip():
            yield Gap(
                "details",
                f"question_{question.pk}",
                _("Answer the question “%(question)s”.") % {"question": question},
            )
        yield from _undescribed(files.pop(question.pk, []))
    # Those that answer no question, or none that is asked any more.
    yield from _undescribed(chain(*files.values()))


def _undescribed(attachments):
    for attachment in attachments:
        if attachment.is_public and attachment.is_picture and not attachment.alt:
            yield Gap(
                "details",
                f"attachment_{attachment.pk}_alt",
                _("Describe “%(name)s” for those who cannot see it.") % {"name": attachment.name},
            )


def _permissions(entry):
    if not entry.contact_name.strip():
        yield Gap("permissions", "contact_name", _("Name a contact person."))
    if not entry.contact_email.strip():
        yield Gap("permissions", "contact_email", _("Give the contact person's e-mail address."))


def is_filled_in(entry, step: str) -> bool:
    """Whether its writers have put something into a step, be it of a kind that nobody must give."""
    if entry.submitted_at:
        return True  # and read all of it
    match step:
        case "about":  # the words of an example are not theirs before they have saved them
            return not (entry.example_id and entry.version == 1)
        case "partners":
            return bool(entry.partners.all())
        case "details":
            goals = (entry.starts_on, entry.ends_on, entry.report_every)
            return (
                any(goal is not None for goal in goals)
                or bool(entry.measures.all())
                or any(answer.text for answer in entry.answers.all())
                or bool(entry.attachments.all())
            )
        case "permissions":
            begun_with = begun_contact(entry.created_by)
            return (
                any(getattr(entry, name) != text for name, text in begun_with.items())
                or Consent.objects.about(entry.uuid).exists()
            )
    return True


def begun_contact(user) -> dict[str, str]:
    """The contact person of a new draft: whoever begins it, until they say otherwise."""
    return {
        "contact_name": user.get_full_name() if user else "",
        "contact_email": user.email if user else "",
        "contact_phone": "",
    }


def publication_allowed(entry) -> bool:
    """The submitter has given consent to publish the text, and it stands."""
    return Consent.objects.in_force().about(entry.uuid).filter(text__purpose=Purpose.PUBLISH_TEXT).exists()
