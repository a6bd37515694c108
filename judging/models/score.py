from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.ballot import Ballot
from judging.models.criterion import Criterion
from judging.states import Answer


class Score(models.Model):
    """What a juror said on one criterion: a level, or why none. No row means "not answered"; only a level
    has a value."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    answer = models.CharField(_("answer"), max_length=16, choices=Answer, default=Answer.LEVEL)
    level = models.PositiveSmallIntegerField(_("level"), null=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.LEVEL, level__isnull=False)
                | (~models.Q(answer=Answer.LEVEL) & models.Q(level__isnull=True)),
                name="only_a_level_has_a_level",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.words}"

    @property
    def words(self) -> str:
        """How the answer reads."""
        return self.criterion.words(self.given)

    @property
    def given(self) -> int | str:
        """The answer as `actions.cast` takes it: a level, or what was said instead."""
        return self.level if self.answer == Answer.LEVEL else self.answer
