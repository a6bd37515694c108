"""Plain makers: each returns one saved object with believable defaults; keywords override them.

What they make is lawful: a state comes with its log rows, submission, receipt or decision, as the
actions would have left them (see `tests/invariants`).
"""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.http import QueryDict
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from campaign.lifecycle import move
from campaign.models import Advice, Campaign, Choice, LatePass, Question, Reach, TargetGroup, Theme
from judging.actions import cast
from judging.models import (
    Affirmation,
    ApartRule,
    Assignment,
    Award,
    Ballot,
    Criterion,
    Decision,
    Juror,
    MeetingNote,
    NeededRule,
    Panel,
    Round,
)
from judging.states import DecisionState, JurorState
from people.actions import give_consent, withdraw_consent
from people.models import Consent, ConsentText, Letter, Organisation, Purpose, Representative, User
from pledges import snapshots
from pledges.attachments import attach
from pledges.models import Attachment, Entry, Interest, Partner, Submission
from pledges.open_data import submitted_content
from pledges.states import SELECTED, TAKING_PART, PartnerState, State
from tests import files

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
    defaults["erases_at"] = fields.get("announces_at", defaults["announces_at"]) + timedelta(days=365)
    owner = fields.pop("owner", None) or organisation(kind=Organisation.Kind.AUTHORITY)
    return Campaign.objects.create(owner=owner, **(defaults | fields))


def reach(person, *campaigns) -> Reach:
    """The person works for these campaigns alone."""
    made = Reach.objects.create(user=person)
    made.campaigns.set(campaigns)
    return made


def late_pass(campaign, organisation, *, until=None, **fields) -> LatePass:
    """A late pass of an organisation, for two days from now."""
    defaults = {"until": until or timezone.now() + timedelta(days=2), "reason": "Sairastui"}
    return LatePass.objects.create(campaign=campaign, organisation=organisation, **(defaults | fields))


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


def advice(campaign, kind=Organisation.Kind.ASSOCIATION, **fields) -> Advice:
    text = words("Luvatkaa, mitä voitte pitää.", "Lova vad ni kan hålla.", "Promise what you can keep.")
    return Advice.objects.create(campaign=campaign, kind=kind, **({"text": text} | fields))


def question(campaign, **fields) -> Question:
    defaults = {
        "slug": f"kysymys-{next(_numbers)}",
        "label": words("Mitä uutta?", "Vad är nytt?", "What is new?"),
    }
    return Question.objects.create(campaign=campaign, **(defaults | fields))


def choice(question, fi="Tiloja", sv="", en="", **fields) -> Choice:
    return Choice.objects.create(
        question=question, label=words(fi, sv, en), **({"order": question.choices.count()} | fields)
    )


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
    State.RECALLED: [*_RECEIVED, State.RECALLED],
    State.CHANGING: [*_RECEIVED, State.CHANGING],
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
    if state == State.CHANGING:
        snapshots.take(made)
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
    for address, _language in entry.submitters():
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


def attachment(entry, content=None, name="suunnitelma.pdf", *, question=None, **said) -> Attachment:
    """A file of an entry in any state, attached by nobody; `said` is what its writer says of it."""
    made = attach(entry, files.upload(content, name), by=None, question=question)
    Attachment.objects.filter(pk=made.pk).update(**said)
    made.refresh_from_db()
    return made


def partner(entry, *, state=PartnerState.INVITED, **fields) -> Partner:
    defaults = {
        "role": "Tilat",
        "contribution": "Salit ja ohjaajat",
        "email": "kumppani@example.org",
        "language": "fi",
    }
    filed_by = fields.pop("organisation", None) or organisation()
    left = {"answered_at": timezone.now(), "may_use_name": state in TAKING_PART}
    left |= {
        name: fields.pop(name) for name in ("answered_at", "may_use_name", "may_use_logo") if name in fields
    }
    made = Partner.objects.create(entry=entry, organisation=filed_by, **(defaults | fields))
    if state == PartnerState.INVITED:
        return made
    if state == PartnerState.EXPIRED:
        return move(made, state, by=None)
    if state == PartnerState.CORRECTED:
        left["corrected_from"] = {"role": "Keittiö"}
    return move(made, state, by=None, **left)


def interest(entry, organisation, *, by, **fields) -> Interest:
    """An organisation has told that it would like to join; no letter of it."""
    defaults = {"words": "Salit ja ohjaajat", "email": by.email, "language": "fi"}
    return Interest.objects.create(entry=entry, organisation=organisation, by=by, **(defaults | fields))


LEVELS = [{"label": {"fi": word}} for word in ("Heikko", "Kohtalainen", "Hyvä", "Erinomainen")]


