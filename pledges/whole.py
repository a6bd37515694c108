"""An entry with everything that sending it reads, in two statements: one holds it, one reads the rest."""

from dataclasses import dataclass

from django.db.models import Subquery
from django.db.models.functions import Lower
from taggit.models import Tag, TaggedItem

from campaign.models import Choice, Question, TargetGroup, Theme
from people.bundle import Arm, bundle
from people.models import Consent, Organisation, Representative, User
from pledges import partner_letters
from pledges.models import (
    Answer,
    Attachment,
    Entry,
    Measure,
    Partner,
    Snapshot,
    Submission,
    Translation,
)


@dataclass(frozen=True)
class Whole:
    """An entry that is held until the end of the transaction, and what belongs to it at that moment."""

    entry: Entry
    permitted: set[str]
    choices: dict[str, Choice]
    asked: list[Question]
    has_themes: bool
    people: list[dict]
    languages: dict[str, str]
    next_number: int
    is_being_changed: bool

    def represents(self, user) -> bool:
        """As `people.permissions.represents` says it of the submitter."""
        return any(row["user_id"] == user.pk for row in self._acting_for(self.entry.organisation_id))

    def _acting_for(self, organisation_id: int) -> list[dict]:
        return [row for row in self.people if row["organisation_id"] == organisation_id]

    def _active(self, organisation_id: int) -> list[dict]:
        return [row for row in self._acting_for(organisation_id) if row["user__is_active"]]

    def submitters(self) -> list[tuple[str, str]]:
        entry = self.entry
        staying = entry.created_by_id in [row["user_id"] for row in self._active(entry.organisation_id)]
        return entry.addressed(entry.created_by if staying else None, self.languages)

    def together(self) -> list[tuple[Partner, list[tuple[str, str]]]]:
        """Who takes part, with the addresses and languages of those who answer for it."""
        return [
            (partner, partner_letters.addressed(partner, self._pairs(partner.organisation_id)))
            for partner in self.entry.partners.all()
            if partner.takes_part
        ]

    def _pairs(self, organisation_id: int) -> list[tuple[str, str]]:
        rows = sorted(self._active(organisation_id), key=lambda row: row["user_id"])
        return [(row["user__email"], row["user__language"]) for row in rows]


def hold(entry) -> Whole:
    """Whoever is saving the entry finishes first; what is read afterwards is what they left."""
    rows = Entry.objects.select_for_update(of=("self",))
    held = rows.select_related("organisation", "campaign__owner", "created_by").get(pk=entry.pk)
    found = bundle(_arms, held.pk)
    _put_together(held, found)
    writer = [held.created_by] if held.created_by else []
    return Whole(
        entry=held,
        permitted={row["text__purpose"] for row in found["permitted"]},
        choices={str(choice.pk): choice for choice in found["choices"]},
        asked=sorted(
            (question for question in found["questions"] if {"pk": question.pk} in found["asked"]),
            key=lambda question: (question.order, question.pk),
        ),
        has_themes=bool(found["campaign_themes"]),
        people=found["own_people"] + found["partners_people"],
        languages={row["email"]: row["language"] for row in found["accounts"]}
        | {person.email: person.language for person in writer},
        next_number=len(found["submissions"]) + 1,
        is_being_changed=bool(found["snapshots"]),
    )


def take_over(held: Entry, entry: Entry) -> None:
    """Let what somebody else has of the entry say what the held one says now."""
    for field in Entry._meta.concrete_fields:
        setattr(entry, field.attname, getattr(held, field.attname))


def _arms(key: int) -> dict[str, Arm]:
    entry = Entry.objects.filter(pk=key)
    campaign, organisation, uuid, contact = (
        Subquery(entry.values(name)) for name in ("campaign", "organisation", "uuid", "contact_email")
    )
    questions = Question.objects.filter(campaign=campaign)
    partners = Partner.objects.filter(entry=key).order_by().values("organisation")
    return {
        **{
            name: Arm(model.objects.filter(entries=key))
            for name, model in (("themes", Theme), ("target_groups", TargetGroup))
        },
        **{name: Arm(model.objects.filter(entry=key)) for name, model in _HANGING.items()},
        "tags": Arm(Tag.objects.filter(pk__in=_tagged(key))),
        "partner_organisations": Arm(Organisation.objects.filter(partnerships__entry=key)),
        "questions": Arm(questions),
        "asked": Arm(questions.asked(Subquery(entry.values("kind"))), ("pk",)),
        "choices": Arm(
            Choice.objects.filter(question__answers__entry=key, question__type__in=Question.WITH_CHOICES)
        ),
        "campaign_themes": Arm(Theme.objects.filter(campaign=campaign), ("pk",)),
        "permitted": Arm(Consent.objects.in_force().filter(subject=uuid), ("text__purpose",)),
        "own_people": Arm(Representative.objects.filter(organisation=organisation), _PERSON),
        "partners_people": Arm(Representative.objects.filter(organisation__in=partners), _PERSON),
        "accounts": Arm(User.objects.filter(email=Lower(contact)), ("email", "language")),
        "submissions": Arm(Submission.objects.filter(entry=key), ("pk",)),
        "snapshots": Arm(Snapshot.objects.filter(entry=key), ("pk",)),
    }


def _tagged(key: int):
    kind = {"content_type__app_label": "pledges", "content_type__model": "entry"}
    return TaggedItem.objects.filter(object_id=key, **kind).values("tag")


_PERSON = ("organisation_id", "user_id", "user__is_active", "user__email", "user__language")
_HANGING = {
    "translations": Translation,
    "measures": Measure,
    "answers": Answer,
    "attachments": Attachment,
    "partners": Partner,
}


def _put_together(entry, found: dict) -> None:
    """As `prefetch_related` leaves it: whoever reads these relations asks nobody any more."""
    questions = {question.pk: question for question in found["questions"]}
    organisations = {organisation.pk: organisation for organisation in found["partner_organisations"]}
    for row in [row for name in _HANGING for row in found[name]]:
        row.entry = entry
    for row in found["answers"] + found["attachments"]:
        row.question = questions.get(row.question_id)
    for partner in found["partners"]:
        partner.organisation = organisations[partner.organisation_id]
    for name in ("themes", "target_groups", "measures"):
        found[name].sort(key=lambda row: (row.order, row.pk))
    for name in ("translations", "partners"):
        found[name].sort(key=lambda row: row.pk)
    for name in ("answers", "attachments"):
        found[name].sort(key=_place)
    for name in (*_HANGING, "themes", "target_groups", "tags"):
        rows = getattr(entry, name).all()
        rows._result_cache, rows._prefetch_done = found[name], True
        entry.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def _place(row) -> tuple:
    """In the order of the questions; what answers none comes first."""
    asked = row.question
    return (asked is not None, asked.order if asked else 0, row.question_id or 0, row.pk)
