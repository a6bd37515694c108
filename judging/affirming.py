"""Affirming conflicts of interest: which organisations a juror is asked about, and what becomes of it."""

import hashlib
import json

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import FilteredRelation, Q, TextField, Value
from django.db.models.functions import Cast
from wagtail.log_actions import log

from judging import recusals
from judging.models import Affirmation, Panel, Tie
from judging.permissions import given_to
from judging.standings import panel_entries
from people.models import Organisation, User
from people.prepared import prepared
from pledges.models import Entry, Partner
from pledges.states import TAKING_PART


def organisations_of(juror) -> list[Organisation]:
    """The organisations that take part in the entries of a juror's panel, in the order of the alphabet.

    Those of all its entries, whoever judges them: the list shall not tell which entry is whose. Who was
    only invited is not named. Entries that the juror is involved in are left out: they are closed to them
    anyway, and the list shall not tell whether these have come so far.
    """
    entries = Entry.objects.filter(
        Q(pk__in=panel_entries(juror.panel, viewer=juror.user).values("pk"))
        | Q(pk__in=given_to(juror.user).filter(juror=juror).values("entry"))
    ).values("pk")
    partners = Partner.objects.taking_part().filter(entry__in=entries)
    found = Organisation.objects.filter(
        Q(pk__in=Entry.objects.filter(pk__in=entries).values("organisation"))
        | Q(pk__in=partners.values("organisation"))
    )
    return sorted(found, key=lambda organisation: (str(organisation).casefold(), organisation.pk))


def digest(organisations) -> str:
    """The fingerprint of a list: nobody affirms what has come into it since they looked."""
    return hashlib.sha256(repr([one.pk for one in organisations]).encode()).hexdigest()


def awaiting(user) -> set[int]:
    """A person's seats, by key, with entries of an organisation that they have not been asked about yet.

    One query, however many they are.
    """
    asked, met = {}, {}
    for juror, listed, *organisations in _asked_and_met.rows(user.pk):
        if listed:
            asked.setdefault(juror, set()).update(json.loads(listed))
        else:
            met.setdefault(juror, set()).update(int(one) for one in organisations if one)
    return {juror for juror, organisations in met.items() if organisations - asked.get(juror, set())}


@prepared
def _asked_and_met(person: int):
    """Rows of (seat, a list that was affirmed, as JSON), or of (seat, None, who filed one of its entries, who
    takes part in that or None).
    """
    listed = Affirmation.objects.filter(juror__user=person)
    # Joined, not asked for in a second question: to find what somebody was given is most of the work.
    takes_part = FilteredRelation("entry__partners", condition=Q(entry__partners__state__in=TAKING_PART))
    given = given_to(User(pk=person)).annotate(partner=takes_part)
    return _as_texts(given, None, "entry__organisation", "partner__organisation").union(
        _as_texts(listed, "organisations", None, None)
    )


def _as_texts(rows, *names):
    """(juror, the named columns as text; None is an empty one): a union needs halves of one shape."""
    columns = {f"text_{place}": Cast(name or Value(None), TextField()) for place, name in enumerate(names)}
    return rows.annotate(**columns).order_by().values_list("juror", *columns)


@transaction.atomic
def affirm(juror, listed, involved, reason: str, *, by) -> Affirmation:
    """Keep that a juror has looked through `listed` organisations, and name those they are involved with.

    They get no entry of these any more, and those that they have are taken from them like any conflict
    that a juror declares. Raises PermissionDenied for anybody but the juror, and ValueError when a
    reason is missing.
    """
    if by is not None and (by != juror.user or not juror.takes_part):
        raise PermissionDenied
    named = [organisation for organisation in involved if organisation in listed]
    if named and not reason.strip():
        raise ValueError("A conflict of interest needs a reason")
    Panel.objects.select_for_update().get(pk=juror.panel_id)
    for organisation in named:
        Tie.objects.get_or_create(juror=juror, organisation=organisation, defaults={"reason": reason})
    # Not those in which they were only asked to take part: a writer could void a ballot with that.
    joined = Partner.objects.taking_part().filter(organisation__in=named).values("entry")
    touched = Q(organisation__in=named) | Q(pk__in=joined)
    for entry in Entry.objects.filter(touched, assignments__juror=juror).distinct():
        recusals.recuse(juror, entry, reason, by=juror.user)
    made = Affirmation.objects.create(juror=juror, organisations=[one.pk for one in listed])
    log(instance=made, action="judging.affirmation.affirm", user=by, data={"named": len(named)})
    return made
