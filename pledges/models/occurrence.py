from django.db import models


class Occurrence(models.Model):
    """In which things of a block of keys a word occurs, and where in them (see `pledges.finding.places`).

    Words are bytes, so that both databases compare them alike; `backwards` are their letters from the end.
    """

    term = models.BinaryField(max_length=200)
    backwards = models.BinaryField(max_length=200)
    scope = models.CharField(max_length=40)
    block = models.IntegerField()
    places = models.BinaryField()

    class Meta:
        verbose_name = "occurrence"
        verbose_name_plural = "occurrences"
        constraints = [
            models.UniqueConstraint(fields=["term", "scope", "block"], name="one_occurrence_per_block")
        ]
        indexes = [models.Index(fields=["backwards"])]

    def __str__(self):
        return f"{bytes(self.term).decode()} in {self.scope} {self.block}"
