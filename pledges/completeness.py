"""What an entry still lacks before it can be submitted. One list, used by the form and by submit."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.models import Consent, Purpose


@dataclass(frozen=True)
class Gap:
    step: str
    field: str
    message: str


def gaps(entry) -> list[Gap]:
    """Everything missing, in the order of the form's steps."""
    return [*_about(entry), *_details(entry), *_permissions(entry)]


def _about(entry):
    if not entry.title.strip():
        yield Gap("about", "title", _("Give the entry a title."))
    if not entry.summary.strip():
        yield Gap("about", "summary", _("Write a summary."))
    if not entry.description.strip():
        yield Gap("about", "description", _("Write a description."))
    if entry.campaign.themes.exists() and not entry.themes.all():
        yield Gap("about", "themes", _("Choose at least one theme."))
    if entry.image and not entry.image_alt.strip():
        yield Gap("about", "image_alt", _("Describe the image for those who cannot see it."))


def _details(entry):
    answers = {answer.question_id: answer.text for answer in entry.answers.all()}
    for question in entry.campaign.questions.asked(entry.kind):
        if question.required and not answers.get(question.pk, "").strip():
            yield Gap(
                "details",
                f"question_{question.pk}",
                _("Answer the question “%(question)s”.") % {"question": question},
            )


def _permissions(entry):
    if not entry.contact_name.strip():
        yield Gap("permissions", "contact_name", _("Name a contact person."))
    if not entry.contact_email.strip():
        yield Gap("permissions", "contact_email", _("Give the contact person's e-mail address."))


def publication_allowed(entry) -> bool:
    """The submitter has given consent to publish the text, and it stands."""
    return Consent.objects.in_force().about(entry.uuid).filter(text__purpose=Purpose.PUBLISH_TEXT).exists()
