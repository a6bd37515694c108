"""A dump that has been fetched is a file for those who come next, until anything public changes."""

import pytest

from cms.api import kept_dumps
from people.models import Purpose
from pledges import actions
from tests import make, make_pages

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/open-data/v1/"
WHOLE = (
    "entries.csv",
    "entries.jsonl",
    "entries.csv?campaign=koto&delimiter=semicolon",
    "entries.csv?lang=sv",
)


@pytest.fixture
def entry():
    campaign = make.campaign(**make.announced(), slug="koto", title=make.words("Kotolupaus", "Hemlöfte"))
    make_pages.campaign_pages(campaign)
    return make.entry(state="accepted", campaign=campaign, published=True, title="Saukkolampi")


def kept() -> list[int]:
    """How large the files are."""
    return sorted(file.stat().st_size for file in kept_dumps.FOLDER.glob("*"))


@pytest.mark.parametrize("address", WHOLE)
def test_the_second_answer_is_the_first_one_and_asks_nothing_of_the_entries(
    client, entry, address, django_assert_max_num_queries
):
    first = client.get(ROOT + address)
    content = first.getvalue()
    with django_assert_max_num_queries(9):
        second = client.get(ROOT + address)
        assert second.getvalue() == content
    assert kept() == [len(content)]
    told = ("Content-Type", "Content-Disposition", "Content-Language", "Link", "Last-Modified")
    assert [first.get(name) for name in told] == [second.get(name) for name in told]


def test_each_language_has_its_own(client, entry):
    texts = {
        language: client.get(f"{ROOT}entries.csv?lang={language}").getvalue() for language in ("fi", "sv")
    }
    again = {language: client.get(f"{ROOT}entries.csv?lang={language}").getvalue() for language in texts}
    assert (again, len(kept()), texts["fi"] == texts["sv"]) == (texts, 2, False)


def test_what_is_withdrawn_lies_nowhere(client, entry):
    client.get(f"{ROOT}entries.csv").getvalue()
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    assert kept() == []
    assert b"Saukkolampi" not in client.get(f"{ROOT}entries.csv").getvalue()


def test_what_is_withdrawn_while_a_dump_is_on_its_way_is_not_kept(client, entry):
    parts = iter(client.get(f"{ROOT}entries.csv").streaming_content)
    next(parts)
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    list(parts)
    assert kept() == []


def test_what_is_not_fetched_to_its_end_is_not_kept(client, entry):
    response = client.get(f"{ROOT}entries.csv")
    next(iter(response.streaming_content))
    response.close()
    assert kept() == []


def test_what_is_searched_for_or_filtered_is_not_kept(client, entry):
    for query in ("campaign=koto&q=Saukkolampi", "campaign=koto&kind=pledge"):
        assert b"Saukkolampi" in client.get(f"{ROOT}entries.csv?{query}").getvalue()
    assert kept() == []


def test_where_nothing_can_be_written_the_dump_is_handed_on_all_the_same(
    client, entry, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(kept_dumps, "FOLDER", tmp_path / "file")
    for _ in range(2):
        assert b"Saukkolampi" in client.get(f"{ROOT}entries.csv").getvalue()


def test_on_a_full_disk_the_dump_is_handed_on_whole(client, entry, monkeypatch):
    whole = client.get(f"{ROOT}entries.csv").getvalue()
    kept_dumps.forget()

    class Full:
        def write(self, part):
            return len(part) - 1

        def truncate(self, size):
            pass

    real = kept_dumps._write
    monkeypatch.setattr(kept_dumps, "_write", lambda file, part: real(Full(), part))
    assert (client.get(f"{ROOT}entries.csv").getvalue(), kept()) == (whole, [])


def test_the_oldest_make_room(client, entry, monkeypatch):
    whole = len(client.get(f"{ROOT}entries.csv").getvalue())
    monkeypatch.setattr(kept_dumps, "MOST_BYTES", whole + 10)
    semicolons = len(client.get(f"{ROOT}entries.csv?delimiter=semicolon").getvalue())
    assert kept() == [semicolons]
