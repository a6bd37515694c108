import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import i18nfield.fields
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

SIGHT = [("never", "Never"), ("after_own", "After their own final ballot"), ("always", "Always")]
KINDS = [("pledge", "Pledge"), ("initiative", "Initiative")]
NO_ZERO = "It is left out of the total and is no zero."


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Rounds and everything new beside what stands; the next one fills it, the one after takes the old away."""

    dependencies = [
        ("campaign", "0006_partner_rules"),
        ("judging", "0004_recusals_are_lifted"),
        ("people", "0007_proposals"),
        ("pledges", "0006_partners_and_writers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", key()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="campaign.campaign",
                        verbose_name="campaign",
                    ),
                ),
                ("name", i18nfield.fields.I18nCharField(verbose_name="name")),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Rounds follow each other by this number.",
                        verbose_name="place",
                    ),
                ),
                (
                    "scoring_starts_at",
                    models.DateTimeField(
                        help_text="Jurors can score from this moment.", verbose_name="scoring starts"
                    ),
                ),
                (
                    "scoring_ends_at",
                    models.DateTimeField(
                        help_text="Ballots can be changed until this moment.", verbose_name="scoring ends"
                    ),
                ),
                (
                    "jurors_per_entry",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="How many jurors of a panel should score each entry.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(50),
                        ],
                        verbose_name="jurors per entry",
                    ),
                ),
                (
                    "is_calibration",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "For practice on sample entries: jurors see how far apart they are once they "
                            "have scored, and no ballot counts."
                        ),
                        verbose_name="calibration",
                    ),
                ),
                (
                    "entrance",
                    models.CharField(
                        choices=[
                            ("all", "All accepted entries"),
                            ("passed", "Those that passed the round before"),
                            ("best", "The best of the round before"),
                            ("picked", "Those that the jury office picks"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="entries",
                    ),
                ),
                (
                    "best",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text=(
                            "Only for “The best of the round before”. Whoever shares the last rank comes in "
                            "too."
                        ),
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many of the best",
                    ),
                ),
                (
                    "picked",
                    models.ManyToManyField(
                        blank=True, related_name="picked_in", to="pledges.entry", verbose_name="picked"
                    ),
                ),
                (
                    "is_blind",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "Jurors do not see who filed an entry, its partners, contact persons or images."
                        ),
                        verbose_name="blind judging",
                    ),
                ),
                (
                    "sees_ballots",
                    models.CharField(
                        choices=SIGHT,
                        default="never",
                        help_text=(
                            "Final ballots on the same entry, without the names of those who gave them."
                        ),
                        max_length=12,
                        verbose_name="jurors see the ballots of others",
                    ),
                ),
                (
                    "sees_comments",
                    models.CharField(
                        choices=SIGHT,
                        default="never",
                        help_text="Comments to the jury in final ballots on the same entry, without names.",
                        max_length=12,
                        verbose_name="jurors see the comments of others",
                    ),
                ),
                (
                    "submitter_may_edit",
                    models.BooleanField(
                        default=False,
                        help_text=(
                            "While jurors score, a submitter may take an entry back and change it. It rests "
                            "until it has been sent and screened again."
                        ),
                        verbose_name="submitters may change their entries",
                    ),
                ),
            ],
            options={
                "verbose_name": "round",
                "verbose_name_plural": "rounds",
                "ordering": ["campaign", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scoring_starts_at__lt", models.F("scoring_ends_at"))),
                        name="scoring_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entrance", "best"), _negated=True),
                            models.Q(("best__gte", 1), ("best__isnull", False)),
                            _connector="OR",
                        ),
                        name="the_best_are_a_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", key()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="judging.round",
                        verbose_name="round",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="pledges.entry",
                        verbose_name="entry",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="marked by",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="marked")),
            ],
            options={
                "verbose_name": "passage",
                "verbose_name_plural": "passages",
                "constraints": [
                    models.UniqueConstraint(fields=("round", "entry"), name="one_passage_per_round_and_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="Affirmation",
            fields=[
                ("id", key()),
                (
                    "juror",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affirmations",
                        to="judging.juror",
                        verbose_name="juror",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="affirmed")),
                ("organisations", models.JSONField(default=list, verbose_name="organisations")),
            ],
            options={"verbose_name": "affirmation", "verbose_name_plural": "affirmations"},
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", key()),
                (
                    "juror",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="judging.juror",
                        verbose_name="juror",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="people.organisation",
                        verbose_name="organisation",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "tie",
                "verbose_name_plural": "ties",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("juror", "organisation"), name="one_tie_per_juror_and_organisation"
                    )
                ],
            },
        ),
        # panels
        migrations.AlterModelOptions(
            name="panel",
            options={
                "ordering": ["pk"],
                "permissions": [
                    ("run_judging", "Can assign, decide and award"),
                    ("score_entry", "Can score assigned entries"),
                ],
                "verbose_name": "panel",
                "verbose_name_plural": "panels",
            },
        ),
        migrations.AddField(
            "panel",
            "round",
            modelcluster.fields.ParentalKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="panels",
                to="judging.round",
                verbose_name="round",
            ),
        ),
        migrations.AddField(
            "panel",
            "kind",
            models.CharField(blank=True, choices=KINDS, max_length=12, verbose_name="kind"),
        ),
        migrations.AddField(
            "panel",
            "themes",
            models.ManyToManyField(
                blank=True, related_name="panels", to="campaign.theme", verbose_name="themes"
            ),
        ),
        migrations.AddField(
            "panel", "languages", models.JSONField(blank=True, default=list, verbose_name="languages")
        ),
        # What the rounds take over may be missing, so that the way back finds room for it.
        migrations.AlterField(
            "panel",
            "campaign",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="panels",
                to="campaign.campaign",
                verbose_name="campaign",
            ),
        ),
        migrations.AlterField(
            "panel", "scoring_ends_at", models.DateTimeField(null=True, verbose_name="scoring ends")
        ),
        # criteria
        migrations.AddField(
            "criterion",
            "round",
            modelcluster.fields.ParentalKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="judging.round",
                verbose_name="round",
            ),
        ),
        migrations.AlterField(
            "criterion",
            "panel",
            modelcluster.fields.ParentalKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteria",
                to="judging.panel",
                verbose_name="panel",
            ),
        ),
        migrations.AddField(
            "criterion",
            "kind",
            models.CharField(
                blank=True,
                choices=KINDS,
                help_text="Leave empty for a criterion that both pledges and initiatives are scored on.",
                max_length=12,
                verbose_name="only for",
            ),
        ),
        # Until now nothing was required.
        migrations.AddField(
            "criterion",
            "is_required",
            models.BooleanField(
                default=False, help_text="A final ballot needs an answer.", verbose_name="required"
            ),
        ),
        migrations.AlterField(
            "criterion",
            "is_required",
            models.BooleanField(
                default=True, help_text="A final ballot needs an answer.", verbose_name="required"
            ),
        ),
        migrations.AddField(
            "criterion",
            "allows_not_applicable",
            models.BooleanField(
                default=False, help_text=NO_ZERO, verbose_name="“Not applicable” is an answer"
            ),
        ),
        migrations.AddField(
            "criterion",
            "allows_cannot_judge",
            models.BooleanField(
                default=False, help_text=NO_ZERO, verbose_name="“I cannot judge this” is an answer"
            ),
        ),
        # jurors
        migrations.AddField(
            "juror",
            "state",
            models.CharField(
                choices=[
                    ("invited", "Invited"),
                    ("accepted", "Takes part"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="invited",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            "juror",
            "invited_at",
            models.DateTimeField(
                auto_now_add=True, default=django.utils.timezone.now, verbose_name="invited"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "juror", "accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="accepted")
        ),
        migrations.AddField(
            "juror", "declined_why", models.TextField(blank=True, verbose_name="why they declined")
        ),
        migrations.AddField(
            "juror", "languages", models.JSONField(blank=True, default=list, verbose_name="languages")
        ),
        migrations.AddField(
            "juror",
            "most_entries",
            models.PositiveIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="at most this many entries",
            ),
        ),
        # ballots
        migrations.RemoveConstraint("ballot", "ballot_total_in_range"),
        migrations.AddField(
            "ballot", "millionths", models.PositiveIntegerField(null=True, verbose_name="total")
        ),
        migrations.AddField(
            "score",
            "answer",
            models.CharField(
                choices=[
                    ("level", "A level"),
                    ("not_applicable", "Not applicable"),
                    ("cannot_judge", "I cannot judge this"),
                ],
                default="level",
                max_length=16,
                verbose_name="answer",
            ),
        ),
        migrations.AlterField(
            "score", "level", models.PositiveSmallIntegerField(null=True, verbose_name="level")
        ),
    ]
