from django.db import models

from pledges.models.card import Card
from pledges.origins import TextState


class CardText(models.Model):
    """The words of a card in one language: the entry's own, or that of a whole translation.

    `sort_key` puts titles into their order (see `pledges.collation`), compared as plain bytes.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=400)
    text_state = models.CharField(max_length=8, choices=TextState)
    is_behind = models.BooleanField(default=False)
    sort_key = models.BinaryField()

    class Meta:
        verbose_name = "text of a card"
        verbose_name_plural = "texts of cards"
        constraints = [
            models.UniqueConstraint(fields=["card", "language"], name="one_card_text_per_language")
        ]

    def __str__(self):
        return f"{self.card} in {self.language}"
