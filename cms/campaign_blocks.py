"""Blocks that show what a campaign holds at the moment: its entries, and a table of its statistics."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail_localize.segments import StringSegmentValue

from campaign.models import Campaign, Theme
from cms.samples import PreviewedBlock

NEWEST, OF_A_THEME, CHOSEN = "newest", "theme", "chosen"
WHICH = [
    (NEWEST, _("the newest")),
    (OF_A_THEME, _("the newest of a theme")),
    (CHOSEN, _("those with the reference numbers below")),
]
HOW_MANY = [("3", "3"), ("6", "6"), ("9", "9")]
TABLES = [
    ("time", _("sent in over time")),
    ("kind", _("by kind")),
    ("theme", _("by theme")),
    ("region", _("by region")),
    ("organisation_kind", _("by kind of organisation")),
    ("language", _("by language")),
    ("joint", _("alone or jointly")),
    ("state", _("by status")),
]


def campaigns() -> list[tuple[str, str]]:
    """Those that can be shown, newest first."""
    return [(one.slug, str(one)) for one in Campaign.objects.real().newest_first()]


def themes() -> list[tuple[str, str]]:
    found = Theme.objects.filter(campaign__rehearsal_of=None).select_related("campaign")
    return [(f"{one.campaign.slug}/{one.slug}", f"{one.campaign}: {one}") for one in found]


class EntriesBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    campaign = blocks.ChoiceBlock(label=_("campaign"), choices=campaigns)
    which = blocks.ChoiceBlock(label=_("which entries"), choices=WHICH, default=NEWEST)
    theme = blocks.ChoiceBlock(label=_("theme"), choices=themes, required=False)
    references = blocks.ListBlock(
        blocks.CharBlock(max_length=40), label=_("reference numbers"), default=list, required=False
    )
    most = blocks.ChoiceBlock(label=_("at most"), choices=HOW_MANY, default="3")

    class Meta:
        icon = "doc-full"
        label = _("Entries")
        description = _("Cards of public entries. What is not public any more leaves by itself.")
        template = "cms/blocks/entries.html"

    def clean(self, value):
        value = super().clean(value)
        if value["which"] == OF_A_THEME and not (value["theme"] or "").startswith(f"{value['campaign']}/"):
            self._refuse("theme", _("Choose a theme of this campaign."))
        if value["which"] == CHOSEN and not value["references"]:
            self._refuse("references", _("Give at least one reference number."))
        return value

    def get_translatable_segments(self, value):
        """For wagtail-localize: which entries are shown is the same in every language."""
        return [StringSegmentValue("heading", value["heading"])]

    def restore_translated_segments(self, value, segments):
        for segment in segments:
            value["heading"] = segment.render_text()
        return value

    def sample_of_its_own(self):
        return {"references": []}

    def _refuse(self, field: str, message):
        raise StructBlockValidationError({field: ValidationError(message)})


class StatisticsBlock(PreviewedBlock):
    campaign = blocks.ChoiceBlock(label=_("campaign"), choices=campaigns)
    table = blocks.ChoiceBlock(label=_("what is counted"), choices=TABLES, default=TABLES[2][0])

    class Meta:
        icon = "table"
        label = _("Statistics")
        description = _("Public entries counted in one way, drawn and as a table. Small groups are left out.")
        template = "cms/blocks/statistics.html"
