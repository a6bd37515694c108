from django.db import models
from django.utils.translation import gettext_lazy as _

from campaign.models import Question
from pledges.models.entry import Entry
from pledges.querysets import AnswerQuerySet


class Answer(models.Model):
    """What an entry answers to one question of its campaign, as `pledges.answers` reads it."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(_("answer"), blank=True)
    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__order", "question_id"]
        constraints = [models.UniqueConstraint(fields=["entry", "question"], name="one_answer_per_question")]

    def __str__(self):
        return f"{self.question}: {self.text[:60]}"
