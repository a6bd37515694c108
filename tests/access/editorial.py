"""What editors publish, and what they keep: pages, files and pictures, each with its canary."""

from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests import make_pages
from tests.pictures import encoded, upload

WIDTH = "width-960|format-webp"


def build(home) -> SimpleNamespace:
    """A published page, one not published yet and one for the jury office, each with a picture and a file."""
    closed = Collection.get_first_root_node().add_child(name="Sisäiset")
    documents = {
        "published": _document("published"),
        "unpublished": _document("unpublished"),
        "closed": _document("closed", collection=closed),
    }
    images = {name: _image(name) for name in documents}
    pages = {
        name: make_pages.content(
            home,
            slug=f"page-{number}",
            live=name != "unpublished",
            title=f"kanaria{name}page",
            body=[
                ("picture", {"image": images[name], "alt": f"kanaria{name}alt"}),
                ("text", f'<p><a linktype="document" id="{documents[name].pk}">kanaria{name}link</a></p>'),
            ],
        )
        for number, name in enumerate(documents)
    }
    return SimpleNamespace(
        pages=pages,
        documents=documents,
        images=images,
        copies={name: image.get_rendition(WIDTH).file.name for name, image in images.items()},
        restriction=_for_the_office(CollectionViewRestriction, collection=closed),
        page_restriction=_for_the_office(PageViewRestriction, page=pages["closed"]),
    )


def _for_the_office(model, **what):
    restriction = model.objects.create(restriction_type="groups", **what)
    restriction.groups.add(Group.objects.get(name="Jury office"))
    return restriction


def _document(name, **fields):
    file = SimpleUploadedFile(f"file-{name[0]}.txt", f"kanaria{name}file".encode())
    return get_document_model().objects.create(title=f"kanaria{name}filetitle", file=file, **fields)


def _image(name):
    """A picture whose camera left a word in it."""
    camera = Image.Exif()
    camera[0x010F] = "kanariacamera"
    content = encoded(size=(1000, 20), exif=camera)
    file = upload(content, name=f"picture-{name[0]}.jpg")
    return get_image_model().objects.create(title=f"kanaria{name}imagetitle", file=file)
