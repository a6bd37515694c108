"""Files of entries, attached as whoever files them attaches them."""

from pledges import attachments
from pledges.models import Attachment
from tests import files
from tests.pictures import encoded


def add(entry, author, name="a.pdf", content=None, **more) -> Attachment:
    return attachments.attach(entry, files.upload(content, name), by=author, **more)


def add_picture(entry, author, **said) -> Attachment:
    added = add(entry, author, "kuva.jpg", encoded())
    Attachment.objects.filter(pk=added.pk).update(**said)
    return added
