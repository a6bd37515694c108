"""What the jury office must know before it trusts an adjusted ranking, in words."""

from django.utils.translation import gettext as _

from judging.adjusting.assessment import Caution
from judging.assessed import Assessed
from pledges.models import Entry

FEW_JURORS = 3


def cautions_of(found: Assessed) -> list[str]:
    """Sentences, the weightiest first; none if all is well."""
    if not found.entries:
        return []
    if found.is_too_small:
        return [
            _(
                "There are too few ballots to adjust anything: strictness can be told from merit only where"
                " at least two jurors have scored at least three entries. Only the means are shown."
            )
        ]
    said = [_parts(found)] if Caution.IN_PARTS in found.cautions else []
    if Caution.ONE_BALLOT_EACH in found.cautions:
        said.append(
            _(
                "No entry has two ballots: chance cannot be told from merit, so the ranges rest on"
                " assumptions."
            )
        )
    if len(found.jurors) <= FEW_JURORS:
        said.append(
            _(
                "All ballots come from two or three jurors, so the ranges are wide, and rightly: so few"
                " people say little about how others would have scored."
            )
        )
    return said


def _parts(found: Assessed) -> str:
    parts = found.parts
    names = dict(Entry.objects.filter(pk__in=parts[:2]).values_list("pk", "reference"))
    return _(
        "The ballots fall into %(number)d parts that share no juror, not even by way of other entries:"
        " %(one)s and %(other)s, for example, stand in different ones. Nobody has compared them. The adjusted"
        " ranking supposes that all parts have jurors and entries of the same kind."
    ) % {"number": len(parts), "one": names[parts[0]], "other": names[parts[1]]}
