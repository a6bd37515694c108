"""A dump that has been fetched is a file for those who come next, until anything public changes."""

import io
from types import SimpleNamespace

import pytest
from django.db import transaction

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
    return sorted(file.stat().st_size for file in kept_dumps.FOLDER.glob("*.*"))


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

    class Full(io.FileIO):
        def write(self, part):
            return super().write(part[:10])

    monkeypatch.setattr(kept_dumps, "_begun", lambda unfinished: Full(unfinished, "x"))
    assert (client.get(f"{ROOT}entries.csv").getvalue(), kept()) == (whole, [])


def test_the_oldest_make_room(client, entry, monkeypatch):
    whole = len(client.get(f"{ROOT}entries.csv").getvalue())
    monkeypatch.setattr(kept_dumps, "MOST_BYTES", whole + 10)
    semicolons = len(client.get(f"{ROOT}entries.csv?delimiter=semicolon").getvalue())
    assert kept() == [semicolons]


def test_whoever_still_reads_what_was_withdrawn_is_cut_off(client, entry, monkeypatch):
    client.get(f"{ROOT}entries.csv").getvalue()
    monkeypatch.setattr(kept_dumps, "TOGETHER", 100)
    parts = iter(client.get(f"{ROOT}entries.csv").streaming_content)
    read = next(parts)
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    with pytest.raises(InterruptedError):
        list(parts)
    assert b"Saukkolampi" not in read


def test_whoever_still_reads_what_only_made_room_reads_on(client, entry, monkeypatch):
    whole = client.get(f"{ROOT}entries.csv").getvalue()
    monkeypatch.setattr(kept_dumps, "TOGETHER", 100)
    parts = iter(client.get(f"{ROOT}entries.csv").streaming_content)
    read = next(parts)
    kept_dumps.forget()
    assert read + b"".join(parts) == whole


def test_a_file_that_was_finished_just_after_a_change_is_removed(client, entry, monkeypatch):
    """The change looks for files before the last one has its name."""
    parts = iter(client.get(f"{ROOT}entries.csv").streaming_content)
    next(parts)
    monkeypatch.setattr(kept_dumps, "forget", lambda: None)
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    list(parts)
    assert kept() == []


def test_one_file_that_cannot_be_removed_spares_neither_the_others_nor_what_follows_a_change(client, entry):
    client.get(f"{ROOT}entries.csv").getvalue()
    stuck, done = kept_dumps.FOLDER / "0.dump", []
    stuck.mkdir()
    with transaction.atomic():
        actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
        transaction.on_commit(lambda: done.append("the next"))
    stuck.rmdir()
    assert (kept(), done) == ([], ["the next"])


def test_what_somebody_else_put_into_the_folder_is_left_alone(client, entry):
    client.get(f"{ROOT}entries.csv").getvalue()
    backup = kept_dumps.FOLDER / "nightly.sql.gz"
    backup.write_text("")
    kept_dumps.forget()
    there = backup.exists()
    backup.unlink()
    assert (there, kept()) == (True, [])


def test_of_many_who_come_first_one_writes(client, entry):
    first, second = (client.get(f"{ROOT}entries.csv") for _ in range(2))
    begun = iter(first.streaming_content)
    start = next(begun)
    whole, meanwhile = second.getvalue(), len(kept())
    assert (start + b"".join(begun), meanwhile, kept()) == (whole, 1, [len(whole)])


def test_what_a_killed_process_left_unfinished_is_begun_anew(client, entry, monkeypatch):
    killed = iter(client.get(f"{ROOT}entries.csv").streaming_content)
    next(killed)
    monkeypatch.setattr(kept_dumps, "GIVEN_UP", -1)
    whole = client.get(f"{ROOT}entries.csv").getvalue()
    assert kept() == [len(whole)]


def test_whoever_was_given_up_and_ends_after_all_leaves_alone_what_another_has_begun(
    client, entry, monkeypatch
):
    given_up, another = (iter(client.get(f"{ROOT}entries.csv").streaming_content) for _ in range(2))
    start = next(given_up)
    monkeypatch.setattr(kept_dumps, "GIVEN_UP", -1)
    begun = next(another)
    whole = start + b"".join(given_up)
    assert [file.suffix for file in kept_dumps.FOLDER.glob("*.*")] == [kept_dumps.UNFINISHED]
    assert (begun + b"".join(another), kept()) == (whole, [len(whole)])


def test_where_the_disk_is_nearly_full_nothing_is_kept(client, entry, monkeypatch):
    monkeypatch.setattr(kept_dumps.shutil, "disk_usage", lambda folder: SimpleNamespace(free=2**29))
    assert (b"Saukkolampi" in client.get(f"{ROOT}entries.csv").getvalue(), kept()) == (True, [])