def judging_round(campaign, *, criteria=2, **fields) -> Round:
    """A round that is scored until twenty days from now, in which no criterion is required."""
    ends = fields.get("scoring_ends_at") or timezone.now() + timedelta(days=20)
    defaults = {
        "name": words("Pisteytys", "Poängsättning", "Scoring"),
        "order": campaign.rounds.count() + 1,
        "scoring_starts_at": min(campaign.opens_at, ends - timedelta(days=1)),
        "scoring_ends_at": ends,
    }
    made = Round.objects.create(campaign=campaign, **(defaults | fields))
    for number in range(criteria):
        criterion(made, label=words(f"Kriteeri {number + 1}"), order=number)
    return made


def panel(campaign, *, name=None, **fields) -> Panel:
    """A panel in a round of its own; `fields` are the round's, or `round` names the one it sits in."""
    this = fields.pop("round", None) or judging_round(campaign, **fields)
    return Panel.objects.create(round=this, name=name or words("Raati", "Jury", "Jury"))


def criterion(this, **fields) -> Criterion:
    defaults = {"label": words("Vaikuttavuus"), "weight": 1, "levels": LEVELS, "is_required": False}
    return Criterion.objects.create(round=this, **(defaults | fields))


# How a seat came to its state, after the invitation.
SEATS = {
    JurorState.INVITED: [],
    JurorState.ACCEPTED: [JurorState.ACCEPTED],
    JurorState.DECLINED: [JurorState.DECLINED],
    JurorState.WITHDRAWN: [JurorState.ACCEPTED, JurorState.WITHDRAWN],
}


def juror(panel, person=None, *, state=JurorState.ACCEPTED, **fields) -> Juror:
    """A seat; whoever takes part has affirmed their conflicts, as far as `assignment` gives them entries."""
    made = Juror.objects.create(panel=panel, user=person or user(role="Juror"), **fields)
    for step in SEATS[state]:
        times = {"accepted_at": timezone.now()} if step == JurorState.ACCEPTED else {}
        move(made, step, by=None, **times)
    if state == JurorState.ACCEPTED:
        affirmation(made)
    return made


def affirmation(juror, *organisations) -> Affirmation:
    """The juror has looked through these organisations and named none of them."""
    return Affirmation.objects.create(juror=juror, organisations=[one.pk for one in organisations])


def assignment(juror, entry) -> Assignment:
    """Given to a juror, who has been asked about everybody who takes part in the entry by now."""
    taking_part = [partner.organisation for partner in entry.partners.taking_part()]
    affirmation(juror, entry.organisation, *taking_part)
    return Assignment.objects.create(juror=juror, entry=entry)


def apart(one, other) -> ApartRule:
    """A rule that two jurors of a panel are not given the same entry."""
    first, second = sorted((one, other), key=lambda juror: juror.pk)
    return ApartRule.objects.create(one=first, other=second)


def needed(*jurors, entry=None, kind="") -> NeededRule:
    """A rule that an entry, all of a kind, or all must have one of some jurors of a panel."""
    made = NeededRule.objects.create(panel=jurors[0].panel, entry=entry, kind=kind)
    made.jurors.set(jurors)
    return made


def ballot(assignment, *answers, final=True, comment="", **said) -> Ballot:
    """A ballot with one answer per criterion, in the criteria's order; None leaves one unanswered."""
    criteria = assignment.juror.panel.round.criteria.all()
    chosen = {one: answer for one, answer in zip(criteria, answers, strict=True) if answer is not None}
    return cast(assignment, chosen, comment=comment, final=final, version=0, by=None, **said)


def decision(entry, outcome=Decision.Outcome.SELECTED, *, released=False, **fields) -> Decision:
    """A decision on an accepted entry; a released one that selects moves the entry as well."""
    defaults = {
        "grounds": "Selkeä ja toteutettavissa.",
        "standing": {"round": None, "mean": None, "ballots": 0, "rank": None, "of": 0},
    }
    made = Decision.objects.create(entry=entry, outcome=outcome, **(defaults | fields))
    if released:
        move(made, DecisionState.RELEASED, by=None, released_at=timezone.now())
        if outcome == Decision.Outcome.SELECTED:
            move(entry, State.SELECTED, by=None)
    return made


def meeting_note(this, entry, **fields) -> MeetingNote:
    defaults = {"text": "Rahoituksesta kysytään vielä."}
    return MeetingNote.objects.create(round=this, entry=entry, **(defaults | fields))


def award(entry, **fields) -> Award:
    defaults = {"name": words("Pääpalkinto", "Huvudpris", "Main prize"), "grounds": words("Rohkea avaus.")}
    return Award.objects.create(entry=entry, **(defaults | fields))


def posted(**values) -> QueryDict:
    """What a browser sends; a list for a field that has several values."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def moment(text: str) -> datetime:
    """An aware UTC moment from "2015-11-16 21:59:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
