"""What the style sheets of the pages leave out of the design system is named nowhere."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

APPS = ("campaign", "cms", "judging", "people", "pledges")
DESIGN_SYSTEM = Path(finders.find("vendor/lupaus/designsystemet.css"))


def ours(*kinds: str) -> str:
    files = (file for app in APPS for kind in kinds for file in (settings.BASE_DIR / app).rglob(f"*.{kind}"))
    return "\n".join(file.read_text() for file in files)


def test_whatever_value_a_style_asks_for_is_there():
    styles = DESIGN_SYSTEM.read_text() + ours("css", "html", "py", "js")
    asked = set(re.findall(r"var\((--ds-[a-z0-9-]+)\)", styles))

    assert len(asked) > 50
    assert asked - set(re.findall(r"(--ds-[a-z0-9-]+) *:", styles)) == set()


def test_whatever_colour_a_page_names_is_there():
    named = set(re.findall(r'data-color="([^"]+)"', ours("html", "py", "js")))

    assert named - set(re.findall(r"\[data-color=([a-z0-9]+)\]", DESIGN_SYSTEM.read_text())) == set()
    assert named == {"danger"}
