"""What a block shows in the editor's list of blocks: each place says with its own label what goes there."""

from django.utils import timezone
from django.utils.text import capfirst
from wagtail import blocks

from cms.filled_blocks import FilledBlock

ADDRESS = "https://example.org/"
THREE = 3
# The first kind that a block is of tells; a list shows three of what it holds.
MADE = (
    (blocks.ChooserBlock, lambda block: block.model_class.objects.first()),
    (blocks.ChoiceBlock, lambda block: first_choice(block)),
    (blocks.URLBlock, lambda block: ADDRESS),
    (blocks.EmailBlock, lambda block: "name@example.org"),
    (blocks.IntegerBlock, lambda block: THREE),
    (blocks.DateBlock, lambda block: timezone.localdate()),
    (blocks.BooleanBlock, lambda block: True),
    (blocks.RichTextBlock, lambda block: block.to_python(f"<p>{capfirst(block.label)}</p>")),
    (blocks.ListBlock, lambda block: [sample(block.child_block)] * THREE),
    (blocks.StructBlock, lambda block: of_parts(block)),
)


def sample(block):
    """A value for a block of any kind, of words that stand on it already."""
    for kind, make in MADE:
        if isinstance(block, kind):
            return block.normalize(make(block))
    return capfirst(str(block.label))


def of_parts(block) -> dict:
    made = {name: sample(child) for name, child in block.child_blocks.items()}
    return made | (block.sample_of_its_own() if isinstance(block, PreviewedBlock) else {})


def first_choice(block) -> str:
    choices = block.field.choices
    return next((key for key, _label in choices if key), "")


class PreviewedBlock(FilledBlock):
    """A block that editors see before they choose it, with values that could be saved."""

    def get_preview_value(self):
        return sample(self)

    def sample_of_its_own(self) -> dict:
        """What stands in place of values that are made for any block of their kind."""
        return {}
