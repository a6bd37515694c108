"""Who must not judge what, and why: the whole jury against many entries at once."""

from judging.models import Recusal
from judging.states import Conflict
from people.models import Representative


def conflicts(jurors, entries) -> dict[tuple[int, int], Conflict]:
    """Every (juror, entry) pair that must not be, with its reason. Three queries.

    Agrees with `permissions.is_involved` and the recusals; `entries` come with their partners.
    """
    jurors, entries = list(jurors), list(entries)
    found = {}
    acts_for: dict[int, set[int]] = {}
    seats = Representative.objects.filter(user__in=[juror.user_id for juror in jurors])
    for user, organisation in seats.values_list("user_id", "organisation_id"):
        acts_for.setdefault(user, set()).add(organisation)
    recused = set(
        Recusal.objects.filter(juror__in=jurors, entry__in=entries).values_list("juror_id", "entry_id")
    )
    for juror in jurors:
        own = acts_for.get(juror.user_id, set())
        for entry in entries:
            reason = _involvement(juror.user, own, entry)
            if reason is None and (juror.pk, entry.pk) in recused:
                reason = Conflict.RECUSED
            if reason is not None:
                found[juror.pk, entry.pk] = reason
    return found


def _involvement(user, organisations: set[int], entry) -> Conflict | None:
    if entry.organisation_id in organisations:
        return Conflict.SUBMITTER
    if entry.created_by_id == user.pk or entry.contact_email.lower() == user.email:
        return Conflict.AUTHOR
    for partner in entry.partners.all():
        if partner.organisation_id in organisations or partner.email.lower() == user.email:
            return Conflict.PARTNER
    return None
