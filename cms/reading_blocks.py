"""Blocks that help reading: steps, questions that open, and what is fetched or watched elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.filled_blocks import FilledBlock
from cms.samples import PreviewedBlock

ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class StepBlock(FilledBlock):
    title = blocks.CharBlock(label=_("what to do"), max_length=120)
    text = blocks.TextBlock(label=_("how"), required=False, max_length=400)

    class Meta:
        label = _("Step")
        label_format = "{title}"


class StepsBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do in which order, with numbers.")
        template = "cms/blocks/steps.html"


class QuestionBlock(FilledBlock):
    question = blocks.CharBlock(label=_("question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("answer"), features=ANSWER_FEATURES)

    class Meta:
        label = _("Question")
        label_format = "{question}"


class AccordionBlock(PreviewedBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        description = _("Questions of which each opens its answer.")
        template = "cms/blocks/accordion.html"


class VideoBlock(PreviewedBlock):
    """A link: nothing is asked of the other site before somebody presses it."""

    title = blocks.CharBlock(label=_("title of the video"), max_length=160)
    address = blocks.URLBlock(label=_("address of the video"))
    minutes = blocks.IntegerBlock(label=_("length in minutes"), min_value=1, max_value=600, required=False)
    image = ImageChooserBlock(label=_("image"), required=False)
    has_captions = blocks.BooleanBlock(label=_("has captions"), required=False)

    class Meta:
        icon = "media"
        label = _("Video elsewhere")
        description = _("A link to a video on another site, which learns of nobody who does not press it.")
        template = "cms/blocks/video.html"


class DownloadBlock(PreviewedBlock):
    document = DocumentChooserBlock(label=_("document"))
    text = blocks.CharBlock(label=_("text of the link"), max_length=160, required=False)

    class Meta:
        icon = "download"
        label = _("File to download")
        description = _("A document with its kind and size.")
        template = "cms/blocks/download.html"
