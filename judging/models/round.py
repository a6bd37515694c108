from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField
from modelcluster.models import ClusterableModel

from campaign.models import Campaign
from judging.querysets import RoundQuerySet
from judging.states import Entrance, Sight, Weight
from pledges.models import Entry


class Round(ClusterableModel):
    """One pass of a campaign's jury over entries: its criteria, panels, moments, and rights as data.

    Rounds follow each other by `order`. A calibration round is judged on sample entries for practice:
    nothing given in it counts anywhere, and it is nobody's round before.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rounds", verbose_name=_("campaign"))
    name = I18nCharField(_("name"))
    order = models.PositiveSmallIntegerField(
        _("place"), default=1, help_text=_("Rounds follow each other by this number.")
    )
    scoring_starts_at = models.DateTimeField(
        _("scoring starts"), help_text=_("Jurors can score from this moment.")
    )
    scoring_ends_at = models.DateTimeField(
        _("scoring ends"), help_text=_("Ballots can be changed until this moment.")
    )
    jurors_per_entry = models.PositiveSmallIntegerField(
        _("jurors per entry"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("How many jurors of a panel should score each entry."),
    )
    is_calibration = models.BooleanField(
        _("calibration"),
        default=False,
        help_text=_(
            "For practice on sample entries: jurors see how far apart they are once they have scored, and no "
            "ballot counts."
        ),
    )

    # which entries come in
    entrance = models.CharField(_("entries"), max_length=8, choices=Entrance, default=Entrance.ALL)
    best = models.PositiveIntegerField(
        _("how many of the best"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Only for “The best of the round before”. Whoever shares the last rank comes in too."),
    )
    picked = models.ManyToManyField(Entry, blank=True, related_name="picked_in", verbose_name=_("picked"))

    # rights as data
    is_blind = models.BooleanField(
        _("blind judging"),
        default=False,
        help_text=_("Jurors do not see who filed an entry, its partners, contact persons or images."),
    )
    sees_ballots = models.CharField(
        _("jurors see the ballots of others"),
        max_length=12,
        choices=Sight,
        default=Sight.NEVER,
        help_text=_("Final ballots on the same entry, without the names of those who gave them."),
    )
    sees_comments = models.CharField(
        _("jurors see the comments of others"),
        max_length=12,
        choices=Sight,
        default=Sight.NEVER,
        help_text=_("Comments to the jury in final ballots on the same entry, without names."),
    )
    submitter_may_edit = models.BooleanField(
        _("submitters may change their entries"),
        default=False,
        help_text=_(
            "While jurors score, a submitter may take an entry back and change it. It rests until it has "
            "been sent and screened again."
        ),
    )
    joint_filing = models.CharField(
        _("organisations that filed together before"),
        max_length=8,
        choices=Weight,
        default=Weight.BLOCKS,
        help_text=_(
            "What it means when a juror acts for an organisation that has been in another entry together "
            "with one that takes part in this entry – in this or in any other campaign."
        ),
    )
    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["campaign", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scoring_starts_at__lt=models.F("scoring_ends_at")),
                name="scoring_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~models.Q(entrance=Entrance.BEST) | models.Q(best__gte=1, best__isnull=False),
                name="the_best_are_a_number",
            ),
        ]

    def __str__(self):
        return str(self.name)

    def clean(self):
        errors = {}
        starts, ends = self.scoring_starts_at, self.scoring_ends_at
        if starts and ends and starts >= ends:
            errors["scoring_ends_at"] = _("Scoring must end after it starts.")
        if self.entrance == Entrance.BEST and not self.best:
            errors["best"] = _("Say how many of the best come into this round.")
        if errors:
            raise ValidationError(errors)

    @property
    def takes_picked(self) -> bool:
        """Its entries are picked by hand: always so for practice."""
        return self.is_calibration or self.entrance == Entrance.PICKED

    def before(self) -> "Round | None":
        """The round before this one; calibration is none."""
        return Round.objects.before(self).last()
