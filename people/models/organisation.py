import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from people.business_id import normalise, validate_business_id
from people.models.area import Municipality


class OrganisationQuerySet(models.QuerySet):
    def in_register(self):
        """Those that others may find by searching.

        A name that somebody merely typed into a draft is nobody else's business.
        """
        acts_for = self.model.people.through.objects.filter(organisation=OuterRef("pk"))
        return self.filter(~Q(business_id="") | Exists(acts_for))

    def matching(self, words: str):
        """Organisations with these words in their name, in any language, or with this business ID.

        Compared here, not in the database: names are stored as JSON, where "ä" is an escape, and
        SQLite knows small and capital letters of English only.
        """
        wanted = " ".join(words.casefold().split())
        rows = self.order_by().values_list("pk", "business_id", "name")
        return self.filter(
            pk__in=[
                pk
                for pk, business_id, name in rows
                if business_id == normalise(wanted) or wanted in "\n".join(every_name(name)).casefold()
            ]
        )

    def of_nobody_but(self, user):
        """Organisations that this person alone acts for."""
        others = self.model.people.through.objects.filter(organisation=OuterRef("pk")).exclude(user=user)
        return self.filter(~Exists(others), representatives__user=user)


def every_name(name) -> list[str]:
    """A name in all the languages that it has."""
    return list(name.data.values()) if isinstance(name.data, dict) else [str(name)]


def public_id(key: uuid.UUID) -> str:
    """What the public calls an organisation where it is named: for good, and leading to nothing private."""
    return hashlib.sha256(key.bytes).hexdigest()[:16]


class Organisation(models.Model):
    """Whoever promises: an association, company, municipality, authority, congregation, school or other."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association or foundation")
        COMPANY = "company", _("Company")
        MUNICIPALITY = "municipality", _("Municipality")
        AUTHORITY = "authority", _("Authority")
        RELIGIOUS_COMMUNITY = "religious_community", _("Religious community")
        EDUCATIONAL_INSTITUTION = "educational_institution", _("Educational institution")
        OTHER = "other", _("Other")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Written down, because nobody can look for a digest that is made anew for each row.
    public_id = models.CharField(max_length=16, unique=True, blank=True, editable=False)
    kind = models.CharField(_("kind of organisation"), max_length=24, choices=Kind)
    name = I18nCharField(_("name"))
    business_id = models.CharField(
        _("business ID"),
        max_length=12,
        blank=True,
        validators=[validate_business_id],
        help_text=_("Form 1234567-1. Leave empty if the organisation has none."),
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("municipality")
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.CharField(max_length=200, blank=True, editable=False)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Representative", related_name="organisations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["business_id"],
                condition=~Q(business_id=""),
                name="one_organisation_per_business_id",
                violation_error_message=_("An organisation with this business ID is already registered."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "association",
                        "company",
                        "municipality",
                        "authority",
                        "religious_community",
                        "educational_institution",
                        "other",
                    ]
                ),
                name="organisation_kind_known",
            ),
        ]

    def __str__(self):
        return str(self.name)

    def save(self, **kwargs):
        if self.business_id:
            self.business_id = normalise(self.business_id)
        self.public_id = public_id(self.uuid)
        super().save(**kwargs)

    def clean(self):
        self.business_id = normalise(self.business_id)

    def is_called(self, words: str) -> bool:
        """Whether this is exactly the organisation's name in one of its languages."""
        return words.casefold() in {name.casefold() for name in every_name(self.name)}

    @property
    def is_claimed(self) -> bool:
        """Somebody acts for it here, so nobody else may speak in its name."""
        return self.representatives.exists()
