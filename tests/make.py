"""Plain makers: each returns one saved object with believable defaults; keywords override them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from campaign.models import Campaign, Question, TargetGroup, Theme
from judging.models import Assignment, Criterion, Juror, Panel
from people.actions import give_consent
from people.models import Consent, ConsentText, Organisation, Purpose, Representative, User
from pledges.models import Entry, Partner, Submission
from pledges.open_data import submitted_content
from pledges.states import State

_numbers = count(1)


def words(fi: str, sv: str = "", en: str = "") -> LazyI18nString:
    return LazyI18nString({"fi": fi, "sv": sv or fi, "en": en or fi})


def user(email=None, *, role=None, **fields) -> User:
    made = User.objects.create_user(email or f"person{next(_numbers)}@example.org", **fields)
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made


def organisation(*, people=(), **fields) -> Organisation:
    defaults = {"kind": Organisation.Kind.ASSOCIATION, "name": words(f"Yhdistys {next(_numbers)}")}
    made = Organisation.objects.create(**(defaults | fields))
    for person in people:
        Representative.objects.create(user=person, organisation=made, role=Representative.Role.OWNER)
    return made


def campaign(**fields) -> Campaign:
    """A campaign whose call is open now, publishes at once and announces in thirty days."""
    now = timezone.now()
    number = next(_numbers)
    defaults = {
        "slug": f"kampanja-{number}",
        "title": words("Kumppanuuskampanja", "Samarbetskampanj", "Partnership campaign"),
        "hashtag": "#kotolupaus",
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=10),
        "publishes_at": now - timedelta(days=10),
        "announces_at": now + timedelta(days=30),
        "reference_prefix": f"KOTO-{number}",
    }
    owner = fields.pop("owner", None) or organisation(kind=Organisation.Kind.AUTHORITY)
    return Campaign.objects.create(owner=owner, **(defaults | fields))


def closed(**fields) -> dict:
    """Moments of a campaign that has closed and not announced yet: `make.campaign(**make.closed())`."""
    now = timezone.now()
    return {"closes_at": now - timedelta(days=1), "announces_at": now + timedelta(days=5), **fields}


def announced(**fields) -> dict:
    now = timezone.now()
    return {"closes_at": now - timedelta(days=5), "announces_at": now - timedelta(days=1), **fields}


def theme(campaign, **fields) -> Theme:
    number = next(_numbers)
    return Theme.objects.create(
        campaign=campaign, **({"slug": f"teema-{number}", "label": words("Työ", "Arbete", "Work")} | fields)
    )


def target_group(campaign, **fields) -> TargetGroup:
    return TargetGroup.objects.create(
        campaign=campaign, **({"label": words("Nuoret", "Unga", "Young people")} | fields)
    )


def question(campaign, **fields) -> Question:
    defaults = {
        "slug": f"kysymys-{next(_numbers)}",
        "label": words("Mitä uutta?", "Vad är nytt?", "What is new?"),
    }
    return Question.objects.create(campaign=campaign, **(defaults | fields))


def consent_text(purpose=Purpose.PUBLISH_TEXT, **fields) -> ConsentText:
    newest = ConsentText.objects.filter(purpose=purpose).count()
    defaults = {
        "version": newest + 1,
        "label": words("Saa julkaista"),
        "wording": words("Tekstin saa julkaista."),
    }
    return ConsentText.objects.create(purpose=purpose, **(defaults | fields))


def permission(entry, purpose=Purpose.PUBLISH_TEXT, *, by=None) -> Consent:
    text = ConsentText.objects.in_force().filter(purpose=purpose).first() or consent_text(purpose)
    return give_consent(
        entry.uuid, str(entry), text, by=by, organisation=entry.organisation, how=Consent.How.FORM
    )


def entry(*, state=State.DRAFT, author=None, published=False, **fields) -> Entry:
    """A complete entry; `author` acts for its organisation, `published` gives every permission."""
    call = fields.pop("campaign", None) or campaign()
    filed_by = fields.pop("organisation", None) or organisation(people=[author] if author else [])
    number = next(_numbers)
    defaults = {
        "kind": "pledge",
        "title": f"Lupaus {number}",
        "summary": "Palkkaamme kymmenen nuorta.",
        "description": "Kesällä kymmenen nuorta saa meiltä työpaikan ja ohjaajan.",
        "contact_name": "Maija Malli",
        "contact_email": "maija.malli@example.org",
    }
    themes = fields.pop("themes", [])
    if state != State.DRAFT:
        defaults |= {"reference": f"{call.reference_prefix}-{number:04d}", "submitted_at": timezone.now()}
    made = Entry.objects.create(
        campaign=call, organisation=filed_by, created_by=author, state=state, **(defaults | fields)
    )
    made.themes.set(themes)
    if made.submitted_at:
        content = submitted_content(made)
        Submission.objects.create(
            entry=made,
            number=1,
            at=made.submitted_at,
            by=author,
            content=content,
            digest=Submission.fingerprint(content),
        )
    if published:
        for purpose in Purpose:
            permission(made, purpose, by=author)
    return made


def partner(entry, **fields) -> Partner:
    defaults = {
        "role": "Tilat",
        "contribution": "Salit ja ohjaajat",
        "email": "kumppani@example.org",
        "language": "fi",
    }
    filed_by = fields.pop("organisation", None) or organisation()
    if fields.get("state", "invited") != "invited":
        defaults["answered_at"] = timezone.now()
    return Partner.objects.create(entry=entry, organisation=filed_by, **(defaults | fields))


LEVELS = [{"label": {"fi": word}} for word in ("Heikko", "Kohtalainen", "Hyvä", "Erinomainen")]


def panel(campaign, *, criteria=2, **fields) -> Panel:
    made = Panel.objects.create(
        campaign=campaign,
        **(
            {"name": words("Raati", "Jury", "Jury"), "scoring_ends_at": timezone.now() + timedelta(days=20)}
            | fields
        ),
    )
    for number in range(criteria):
        criterion(made, label=words(f"Kriteeri {number + 1}"), order=number)
    return made


def criterion(panel, **fields) -> Criterion:
    return Criterion.objects.create(
        panel=panel, **({"label": words("Vaikuttavuus"), "weight": 1, "levels": LEVELS} | fields)
    )


def juror(panel, person=None, **fields) -> Juror:
    return Juror.objects.create(panel=panel, user=person or user(role="Juror"), **fields)


def assignment(juror, entry) -> Assignment:
    return Assignment.objects.create(juror=juror, entry=entry)


def moment(text: str) -> datetime:
    """An aware UTC moment from "2015-11-16 21:59:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
