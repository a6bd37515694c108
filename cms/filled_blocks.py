"""Blocks whose texts are texts where nobody has written any."""

from wagtail import blocks

TEXTS = (blocks.CharBlock, blocks.TextBlock)


class FilledValue(blocks.StructValue):
    """wagtail-localize fails where a text is None: an import left it out, or it is newer than the page."""

    def __init__(self, block, *args):
        super().__init__(block, *args)
        for name, value in self.items():
            if value is None and isinstance(block.child_blocks.get(name), TEXTS):
                self[name] = ""


class FilledBlock(blocks.StructBlock):
    class Meta:
        value_class = FilledValue
