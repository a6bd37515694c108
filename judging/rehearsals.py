"""Verbs of rehearsing: a copy of a campaign's rounds with invented entries and jurors, and its end."""

from datetime import timedelta
from itertools import count, cycle
from random import Random

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from campaign.actions import copy_contents
from campaign.models import Campaign, Stamp
from judging import actions, affirming, invented, passing, seats
from judging.copying import copy_round
from judging.models import (
    Affirmation,
    Assignment,
    Award,
    Ballot,
    Criterion,
    Decision,
    Juror,
    MeetingNote,
    Panel,
    Recusal,
    Round,
    Score,
    Tie,
)
from judging.permissions import demand_office
from judging.standings import panel_entries
from judging.states import Answer
from people.models import Letter, Organisation, User
from people.outbox import INVENTED_DOMAIN
from people.privacy import forget
from pledges.models import Entry

MOST_ENTRIES = 60
SAMPLES = 2


class NotToRehearse(Exception):  # noqa: N818
    """The campaign has no round to rehearse, or is a rehearsal itself."""


@transaction.atomic
def rehearse(source: Campaign, number: int, *, by) -> Campaign:
    """Make a rehearsal of a campaign's rounds with `number` invented entries; return its campaign.

    Whoever starts it is invited to every panel beside the invented jurors, some of whom have scored.
    """
    demand_office(by, campaign=source)
    if source.is_rehearsal or not source.rounds.exists() or not 2 <= number <= MOST_ENTRIES:
        raise NotToRehearse
    made = copy_contents(source, _campaign(source), by=None)
    entries = invented.entries(made, number)
    chance = Random(made.pk)  # noqa: S311 - the same copy is always filled alike
    people = count(1)
    first = True
    for old in source.rounds.order_by("order", "pk"):
        this = _open(copy_round(old, made, by=None))
        if this.is_calibration:
            passing.pick(this, [entry.pk for entry in entries[:SAMPLES]], [], by=None)
        fills = this.is_calibration or first
        first = first and this.is_calibration
        for panel in this.panels.order_by("pk"):
            _fill(panel, people, chance, fills=fills)
            if by is not None:
                seats.invite(panel, by.email, by=by)
    log(instance=source, action="judging.campaign.rehearse", user=by, data={"rehearsal": made.slug})
    return made


def _campaign(source: Campaign) -> Campaign:
    """A campaign like the source whose call has closed and whose results may be released at once."""
    number = next(n for n in count(1) if not Campaign.objects.filter(slug=_slug(source, n)).exists())
    now = timezone.now()
    fields = {
        field.name: getattr(source, field.name)
        for field in Campaign._meta.concrete_fields
        if field.editable and not field.primary_key
    }
    fields |= {
        "slug": _slug(source, number),
        "title": invented.in_every_language(
            lambda: _("Rehearsal %(number)d: %(campaign)s") % {"number": number, "campaign": source.title}
        ),
        "reference_prefix": f"REHEARSAL-{source.pk}-{number}",
        "opens_at": now - timedelta(days=30),
        "closes_at": now - timedelta(days=1),
        "announces_at": now,
        "publishes_at": now + timedelta(days=3650),
        "erases_at": now + timedelta(days=365),
        "partners_freeze_at": None,
        "rehearsal_of": source,
    }
    return Campaign.objects.create(**fields)


def _slug(source: Campaign, number: int) -> str:
    return f"{source.slug[:40]}-rehearsal-{number}"


def _open(this: Round) -> Round:
    """Every round of a rehearsal is scored now."""
    now = timezone.now()
    this.scoring_starts_at, this.scoring_ends_at = now - timedelta(hours=1), now + timedelta(days=14)
    this.save()
    return this


def _fill(panel: Panel, people, chance: Random, *, fills: bool) -> None:
    """Seat invented jurors; in the first round give them the entries, and let most of them score."""
    seated = []
    for _place in range(min(8, panel.round.jurors_per_entry + 2)):
        person = invented.person(panel.campaign, next(people))
        juror = seats.accept(seats.invite(panel, person.email, by=None), languages=[person.language], by=None)
        seated.append(juror)
    if not fills:
        return
    turn = cycle(seated)
    entries = panel_entries(panel).order_by("pk")
    given = [
        actions.assign(next(turn), entry, by=None)
        for entry in entries
        for _juror in range(min(panel.round.jurors_per_entry, len(seated)))
    ]
    for juror in seated:
        affirming.affirm(juror, affirming.organisations_of(juror), [], "", by=None)
    for assignment in given:
        if chance.random() < 0.7:
            _score(assignment, chance)


