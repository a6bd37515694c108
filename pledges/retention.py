"""Personal data that a campaign keeps only until its `erases_at`: what will go, and making it go.

What is public with a permission in force stays for as long as the permission does.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.log_actions import log

from campaign.models import Campaign
from campaign.templatetags.moments import moment
from people import pictures
from people.models import Consent, Purpose
from people.privacy import FORGOTTEN_ADDRESS
from people.todo import Todo
from pledges.models import Answer, Attachment, Entry, Interest, Partner, Submission, Writer
from pledges.states import State


def holdings(campaign) -> dict[str, int]:
    """How many of each kind of thing will be erased, by the words for it."""
    return {
        _("Answers to questions about personal data"): _answers(campaign).count(),
        _("Files with personal data"): _files(campaign).count(),
        _("Contact persons whose details are not public"): _contacts(campaign).count(),
        _("E-mail addresses of invited partners"): _invited(campaign).count(),
        _("People whom partners let write along"): _writers(campaign).count(),
        _("Wishes of organisations to join an initiative"): _interests(campaign).count(),
        _("Drafts that were never sent"): _drafts(campaign).count(),
    }


@transaction.atomic
def erase(campaign) -> int:
    """Erase what the campaign may not keep any longer; return how many rows went. Safe to repeat."""
    personal = list(campaign.questions.filter(is_personal=True).values_list("slug", flat=True))
    hidden = set(_without_public_contact(campaign).values_list("pk", flat=True))
    submissions = Submission.objects.filter(entry__campaign=campaign)
    erased = {
        "submissions": sum(
            one.redact(contact=one.entry_id in hidden, questions=personal) for one in submissions
        ),
        "answers": _answers(campaign).update(text=""),
        "attachments": _files(campaign).delete()[0],
        "contacts": _contacts(campaign).update(contact_name="", contact_email="", contact_phone=""),
        "invitations": _invited(campaign).update(email=FORGOTTEN_ADDRESS),
        "writers": _writers(campaign).delete()[0],
        "interests": _interests(campaign).delete()[0],
        "drafts": _erase_drafts(campaign),
    }
    if any(erased.values()):
        log(instance=campaign, action="pledges.retention.erase", data=erased)
    return sum(erased.values())


def erase_due(at: datetime) -> None:
    """The chore: erase in every campaign whose moment has come."""
    for campaign in Campaign.objects.filter(erases_at__lte=at):
        erase(campaign)


def drop_unused_tags(at: datetime) -> None:
    """The chore: words that somebody wrote, and that no entry, picture or file has any more."""
    Tag.objects.filter(taggit_taggeditem_items=None).delete()


def erasing_to_know_of(request) -> list[Todo]:
    """Coordinators are told a month ahead, while the moment can still be moved."""
    if not request.user.has_perm("campaign.change_campaign"):
        return []
    now = timezone.now()
    reached = Campaign.objects.real().in_reach_of(request.user)
    soon = reached.filter(erases_at__gt=now, erases_at__lte=now + timedelta(days=30))
    return [
        Todo(
            text=_("%(campaign)s: personal data is erased on %(moment)s")
            % {"campaign": campaign, "moment": moment(campaign.erases_at, campaign)},
            link=reverse("campaigns:inspect", args=[campaign.pk]),
            action=_("See what goes"),
            order=50,
        )
        for campaign in soon.order_by("erases_at", "pk")
    ]


def _answers(campaign):
    return Answer.objects.filter(entry__campaign=campaign, question__is_personal=True).exclude(text="")


def _files(campaign):
    return Attachment.objects.filter(entry__campaign=campaign, question__is_personal=True)


def _without_public_contact(campaign):
    published = Consent.objects.in_force().filter(
        subject=OuterRef("uuid"), text__purpose=Purpose.PUBLISH_CONTACT
    )
    return Entry.objects.in_campaign(campaign).exclude(
        Exists(published), pk__in=Entry.objects.public().values("pk")
    )


def _contacts(campaign):
    unnamed = Q(contact_name="", contact_email="", contact_phone="")
    return _without_public_contact(campaign).exclude(unnamed).exclude(state=State.DRAFT)


def _invited(campaign):
    return Partner.objects.filter(entry__campaign=campaign).exclude(email__in=["", FORGOTTEN_ADDRESS])


def _writers(campaign):
    return Writer.objects.filter(entry__campaign=campaign)


def _interests(campaign):
    return Interest.objects.filter(entry__campaign=campaign)


def _erase_drafts(campaign) -> int:
    drafts = _drafts(campaign)
    images = list(drafts.exclude(image="").values_list("image", flat=True))
    number = drafts.delete()[1].get(Entry._meta.label, 0)
    transaction.on_commit(lambda: [pictures.remove(image) for image in images])
    return number


def _drafts(campaign):
    return Entry.objects.in_campaign(campaign).filter(state=State.DRAFT)
