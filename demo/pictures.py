"""Two drawn pictures, so that entries with an image can be seen without anybody's photograph."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from people import pictures

SIZE = (1600, 1000)


def bakery() -> Image.Image:
    """Five loaves on a tray before the glow of an oven."""
    picture = Image.new("RGB", SIZE, "#3b1a12")
    draw = ImageDraw.Draw(picture)
    for step in range(24):
        glow = (120 + step * 5, 45 + step * 5, 20 + step * 2)
        draw.ellipse((200 + step * 24, 40 + step * 13, 1400 - step * 24, 760 - step * 13), fill=glow)
    draw.rectangle((0, 760, 1600, 1000), fill="#22120d")
    for number in range(5):
        left = 80 + number * 295
        draw.ellipse((left, 560, left + 260, 860), fill="#c98a3d")
        draw.ellipse((left + 14, 570, left + 246, 800), fill="#dfa55a")
        for cut in range(3):
            x = left + 70 + cut * 55
            draw.line((x, 620, x + 30, 720), fill="#f4d9a8", width=12)
    return picture


def garden() -> Image.Image:
    """Rows of green on a plot under a low evening sun."""
    picture = Image.new("RGB", SIZE, "#f3c98b")
    draw = ImageDraw.Draw(picture)
    for line in range(420):
        share = line / 420
        draw.line((0, line, 1600, line), fill=(243, int(150 + 60 * share), int(95 + 60 * share)))
    draw.ellipse((1080, 250, 1300, 470), fill="#fff0c9")
    draw.polygon([(0, 420), (500, 360), (900, 410), (1600, 340), (1600, 480), (0, 480)], fill="#4f6f4a")
    draw.rectangle((0, 470, 1600, 1000), fill="#5a3f2b")
    for row in range(9):
        base = -500 + row * 320
        draw.polygon(
            [(790 + row * 6, 470), (806 + row * 6, 470), (base + 150, 1000), (base, 1000)], fill="#3f7a3a"
        )
    return picture


def store(name: str) -> str:
    """Draw a picture and store it like one that was sent in; return its name."""
    picture = {"bakery": bakery, "garden": garden}[name]()
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return pictures.store(ContentFile(buffer.getvalue(), name=f"{name}.png"))
