from django.db import models
from django.utils.translation import gettext_lazy as _

from judging.models.assignment import Assignment
from judging.totals import points


class Sighting(models.Model):
    """A juror has seen the others' ballots on an entry: their own is kept as it was at that moment.

    They may still change it; whoever reads the result sees that, and from what.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="sighting")
    at = models.DateTimeField(_("saw the others"), auto_now_add=True)
    version = models.PositiveIntegerField()
    total = models.PositiveIntegerField(_("total"), null=True)
    answers = models.JSONField(_("answers"), default=dict)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")

    def __str__(self):
        return str(self.assignment)

    @property
    def points(self):
        """The total as it was, as it is shown, 0–100."""
        return points(self.total)
