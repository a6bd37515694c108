from django.db import models
from i18nfield.fields import I18nCharField

from campaign.models import Campaign
from pledges.models.entry import Entry


class Card(models.Model):
    """What the gallery needs of one public entry, in one plain row. Made by `pledges.projection` alone.

    There is a row with `is_shown` for exactly the entries of `Entry.objects.permitted()`. An entry that
    is public no longer leaves an empty row, so that whoever keeps a copy learns of its going: `stamp` is
    the campaign's stamp at the last change.

    `facets` are the values that a visitor can choose by, as words between spaces ("kind:pledge
    theme:12"); `organisation` is its name, where that may be published.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="card")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="cards")
    stamp = models.BigIntegerField()
    is_shown = models.BooleanField()
    facets = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True)
    partners = models.PositiveIntegerField(default=0)
    has_image = models.BooleanField(default=False)
    organisation = I18nCharField(blank=True)

    class Meta:
        verbose_name = "card"
        verbose_name_plural = "cards"
        indexes = [
            models.Index(fields=["campaign", "stamp"]),
            *(
                models.Index(
                    fields=[*within, "-submitted_at", "-entry"], name=name, condition=models.Q(is_shown=True)
                )
                for name, within in (("newest_cards", []), ("newest_cards_of_campaign", ["campaign"]))
            ),
        ]

    def __str__(self):
        return f"card of entry {self.entry_id}"
