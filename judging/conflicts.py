"""Who must not judge what, or had better not, and why: the whole jury against many entries at once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from judging.joint_filing import JointFiling, joint_filings
from judging.models import Juror, Recusal, Tie
from judging.states import Conflict, Weight
from people.models import Representative


@dataclass(frozen=True)
class Finding:
    """What speaks against a juror's judging an entry. It blocks, or warns the jury office."""

    conflict: Conflict
    blocks: bool = True
    joint: JointFiling | None = None

    @property
    def label(self) -> str:
        return str(self.joint or self.conflict.label)


def findings(jurors, entries, *, viewer) -> dict[tuple[int, int], Finding]:
    """Every (juror, entry) pair that something speaks against, with the weightiest reason. Five queries.

    Reasons name no campaign that is out of the viewer's reach (None: the system, which tells nobody).

    Agrees with `querysets.involving`, the ties, the recusals and `joint_filing.keys_close_to`; `entries`
    come with their partners and writers.
    """
    jurors, entries = list(jurors), list(entries)
    jury, found = _Jury(jurors, viewer), {}
    recused = Recusal.objects.standing().filter(juror__in=jurors, entry__in=entries)
    recused = set(recused.values_list("juror_id", "entry_id"))
    for entry in entries:
        weaker = {}
        for juror, finding in jury.against(entry):
            (found if finding.blocks else weaker).setdefault((juror, entry.pk), finding)
        for pair, finding in weaker.items():
            if pair not in recused:
                found.setdefault(pair, finding)
    for pair in recused:
        found.setdefault(pair, Finding(Conflict.RECUSED))
    return found


class _Jury:
    """Jurors by what may involve them: the person, the address, the organisations."""

    def __init__(self, jurors, viewer):
        self.of_user, self.of_address = defaultdict(list), defaultdict(list)
        self.acting_for, self.tied_to = defaultdict(list), defaultdict(list)
        for juror in jurors:
            self.of_user[juror.user_id].append(juror.pk)
            self.of_address[juror.user.email].append(juror.pk)
        acting = Representative.objects.filter(user__in=list(self.of_user)).order_by("pk")
        for user, organisation in acting.values_list("user_id", "organisation_id"):
            self.acting_for[organisation] += self.of_user[user]
        ties = Tie.objects.filter(juror__in=jurors).order_by("pk")
        for juror, organisation in ties.values_list("juror_id", "organisation_id"):
            self.tied_to[organisation].append(juror)
        self.joint = joint_filings(list(self.acting_for), viewer=viewer)
        strict = Juror.objects.filter(
            pk__in=[juror.pk for juror in jurors], panel__round__joint_filing=Weight.BLOCKS
        )
        self.strict = set(strict.values_list("pk", flat=True))

    def against(self, entry) -> Iterator[tuple[int, Finding]]:
        """What speaks against jurors of an entry, each one's weightiest reason first."""
        for reason, blocks, jurors in self._reasons(entry):
            for juror in jurors or ():
                yield juror, Finding(reason, blocks)
        for other in self._taking_part(entry):
            for own, filing in self.joint.get(other, {}).items():
                for juror in self.acting_for[own]:
                    yield juror, Finding(Conflict.JOINT, juror in self.strict, filing)

    def _reasons(self, entry) -> list[tuple]:
        """(reason, whether it blocks, whom it is about): first what people did, then what others did."""
        partners, taking_part = entry.partners.all(), self._taking_part(entry)
        return [
            (Conflict.SUBMITTER, True, self.acting_for.get(entry.organisation_id)),
            (Conflict.AUTHOR, True, self.of_user.get(entry.created_by_id)),
            *((Conflict.PARTNER, True, self.acting_for.get(pk)) for pk in taking_part[1:]),
            *((Conflict.DECLARED, True, self.tied_to.get(pk)) for pk in taking_part),
            (Conflict.NAMED, False, self.of_address.get(entry.contact_email.lower())),
            *((Conflict.NAMED, False, self.of_address.get(one.email.lower())) for one in partners),
            *((Conflict.NAMED, False, self.acting_for.get(one.organisation_id)) for one in partners),
            *((Conflict.NAMED, False, self.of_address.get(one.email)) for one in entry.writers.all()),
            *((Conflict.NAMED, False, self.tied_to.get(one.organisation_id)) for one in partners),
        ]

    @staticmethod
    def _taking_part(entry) -> list[int]:
        """The organisation that filed it, then the partners that take part."""
        return [
            entry.organisation_id,
            *(one.organisation_id for one in entry.partners.all() if one.takes_part),
        ]
