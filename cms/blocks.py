"""What editors build pages from. Each block has one template in cms/templates/cms/blocks/."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from cms.campaign_blocks import EntriesBlock, StatisticsBlock
from cms.reading_blocks import AccordionBlock, DownloadBlock, StepsBlock, VideoBlock
from cms.samples import PreviewedBlock
from people.languages import site_languages

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "link"]


class QuoteBlock(PreviewedBlock):
    text = blocks.TextBlock(label=_("what was said"))
    person = blocks.CharBlock(label=_("person"), max_length=120)
    title = blocks.CharBlock(label=pgettext_lazy("of a person", "title"), max_length=160, required=False)
    organisation = blocks.CharBlock(label=_("organisation"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"


class KeyFigureBlock(PreviewedBlock):
    """A figure with everything a reader needs to judge it: how exact, of which year, from where."""

    value = blocks.CharBlock(label=_("figure"), max_length=20, help_text=_("For example 50 000 or 12 %."))
    label = blocks.CharBlock(label=_("what it counts"), max_length=160)
    is_about = blocks.BooleanBlock(label=_("approximate"), required=False)
    year = blocks.IntegerBlock(label=_("year"), min_value=1000, max_value=2999, required=False)
    is_forecast = blocks.BooleanBlock(label=_("forecast"), required=False)
    source = blocks.CharBlock(label=_("source"), max_length=160)
    source_address = blocks.URLBlock(label=_("address of the source"), required=False)
    date = blocks.DateBlock(label=_("date of the source"), required=False)

    class Meta:
        icon = "order"
        label = _("Key figure")
        template = "cms/blocks/key_figure.html"

    def sample_of_its_own(self):
        return {"value": "50 000", "year": timezone.localdate().year}


class ContactBlock(PreviewedBlock):
    name = blocks.CharBlock(label=_("name"), max_length=120)
    title = blocks.CharBlock(label=pgettext_lazy("of a person", "title"), max_length=160, required=False)
    organisation = blocks.CharBlock(label=_("organisation"), max_length=160, required=False)
    phone = blocks.CharBlock(label=_("phone"), max_length=40, required=False)
    email = blocks.EmailBlock(label=_("e-mail"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact person")
        template = "cms/blocks/contact.html"


class _TargetBlock(PreviewedBlock):
    """A link with a text, to a page of this site or to an address elsewhere."""

    text = blocks.CharBlock(label=_("text"), max_length=120)
    page = blocks.PageChooserBlock(label=_("page on this site"), required=False)
    address = blocks.URLBlock(label=_("or address elsewhere"), required=False)

    def clean(self, value):
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("address")):
            error = ValidationError(_("Choose either a page or an address."))
            raise StructBlockValidationError({"page": error})
        return value

    def sample_of_its_own(self):
        return {"page": None}


class LinkBlock(_TargetBlock):
    language = blocks.ChoiceBlock(
        label=_("language, if not that of this page"), choices=site_languages, required=False
    )

    class Meta:
        icon = "link"
        label = _("Link")
        template = "cms/blocks/link.html"


class LinkListBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    links = blocks.ListBlock(LinkBlock(), label=_("links"))

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        template = "cms/blocks/link_list.html"


class PictureBlock(PreviewedBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("description of the image"),
        max_length=250,
        help_text=_("What those who cannot see the image should know."),
    )
    caption = blocks.CharBlock(label=_("caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "cms/blocks/picture.html"


class CallToActionBlock(_TargetBlock):
    lead = blocks.CharBlock(label=_("one sentence before the button"), max_length=200, required=False)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "cms/blocks/call_to_action.html"


class MilestoneBlock(PreviewedBlock):
    title = blocks.CharBlock(label=_("what"), max_length=160)
    due = blocks.DateBlock(label=_("due"))
    done = blocks.DateBlock(label=_("done"), required=False)
    note = blocks.CharBlock(label=_("note"), max_length=300, required=False)

    class Meta:
        icon = "date"
        label = _("Milestone")
        template = "cms/blocks/milestone.html"


class BodyBlock(blocks.StreamBlock):
    """The body of every page with running text."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        icon="pilcrow",
        template="cms/blocks/text.html",
        preview_value="<h2>…</h2><p>… <b>…</b></p>",
    )
    quote = QuoteBlock()
    key_figure = KeyFigureBlock()
    picture = PictureBlock()
    links = LinkListBlock()
    contact = ContactBlock()
    call_to_action = CallToActionBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    entries = EntriesBlock()
    statistics = StatisticsBlock()
    video = VideoBlock()
    download = DownloadBlock()

    class Meta:
        required = False
