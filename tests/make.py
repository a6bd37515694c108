"""Plain makers: each returns one saved object with believable defaults; keywords override them.

What they make is lawful: a state comes with its log rows, submission, receipt or decision, as the
actions would have left them (see `tests/invariants.py`).
"""

import uuid
from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from campaign.lifecycle import move
from campaign.models import Campaign, Question, TargetGroup, Theme
from judging.actions import cast
from judging.models import Assignment, Award, Ballot, Criterion, Decision, Juror, Panel
from judging.states import DecisionState
from people.actions import give_consent, withdraw_consent
from people.models import Consent, ConsentText, Letter, Organisation, Purpose, Representative, User
from pledges.models import Entry, Partner, Submission
from pledges.open_data import submitted_content
from pledges.states import SELECTED, PartnerState, State

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


# How an entry came to its state, after the draft.
_RECEIVED = [State.SUBMITTED]
_CHOSEN = [State.SUBMITTED, State.ACCEPTED, State.SELECTED]
HISTORY = {
    State.DRAFT: [],
    State.SUBMITTED: _RECEIVED,
    State.RETURNED: [*_RECEIVED, State.RETURNED],
    State.ACCEPTED: [*_RECEIVED, State.ACCEPTED],
    State.DECLINED: [*_RECEIVED, State.DECLINED],
    State.WITHDRAWN: [*_RECEIVED, State.WITHDRAWN],
    State.SELECTED: _CHOSEN,
    State.IN_PRACTICE: [*_CHOSEN, State.IN_PRACTICE],
    State.COMPLETED: [*_CHOSEN, State.IN_PRACTICE, State.COMPLETED],
}


def entry(*, state=State.DRAFT, author=None, published=False, **fields) -> Entry:
    """A complete entry with the past that its state needs; `author` acts for its organisation.

    `published` gives every permission. A selected entry belongs to a campaign that has announced.
    """
    call = fields.pop("campaign", None) or campaign(**(announced() if state in SELECTED else {}))
    filed_by = fields.pop("organisation", None) or organisation(people=[author] if author else [])
    defaults = {
        "kind": "pledge",
        "title": f"Lupaus {next(_numbers)}",
        "summary": "Palkkaamme kymmenen nuorta.",
        "description": "Kesällä kymmenen nuorta saa meiltä työpaikan ja ohjaajan.",
        "contact_name": "Maija Malli",
        "contact_email": "maija.malli@example.org",
    }
    themes = fields.pop("themes", [])
    received = {name: fields.pop(name, None) for name in ("reference", "submitted_at")}
    made = Entry.objects.create(
        campaign=call, organisation=filed_by, created_by=author, **(defaults | fields)
    )
    made.themes.set(themes)
    if published:
        for purpose in Purpose:
            permission(made, purpose, by=author)
    for step in HISTORY[state]:
        if step == State.SUBMITTED:
            submission(made, by=author, **received)
        elif step == State.SELECTED:
            decision(made, released=True)
        else:
            move(made, step, by=None)
    if state == State.WITHDRAWN:
        for purpose in Purpose:
            withdraw_consent(made.uuid, purpose, by=author, how=Consent.How.FORM)
    return made


def submission(entry, *, by=None, reference=None, submitted_at=None) -> Submission:
    """What `submit` leaves behind, with receipts that have already been sent."""
    at = submitted_at or timezone.now()
    reference = entry.reference or reference or entry.campaign.next_reference()
    move(entry, State.SUBMITTED, by=by, submitted_at=at, reference=reference)
    content = submitted_content(entry)
    made = Submission.objects.create(
        entry=entry,
        number=entry.submissions.count() + 1,
        at=at,
        by=by,
        content=content,
        digest=Submission.fingerprint(content),
    )
    for address in entry.submitters():
        letter(kind="receipt", to=address, key=f"receipt:{made.pk}:{address}", sent_at=at, tries=1)
    return made


def letter(**fields) -> Letter:
    """A letter that waits to be sent."""
    defaults = {
        "kind": "note",
        "to": "maija.malli@example.org",
        "subject": "Hei",
        "body": "Terveisin Lupaus",
        "language": "fi",
        "key": f"note:{next(_numbers)}",
    }
    return Letter.objects.create(**(defaults | fields))


def partner(entry, *, state=PartnerState.INVITED, **fields) -> Partner:
    defaults = {
        "role": "Tilat",
        "contribution": "Salit ja ohjaajat",
        "email": "kumppani@example.org",
        "language": "fi",
    }
    filed_by = fields.pop("organisation", None) or organisation()
    answered = fields.pop("answered_at", None) or timezone.now()
    made = Partner.objects.create(entry=entry, organisation=filed_by, **(defaults | fields))
    if state == PartnerState.INVITED:
        return made
    return move(made, state, by=None, answered_at=answered, key=uuid.uuid4())


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


def ballot(assignment, *levels, final=True, comment="") -> Ballot:
    """A ballot with one level per criterion, in the criteria's order; None leaves one unanswered."""
    criteria = assignment.juror.panel.criteria.all()
    chosen = {one: level for one, level in zip(criteria, levels, strict=True) if level is not None}
    return cast(assignment, chosen, comment=comment, final=final, version=0, by=None)


def decision(entry, outcome=Decision.Outcome.SELECTED, *, released=False, **fields) -> Decision:
    """A decision on an accepted entry; a released one that selects moves the entry as well."""
    defaults = {
        "grounds": "Selkeä ja toteutettavissa.",
        "standing": {"mean": None, "ballots": 0, "rank": None, "of": 0},
    }
    made = Decision.objects.create(entry=entry, outcome=outcome, **(defaults | fields))
    if released:
        move(made, DecisionState.RELEASED, by=None, released_at=timezone.now())
        if outcome == Decision.Outcome.SELECTED:
            move(entry, State.SELECTED, by=None)
    return made


def award(entry, **fields) -> Award:
    defaults = {"name": words("Pääpalkinto", "Huvudpris", "Main prize"), "grounds": words("Rohkea avaus.")}
    return Award.objects.create(entry=entry, **(defaults | fields))


def moment(text: str) -> datetime:
    """An aware UTC moment from "2015-11-16 21:59:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
