from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.models.settings import SiteSettings

TEXTS = ("not_yet", "too_much", "outside")


@dataclass(frozen=True)
class Said:
    """A text in the reader's language, or else in one that has it."""

    text: str
    language: str


@register_setting(icon="view")
class AccessibilityStatement(BaseSiteSetting):
    """What only people can say of the site's accessibility; the page says the rest, in every language.

    Nothing of this is taken for granted: what nobody has filled in is not claimed, and is named as missing.
    """

    class Conformance(models.TextChoices):
        FULL = "full", _("It meets all requirements")
        PARTIAL = "partial", _("It meets the requirements in part")
        NONE = "none", _("It does not meet the requirements")

    class Assessment(models.TextChoices):
        OWN = "own", pgettext_lazy("who assessed the site", "We ourselves")
        EXPERT = "expert", pgettext_lazy("who assessed the site", "An outside expert")

    organisation = I18nCharField(_("who answers for the site"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    conformance = models.CharField(
        _("how far the site meets the requirements"), max_length=7, choices=Conformance, blank=True
    )
    not_yet = I18nTextField(
        _("what does not meet the requirements yet"),
        blank=True,
        help_text=_("What, whom it hinders, and when it will be mended. An empty line begins a new point."),
    )
    too_much = I18nTextField(
        _("what would be a disproportionate burden"),
        blank=True,
        help_text=_("What, why, and how people get it otherwise."),
    )
    outside = I18nTextField(
        _("what the law does not ask for"), blank=True, help_text=_("For example older files.")
    )
    assessed_by = models.CharField(_("who assessed the site"), max_length=6, choices=Assessment, blank=True)
    method = I18nTextField(
        _("how it was assessed"), blank=True, help_text=_("Which pages, with which aids and programs.")
    )
    assessed_on = models.DateField(_("when it was assessed"), null=True, blank=True)
    prepared_on = models.DateField(_("when this statement was last looked through"), null=True, blank=True)
    authority = I18nTextField(
        _("supervising authority"),
        blank=True,
        help_text=_("Left empty, it is the Finnish Transport and Communications Agency Traficom."),
    )

    panels = [
        HelpPanel(template="cms/admin/statement_missing.html"),
        MultiFieldPanel([FieldPanel("organisation"), FieldPanel("phone")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("conformance", *TEXTS)], heading=_("State of accessibility")
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("assessed_by", "method", "assessed_on", "prepared_on")],
            heading=_("Assessment"),
        ),
        FieldPanel("authority"),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    @classmethod
    def of(cls, site) -> "AccessibilityStatement":
        """As it stands, or an empty one: nothing is written because somebody reads."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    @property
    def missing(self) -> list[str]:
        """What the law asks for and nobody has filled in, by its label."""
        facts = ("conformance", "assessed_by", "assessed_on", "prepared_on")
        lacking = [self._label("organisation")] if "organisation" not in self.said else []
        if (
            not self.phone
            and not SiteSettings.objects.filter(site=self.site, feedback_address__gt="").exists()
        ):
            lacking.append(str(SiteSettings._meta.get_field("feedback_address").verbose_name))
        lacking += [self._label(name) for name in facts if not getattr(self, name)]
        if self.conformance in ("partial", "none") and not self.said.keys() & set(TEXTS):
            lacking.append(self._label("not_yet"))
        return lacking + [
            gettext("%(what)s – in %(language)s") % {"what": self._label(name), "language": language}
            for name in ("organisation", *TEXTS, "method")
            for language in self._untranslated(getattr(self, name))
        ]

    @property
    def said(self) -> dict[str, Said]:
        """All texts that there are, by their names."""
        names = ("organisation", *TEXTS, "method", "authority")
        return {name: Said(*found) for name in names if (found := _in_one_language(getattr(self, name)))}

    def _label(self, name: str) -> str:
        return str(self._meta.get_field(name).verbose_name)

    @staticmethod
    def _untranslated(text) -> list[str]:
        """The names of the languages that lack a text which others have."""
        said = _by_language(text)
        return [name for code, name in settings.LANGUAGES if said and code not in said]


def _by_language(text) -> dict[str, str]:
    data = getattr(text, "data", text) or ""
    texts = data if isinstance(data, dict) else {settings.LANGUAGE_CODE: data}
    return {code: words for code, words in texts.items() if words}


def _in_one_language(text) -> tuple[str, str] | None:
    said = _by_language(text)
    wanted = (get_language(), *dict(settings.LANGUAGES), *said)
    return next(((said[code], code) for code in wanted if code in said), None)
