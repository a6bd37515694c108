"""Editors' images: readers get reduced copies without camera data, and never the original."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from PIL import Image
from wagtail.images import get_image_model

from tests.pictures import encoded, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    camera = Image.Exif()
    camera[0x010F] = "Camera of somebody"
    made = get_image_model()(title="Kuva", file=upload(encoded(size=(400, 300), exif=camera)))
    made.save()
    return made


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [("max-100x100", "webp"), ("width-100|format-webp", "webp"), ("width-100|format-avif", "avif")],
)
def test_a_copy_is_served_without_camera_data(client, image, wanted, kind):
    answer = client.get(image.get_rendition(wanted).url)
    content = b"".join(answer.streaming_content)
    copy = Image.open(BytesIO(content))
    assert (answer.status_code, answer["Content-Type"], copy.format) == (200, f"image/{kind}", kind.upper())
    assert (dict(copy.getexif()), b"Camera" in content) == ({}, False)


@pytest.mark.parametrize("sort", ["picture", "video"])
def test_readers_are_offered_both_kinds_and_the_smaller_first(image, sort):
    html = render_to_string(f"cms/blocks/{sort}.html", {"value": {"image": image, "alt": "Uimareita"}})
    copies = {one.filter_spec: one.url for one in image.renditions.all()}
    offered = BeautifulSoup(html, "html.parser").find("picture")
    assert offered.find("source")["type"] == "image/avif"
    assert copies["width-960|format-avif"] in offered.find("source")["srcset"]
    assert offered.find("img")["src"] == copies["width-960|format-webp"]
    assert {"width", "height", "alt", "loading", "class"} <= set(offered.find("img").attrs)


def test_the_original_has_no_address(client, image):
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get("/media/images/../original_images/kuva.jpg").status_code == 404
    assert client.get("/media/images/missing.webp").status_code == 404