def _score(assignment: Assignment, chance: Random) -> None:
    answers: dict[Criterion, int | Answer] = {}
    for criterion in actions.criteria_for(assignment).values():
        others = criterion.other_answers()
        if others and chance.random() < 0.1:
            answers[criterion] = chance.choice(others)
        else:
            answers[criterion] = chance.randint(0, criterion.top)
    comment = _("An invented comment.") if chance.random() < 0.3 else ""
    actions.cast(assignment, answers, comment=comment, final=chance.random() < 0.8, version=0, by=None)


@transaction.atomic
def discard(rehearsal: Campaign, *, by) -> None:
    """Throw a rehearsal away with everything in it: entries, ballots, letters, invented people, their log."""
    demand_office(by, campaign=rehearsal)
    if not rehearsal.is_rehearsal:
        raise NotToRehearse
    _hold(rehearsal)
    source, slug = rehearsal.rehearsal_of, rehearsal.slug
    entries = Entry.objects.in_campaign(rehearsal)
    seats_in_it = Juror.objects.filter(panel__round__campaign=rehearsal)
    people = User.objects.filter(jurorships__in=seats_in_it, email__endswith=f"@{INVENTED_DOMAIN}")
    people = list(people.distinct())
    # Real people whose role came with a seat in it, and who sit nowhere else.
    guests = list(User.objects.filter(jurorships__in=seats_in_it.filter(brought_role=True)).distinct())
    guests = [person for person in guests if person not in people]
    filed_by = list(Organisation.objects.filter(entries__in=entries).distinct())
    about = [
        Score.objects.filter(criterion__round__campaign=rehearsal),
        Ballot.objects.filter(assignment__entry__in=entries),
        Award.objects.filter(entry__in=entries),
        Decision.objects.filter(entry__in=entries),
        MeetingNote.objects.filter(entry__in=entries),
        Recusal.objects.filter(entry__in=entries),
        Affirmation.objects.filter(juror__in=seats_in_it),
        Tie.objects.filter(juror__in=seats_in_it),
        Assignment.objects.filter(entry__in=entries),
        seats_in_it,
        Panel.objects.filter(round__campaign=rehearsal),
        Round.objects.filter(campaign=rehearsal),
        entries,
        Campaign.objects.filter(pk=rehearsal.pk),
        Stamp.objects.filter(key=rehearsal.pk),
    ]
    for things in about:
        _delete(things)
    for organisation in filed_by:
        if not (
            organisation.entries.exists() or organisation.partnerships.exists() or organisation.is_claimed
        ):
            organisation.delete()
    for person in people:
        _remove(person)
    for person in guests:
        if not person.jurorships.exists():
            person.groups.remove(Group.objects.get(name="Juror"))
    Letter.objects.filter(captured_for=slug).delete()
    log(instance=source, action="judging.campaign.end_rehearsal", user=by, data={"rehearsal": slug})


def _hold(rehearsal: Campaign) -> None:
    """Wait until nobody gives entries in it, scores or decides: what came meanwhile would hang on it."""
    for rows in (
        Panel.objects.in_campaign(rehearsal),
        Assignment.objects.filter(entry__campaign=rehearsal),
    ):
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def _delete(things) -> None:
    """Delete rows with what the log says of them."""
    kind = ContentType.objects.get_for_model(things.model)
    keys = [str(pk) for pk in things.values_list("pk", flat=True)]
    for start in range(0, len(keys), 500):
        ModelLogEntry.objects.filter(content_type=kind, object_id__in=keys[start : start + 500]).delete()
    things.delete()


def _remove(person: User) -> None:
    """Somebody invented has done nothing by themselves; if the log names them all the same, the row stays."""
    Letter.objects.filter(to=person.email).delete()
    if ModelLogEntry.objects.filter(user_id=person.pk).exists():
        forget(person, by=None)
    else:
        person.delete()
