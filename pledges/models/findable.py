from django.db import models


class Findable(models.Model):
    """What one public thing is found by. Made by `pledges.finding` alone, and gone once it is not public.

    `scope` says what `key` names: an entry of a campaign, a page in a language. `terms` are words with
    where they stand (" kaupunki:8 puisto:3 "), `forms` the text itself, folded and without its signs.
    """

    scope = models.CharField(max_length=40)
    key = models.BigIntegerField()
    terms = models.TextField()
    forms = models.TextField()

    class Meta:
        verbose_name = "findable text"
        verbose_name_plural = "findable texts"
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_findable_per_thing")]

    def __str__(self):
        return f"{self.scope} {self.key}"
