"""Which jurors are behind: they have finished less of their entries than has passed of the time."""

from django.utils import timezone

from judging.permissions import scoring_is_open


def time_passed(this, at=None) -> float:
    """The share of a round's time for scoring that is over, 0–1."""
    at = at or timezone.now()
    whole = this.scoring_ends_at - this.scoring_starts_at
    return min(max((at - this.scoring_starts_at) / whole, 0.0), 1.0)


def with_pace(jurors, this, at=None) -> list:
    """Jurors of `progress.jurors_progress`, each told whether it `is_behind` while the round is scored."""
    passed = time_passed(this, at) if scoring_is_open(this, at) else 0.0
    jurors = list(jurors)
    for juror in jurors:
        juror.is_behind = juror.takes_part and juror.final < passed * juror.given
    return jurors
