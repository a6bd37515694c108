from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from people.models.organisation import Organisation


class Purpose(models.TextChoices):
    PUBLISH_TEXT = "publish_text", _("Publish the text")
    PUBLISH_ORGANISATION = "publish_organisation", _("Publish the organisation's name and logo")
    PUBLISH_CONTACT = "publish_contact", _("Publish the contact person")
    PUBLISH_IMAGE = "publish_image", _("Publish the image")
    QUOTE = "quote", _("Be quoted by the press")
    REUSE = "reuse", _("Reuse under the licence CC BY 4.0")


class AppendOnlyError(TypeError):
    """Raised when somebody tries to change or delete a row that is evidence."""


class EvidenceQuerySet(models.QuerySet):
    """Rows that are written once and never again."""

    def update(self, **values):
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural}: never changed, only added to.")

    def delete(self):
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural}: never deleted.")


class ConsentTextQuerySet(EvidenceQuerySet):
    def in_force(self):
        """The newest version of each purpose."""
        newer = self.model.objects.filter(purpose=OuterRef("purpose"), version__gt=OuterRef("version"))
        return self.filter(~Exists(newer)).order_by("pk")


class ConsentText(models.Model):
    """A wording that people agree to. A changed wording is a new version; old ones stay as they were."""

    purpose = models.CharField(_("purpose"), max_length=24, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"), validators=[MinValueValidator(1)])
    label = I18nCharField(_("short wording beside the box"))
    wording = I18nTextField(_("full wording"))
    created_at = models.DateTimeField(auto_now_add=True)
    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="one_consent_text_per_version"),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()} ({self.version})"

    def save(self, **kwargs):
        if self.pk:
            raise AppendOnlyError("A consent text is never changed: add a new version.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise AppendOnlyError("A consent text is never deleted: people agreed to it.")


class ConsentQuerySet(EvidenceQuerySet):
    def bulk_create(self, objs, **options):
        """Permissions only: each withdrawal is recorded by itself, because everything must hear of it."""
        objs = list(objs)
        if not all(consent.given for consent in objs):
            raise AppendOnlyError("Withdrawals are recorded one by one.")
        return super().bulk_create(objs, **options)

    def in_force(self):
        """Permissions that were given and not withdrawn since.

        Asked as what is not there: of a join that found nothing, PostgreSQL expects next to nothing, and
        then reads the whole ledger first.
        """
        withdrawn = self.model.objects.filter(withdraws=OuterRef("pk"))
        return self.filter(~Exists(withdrawn), given=True)

    def about(self, subject):
        return self.filter(subject=subject)

    def given_for(self, purpose) -> set:
        """The subjects that these permit one purpose for."""
        return set(self.filter(text__purpose=purpose).values_list("subject", flat=True))

    def by_purpose(self) -> dict:
        """The newest of them for each purpose."""
        return {consent.text.purpose: consent for consent in self.select_related("text").order_by("pk")}


class Consent(models.Model):
    """One event in the ledger of permissions: given, or withdrawn (then it names what it withdraws).

    `subject` is the uuid of what the permission is about; `wording` is what the person saw, in the
    language they saw it.
    """

    class How(models.TextChoices):
        FORM = "form", _("form")
        LINK = "link", _("link in a letter")
        IMPORT = "import", _("import")

    text = models.ForeignKey(ConsentText, models.PROTECT, verbose_name=_("consent text"))
    subject = models.UUIDField(_("subject"))
    subject_label = models.CharField(_("about"), max_length=200)
    given = models.BooleanField(_("given"))
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="withdrawal", verbose_name=_("withdraws")
    )
    language = models.CharField(_("language"), max_length=12)
    wording = models.TextField(_("wording shown"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="consents", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="consents", verbose_name=_("organisation")
    )
    how = models.CharField(_("how"), max_length=8, choices=How)
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "given"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(given=True, withdraws__isnull=True) | Q(given=False, withdraws__isnull=False),
                name="only_a_withdrawal_withdraws",
            ),
        ]

    def __str__(self):
        return f"{self.text}: {self.subject_label}"

    def save(self, **kwargs):
        if self.pk:
            raise AppendOnlyError("Consents are evidence and never changed.")
        super().save(**kwargs)

    def delete(self, **kwargs):
        raise AppendOnlyError("Consents are evidence and never deleted.")
