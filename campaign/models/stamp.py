from django.db import models


class Stamp(models.Model):
    """A number that grows whenever something changes that the public sees of a campaign.

    `key` is the campaign's, or `campaign.stamps.SITE` for what frames every page. The others are about
    the campaign's cards: which version of the code made them, when all of them were last compared with
    what they stand for, and up to which entry that has come this time.
    """

    key = models.BigIntegerField(primary_key=True)
    value = models.BigIntegerField(default=0)
    made_by = models.PositiveSmallIntegerField(default=0)
    compared_at = models.DateTimeField(null=True)
    compared_to = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "stamp"
        verbose_name_plural = "stamps"

    def __str__(self):
        return f"{self.key}: {self.value}"
