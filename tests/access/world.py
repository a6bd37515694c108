"""A small country in which every confidential field holds a word found nowhere else: its canary.

Canaries are named after where they sit: `kanariadrafttitle` is the title of the draft.
"""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from campaign.models import Extension
from judging.models import Recusal
from people import feedback, pictures
from people.models import Consent, Nomination, Proposal, Purpose, Representative
from pledges import snapshots
from pledges.models import Answer, Partner, Writer
from pledges.states import State
from tests import make, make_pages
from tests.access import editorial
from tests.pictures import upload

TEXTS = ("title", "summary", "description", "place", "publicanswer")
CONTACT = ("contactname", "contactemail", "contactphone")
FIELDS = (*TEXTS, *CONTACT, "juryanswer", "staffanswer", "note", "imagealt")
ENTRIES = {
    "draft": State.DRAFT,
    "submitted": State.SUBMITTED,
    "returned": State.RETURNED,
    "changing": State.CHANGING,
    "declined": State.DECLINED,
    "withdrawn": State.WITHDRAWN,
    "unpermitted": State.ACCEPTED,
    "accepted": State.ACCEPTED,
    "embargoed": State.ACCEPTED,
    "selected": State.SELECTED,
}
FILES = {"attachments_most": 3, "attachment_kinds": ["text"]}
PUBLISHED = ("accepted", "embargoed", "selected")
PICTURED = "selected"  # published with its picture


def canary(place: str, field: str) -> str:
    return f"kanaria{place}{field}"


def build() -> SimpleNamespace:
    world = SimpleNamespace(people=_people(), entries={})
    world.picture = pictures.store(upload())
    _organisations(world)
    world.campaign = make.campaign(**make.announced(), slug="koto", owner=make.organisation(), **FILES)
    # Where drafts are written.
    world.call = make.campaign(slug="avoin", owner=make.organisation(), **FILES)
    make.target_group(world.campaign)
    world.advice = make.advice(world.campaign)
    two = {code: make_pages.CAMPAIGN[code] for code in ("fi", "en")}
    world.pages = make_pages.campaign_pages(world.campaign, make_pages.site(tuple(two)), two)
    make_pages.programme_pages(world.pages)
    world.editorial = editorial.build(world.pages["en"])
    for place, state in ENTRIES.items():
        world.entries[place] = _entry(world, place, state)
    _partners(world)
    _interests(world)
    _closing(world)
    world.reach = make.reach(world.people["disabled"], world.campaign)
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
    people["writer"] = make.user("kanariawriteremail@example.org")
    people["disabled"].is_active = False
    people["disabled"].save()
    return people


def _organisations(world):
    people = world.people
    world.own = make.organisation(people=[people["author"]], name=make.words("kanariaorganisation"))
    Representative.objects.create(user=people["colleague"], organisation=world.own)
    world.partner_organisation = make.organisation(people=[people["partner"], people["juror_conflicted"]])
    make.organisation(people=[people["stranger"]])
    Proposal.objects.create(
        organisation=world.own,
        name=make.words("kanariaproposedname"),
        logo=world.picture,
        by=people["author"],
    )
    Nomination.objects.create(organisation=world.partner_organisation, email="stranger@example.org")


