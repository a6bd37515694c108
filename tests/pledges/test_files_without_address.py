"""checks.md Z03: what an entry keeps has no address of its own; the doors that show it ask each time."""

import shutil
from collections import defaultdict

import pytest
from django.conf import settings
from django.urls import reverse

from people import pictures
from people.models import Purpose
from pledges import actions
from tests import files, make, make_pages
from tests.pictures import upload

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def of_others():
    """What other tests have left in the private folder."""
    return set(settings.PRIVATE_ROOT.rglob("*"))


@pytest.fixture
def published(author, of_others):
    """An entry with a picture and a file that everybody may see."""
    files.forget_all()
    # What editors put on pages is open to whoever has the address, though the test that made it be over.
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    campaign = make.campaign(attachments_most=2)
    make_pages.campaign_pages(campaign)
    entry = make.entry(
        author=author,
        campaign=campaign,
        image=pictures.store(upload()),
        image_alt="Kuva",
        published=True,
    )
    make.attachment(entry, is_public=True)
    make.submission(entry, by=author)
    return actions.accept(entry, by=None)


def ends_of(client, addresses) -> dict[int, list[str]]:
    """The addresses by the status that each ends at."""
    ends = defaultdict(list)
    for address in addresses:
        answer = client.get(address, follow=True)
        b"".join(answer)  # to the end, which closes the file
        ends[answer.status_code].append(address)
    return ends


def _pictures(reference) -> list[str]:
    names, widths = ("entry_picture", "entry_picture_avif"), pictures.WIDTHS
    return [reverse(name, args=[reference, width]) for name in names for width in widths]


def doors(entry) -> list[str]:
    """The public addresses of all that the entry keeps, the picture in every width."""
    file = entry.attachments.get().pk
    shown = _pictures(entry.reference)
    return [*shown, reverse("entry_attachment", args=[entry.reference, file])]


def guesses(of_others) -> list[str]:
    """Where somebody would look who knew the name of every file that is kept, and its folders."""
    kept = {}
    for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT):
        new = set(root.rglob("*")) - of_others
        kept[root] = new | {folder for path in new for folder in path.parents if folder.is_relative_to(root)}
    assert len(kept[settings.PRIVATE_ROOT]) > len(pictures.WIDTHS)
    places = [path.relative_to(root).as_posix() for root, paths in kept.items() for path in paths]
    roots = ("media/", "private/", "media/images/", "media/../private/", "static/", "documents/")
    return [f"/{root}{place}" for root in roots for place in ("", *places, *(f"{one}/" for one in places))]


def test_no_file_is_reached_by_where_it_lies_and_no_folder_is_listed(client, published, of_others):
    assert list(ends_of(client, doors(published))) == [200]
    assert list(ends_of(client, guesses(of_others))) == [404]


@pytest.mark.parametrize(
    "end",
    [
        lambda entry, by: actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=by),
        lambda entry, by: actions.withdraw_permissions(entry, by=by),
        lambda entry, by: actions.withdraw(entry, by=by),
    ],
    ids=["text", "all", "entry"],
)
def test_addresses_that_somebody_kept_are_shut_at_the_next_request(client, author, published, end):
    kept = doors(published)
    assert list(ends_of(client, kept)) == [200]
    end(published, author)
    assert list(ends_of(client, kept)) == [404]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "declined"])
def test_what_is_not_public_yet_is_behind_no_address(client, author, published, state):
    """Guessed from the address of a public one: the numbers of references and files are known."""
    hidden = make.entry(
        author=author, campaign=published.campaign, state=state, image=pictures.store(upload()), image_alt="K"
    )
    file = make.attachment(hidden, is_public=True)
    reference = hidden.reference or published.reference
    assert list(ends_of(client, [reverse("entry_attachment", args=[reference, file.pk])])) == [404]
    if hidden.reference:
        shown = _pictures(reference)
        assert list(ends_of(client, shown)) == [404]
