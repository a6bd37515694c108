"""A small country in which every confidential field holds a word found nowhere else: its canary.

Canaries are named after where they sit: `kanariadrafttitle` is the title of the draft.
"""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from judging.models import Recusal
from people import pictures
from people.models import Consent, Purpose, Representative
from pledges.models import Answer, Partner
from pledges.states import State
from tests import make, make_pages
from tests.pictures import upload

TEXTS = ("title", "summary", "description", "place", "publicanswer")
CONTACT = ("contactname", "contactemail", "contactphone")
FIELDS = (*TEXTS, *CONTACT, "juryanswer", "staffanswer", "note", "imagealt")
ENTRIES = {
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "declined": State.DECLINED,
    "withdrawn": State.WITHDRAWN,
    "unpermitted": State.ACCEPTED,
    "accepted": State.ACCEPTED,
    "embargoed": State.ACCEPTED,
    "selected": State.SELECTED,
}
PUBLISHED = ("accepted", "embargoed", "selected")


def canary(place: str, field: str) -> str:
    return f"kanaria{place}{field}"


def build() -> SimpleNamespace:
    world = SimpleNamespace(people=_people(), entries={})
    _organisations(world)
    world.picture = pictures.store(upload())
    world.campaign = make.campaign(**make.announced(), slug="koto", owner=make.organisation())
    make.target_group(world.campaign)
    world.pages = make_pages.campaign_pages(world.campaign)
    make_pages.programme_pages(world.pages)
    for place, state in ENTRIES.items():
        world.entries[place] = _entry(world, place, state)
    _partners(world)
    _judging(world)
    _decisions(world)
    _letters(world)
    return world


def _people():
    staff = {
        "screener": "Screener",
        "coordinator": "Coordinator",
        "office": "Jury office",
        "editor": "Editor",
        "officer": "Data protection officer",
        "disabled": "Coordinator",
        **dict.fromkeys(
            ("juror_assigned", "juror_blind", "juror_unassigned", "juror_conflicted", "juror_other"), "Juror"
        ),
    }
    people = {name: make.user(f"{name}@example.org", role=role) for name, role in staff.items()}
    people |= {
        name: make.user(f"{name}@example.org") for name in ("stranger", "author", "colleague", "partner")
    }
    people["disabled"].is_active = False
    people["disabled"].save()
    return people


def _organisations(world):
    people = world.people
    world.own = make.organisation(people=[people["author"]], name=make.words("kanariaorganisation"))
    Representative.objects.create(user=people["colleague"], organisation=world.own)
    world.partner_organisation = make.organisation(people=[people["partner"], people["juror_conflicted"]])
    make.organisation(people=[people["stranger"]])


def _entry(world, place, state):
    entry = make.entry(
        state=State.DRAFT,
        author=world.people["author"],
        organisation=world.own,
        campaign=world.campaign,
        themes=[world.campaign.themes.first() or make.theme(world.campaign, slug="tyo")],
        title=canary(place, "title"),
        summary=canary(place, "summary"),
        description=canary(place, "description"),
        place=canary(place, "place"),
        contact_name=canary(place, "contactname"),
        contact_email=f"{canary(place, 'contactemail')}@example.org",
        contact_phone=canary(place, "contactphone"),
        screening_note=canary(place, "note"),
        image=world.picture,
        image_alt=canary(place, "imagealt"),
    )
    for audience in ("public", "jury", "staff"):
        question = world.campaign.questions.filter(audience=audience).first()
        question = question or make.question(
            world.campaign, audience=audience, is_personal=audience == "staff"
        )
        Answer.objects.create(entry=entry, question=question, text=canary(place, f"{audience}answer"))
    if place in PUBLISHED:
        make.permission(entry, Purpose.PUBLISH_TEXT, by=world.people["author"])
    steps = make.HISTORY[state]
    for step in steps[:-1] if state == State.SELECTED else steps:
        make.submission(entry, by=world.people["author"]) if step == State.SUBMITTED else make.move(
            entry, step, by=None
        )
    return entry


def _partners(world):
    accepted = world.entries["accepted"]
    make.partner(accepted, organisation=world.partner_organisation, state="confirmed")
    invited = make.organisation(name=make.words("kanariainvitedname"))
    world.invited = make.partner(
        accepted,
        organisation=invited,
        email="kanariainvitedemail@example.org",
        contribution="kanariainvitedcontribution",
    )
    world.answered_key = Partner.objects.get(organisation=world.partner_organisation).key


def _judging(world):
    people, entries = world.people, world.entries
    world.panel = make.panel(world.campaign, scoring_ends_at=timezone.now() + timedelta(days=1))
    world.blind = make.panel(
        world.campaign, is_blind=True, scoring_ends_at=timezone.now() + timedelta(days=1)
    )
    world.seats = {
        name: make.juror(world.blind if name == "juror_blind" else world.panel, people[name])
        for name in ("juror_assigned", "juror_blind", "juror_unassigned", "juror_conflicted", "juror_other")
    }
    for place in ("accepted", "unpermitted", "embargoed"):
        make.assignment(world.seats["juror_assigned"], entries[place])
    make.assignment(world.seats["juror_blind"], entries["accepted"])
    make.assignment(world.seats["juror_conflicted"], entries["accepted"])
    own = world.seats["juror_assigned"].assignments.get(entry=entries["accepted"])
    make.ballot(own, 3, 2, comment="kanariaowncomment")
    other = make.assignment(world.seats["juror_other"], entries["accepted"])
    make.ballot(other, 1, 2, comment="kanariaothercomment")
    Recusal.objects.create(
        juror=world.seats["juror_other"], entry=entries["embargoed"], reason="kanariarecusalreason"
    )


def _decisions(world):
    make.decision(world.entries["embargoed"], grounds="kanariapendinggrounds")
    make.award(
        world.entries["embargoed"],
        name=make.words("kanariapendingaward"),
        grounds=make.words("kanariapendingawardgrounds"),
    )
    make.decision(world.entries["selected"], grounds="kanariareleasedgrounds", released=True)


def _letters(world):
    make.letter(to="author@example.org", body="kanarialetterbody", subject="kanarialettersubject")
    make.letter(to="author@example.org", body="kanariacode", forget_after_sending=True)
    make.letter(
        to="kanariainvitedemail@example.org", kind="invitation", body=f"/fi/invitation/{world.invited.key}/"
    )
    text = make.consent_text(Purpose.PUBLISH_CONTACT)
    make.give_consent(
        world.own.uuid,
        "Muu",
        text,
        by=world.people["author"],
        organisation=world.own,
        how=Consent.How.STAFF,
        note="kanariaconsentnote",
    )