def _entry(world, place, state):
    campaign = world.call if state in (State.DRAFT, State.CHANGING) else world.campaign
    entry = make.entry(
        state=State.DRAFT,
        author=world.people["author"],
        organisation=world.own,
        campaign=campaign,
        themes=[campaign.themes.first() or make.theme(campaign)],
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
        question = campaign.questions.filter(audience=audience).first()
        question = question or make.question(campaign, audience=audience, is_personal=audience == "staff")
        Answer.objects.create(entry=entry, question=question, text=canary(place, f"{audience}answer"))
    for reach in ("public", "jury"):
        word = canary(place, f"{reach}file")
        make.attachment(entry, word.encode(), f"{word}name.txt", is_public=reach == "public")
    permitted = [Purpose.PUBLISH_TEXT] * (place in PUBLISHED) + [Purpose.PUBLISH_IMAGE] * (place == PICTURED)
    for purpose in permitted:
        make.permission(entry, purpose, by=world.people["author"])
    steps = make.HISTORY[state]
    for step in steps[:-1] if state == State.SELECTED else steps:
        make.submission(entry, by=world.people["author"]) if step == State.SUBMITTED else make.move(
            entry, step, by=None
        )
    if state == State.CHANGING:
        snapshots.take(entry)
    return entry


def _closing(world):
    world.late_pass = make.late_pass(world.campaign, world.own, reason="kanarialatepassreason")
    before = world.campaign.closes_at - timedelta(days=1)
    Extension.objects.create(
        campaign=world.campaign,
        closed_at=before,
        closes_at=world.campaign.closes_at,
        reason="kanariaextensionreason",
    )
    world.campaign.first_closes_at = before
    world.campaign.save()


def _partners(world):
    accepted = world.entries["accepted"]
    for organisation in (world.own, world.partner_organisation):
        organisation.logo = world.picture
        organisation.save()
    make.partner(accepted, organisation=world.partner_organisation, state="confirmed", may_use_logo=True)
    invited = make.organisation(name=make.words("kanariainvitedname"))
    world.invited = make.partner(
        world.entries["draft"],
        organisation=invited,
        email="kanariainvitedemail@example.org",
        contribution="kanariainvitedcontribution",
    )
    beside = make.partner(
        world.entries["draft"], organisation=world.partner_organisation, state="confirmed", role="Ohjaajat"
    )
    world.writer = Writer.objects.create(
        entry=beside.entry, partner=beside, email=world.people["writer"].email
    )
    world.beside_key = beside.own_key
    answered = Partner.objects.get(organisation=world.partner_organisation, entry=accepted)
    world.answered_key, world.own_key = answered.key, answered.own_key


def _interests(world):
    """Somebody would like to join the one initiative that looks for partners in public."""
    selected, person = world.entries["selected"], world.people["partner"]
    type(selected).objects.filter(pk=selected.pk).update(kind="initiative")
    wanted = make.question(world.campaign, type="yes_no", seeks_partners=True)
    Answer.objects.create(entry=selected, question=wanted, text="yes")
    world.interest = make.interest(
        selected, world.partner_organisation, by=person, words="kanariainterestwords"
    )


def _judging(world):
    people, entries = world.people, world.entries
    world.panel = make.panel(world.campaign, scoring_ends_at=timezone.now() + timedelta(days=1))
    world.blind = make.panel(
        world.campaign, is_blind=True, scoring_ends_at=timezone.now() + timedelta(days=1)
    )
    world.rehearsal = make.campaign(rehearsal_of=world.campaign)
    world.seats = {
        name: make.juror(world.blind if name == "juror_blind" else world.panel, people[name])
        for name in ("juror_assigned", "juror_blind", "juror_unassigned", "juror_conflicted", "juror_other")
    }
    world.apart = make.apart(world.seats["juror_unassigned"], world.seats["juror_other"])
    for place in ("accepted", "unpermitted", "embargoed"):
        make.assignment(world.seats["juror_assigned"], entries[place])
    make.assignment(world.seats["juror_blind"], entries["accepted"])
    make.assignment(world.seats["juror_conflicted"], entries["accepted"])
    own = world.seats["juror_assigned"].assignments.get(entry=entries["accepted"])
    said = {"notes": "kanariaownnotes", "feedback": "kanariaownfeedback"}
    make.ballot(own, 3, 2, comment="kanariaowncomment", **said)
    other = make.assignment(world.seats["juror_other"], entries["accepted"])
    said = {"notes": "kanariaothernotes", "feedback": "kanariaotherfeedback"}
    make.ballot(other, 1, 2, comment="kanariaothercomment", **said)
    make.meeting_note(world.panel.round, entries["accepted"], text="kanariameetingnote")
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
    feedback.receive(text="kanariafeedbacktext", email="author@example.org", page="", language="fi")
    mail = "kanariafeedbackemail@example.org"
    feedback.receive(text="Kontrasti", email=mail, page="", language="fi", receipt=False)
    text = make.consent_text(Purpose.PUBLISH_CONTACT)
    make.give_consent(
        world.own.uuid,
        "Muu",
        text,
        by=world.people["author"],
        organisation=world.own,
        how=Consent.How.IMPORT,
        note="kanariaconsentnote",
    )
