"""Editors' images: readers get reduced copies without camera data, and never the original."""

from io import BytesIO

import pytest
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


def test_a_copy_is_served_as_webp_without_camera_data(client, image):
    answer = client.get(image.get_rendition("max-100x100").url)
    copy = Image.open(BytesIO(b"".join(answer.streaming_content)))
    assert (answer.status_code, answer["Content-Type"], copy.format) == (200, "image/webp", "WEBP")
    assert dict(copy.getexif()) == {}


def test_the_original_has_no_address(client, image):
    assert client.get(f"/media/{image.file.name}").status_code == 404
    assert client.get("/media/images/../original_images/kuva.jpg").status_code == 404
    assert client.get("/media/images/missing.webp").status_code == 404
