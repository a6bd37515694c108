from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.languages import site_languages
from pledges.models.entry import Entry
from pledges.origins import TextState
from pledges.querysets import TranslationQuerySet


class Translation(models.Model):
    """The public text of an entry in one language besides its own.

    `made_from` is the fingerprint of the original that it was made from: where that differs from the
    original as it stands, the translation is behind it. A translation that lacks a part is kept, but
    nobody reads it.
    """

    ORIGINS = [(state.value, state.label) for state in (TextState.HUMAN, TextState.MACHINE)]

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="translations", verbose_name=_("entry"))
    language = models.CharField(_("language"), max_length=12, choices=site_languages)
    title = models.CharField(_("title"), max_length=120, blank=True)
    summary = models.CharField(_("summary"), max_length=400, blank=True)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    plain_summary = models.CharField(_("summary in plain language"), max_length=600, blank=True)
    origin = models.CharField(_("made by"), max_length=8, choices=ORIGINS, default=TextState.HUMAN)
    made_from = models.CharField(max_length=64, editable=False)
    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "language"], name="one_translation_per_language"),
            models.CheckConstraint(
                condition=Q(origin__in=[TextState.HUMAN, TextState.MACHINE]), name="translation_origin_known"
            ),
        ]

    def __str__(self):
        return f"{self.entry} ({self.language})"

    @property
    def is_complete(self) -> bool:
        return all((self.title, self.summary, self.description))

    @property
    def is_behind(self) -> bool:
        """The original has changed since. Needs the entry."""
        return self.made_from != self.entry.text_fingerprint
