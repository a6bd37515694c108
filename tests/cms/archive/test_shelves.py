"""Where the files go: never outside, never half, with a checksum of each."""

import hashlib
import subprocess
import zipfile

import pytest

from cms.archive.shelves import Folder, OutsideError, Zip

OUTSIDE = ["../x", "/etc/x", "a/../../x", "C:\\x", "a\\..\\x", "a\0b", "", "c:x"]


def shelf(kind, place):
    return Zip(place / "a.zip") if kind == "zip" else Folder(place / "a")


@pytest.mark.parametrize("kind", ["zip", "folder"])
@pytest.mark.parametrize("path", OUTSIDE)
def test_no_file_is_put_outside(tmp_path, kind, path):
    made = shelf(kind, tmp_path)
    with pytest.raises(OutsideError):
        made.put(path, b"x")
    made.give_up()


def test_not_even_through_a_link_that_stands_in_the_folder(tmp_path):
    made = Folder(tmp_path / "a")
    (tmp_path / "a" / "out").symlink_to(tmp_path)
    with pytest.raises(OutsideError):
        made.put("out/x", b"x")


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_nothing_is_put_twice(tmp_path, kind):
    made = shelf(kind, tmp_path)
    made.put("a.txt", b"1")
    with pytest.raises(ValueError, match=r"a\.txt"):
        made.put("a.txt", b"2")
    made.give_up()


def test_the_checksums_are_those_of_the_files(tmp_path):
    made = Folder(tmp_path / "a")
    made.put("b/c.txt", b"hei")
    made.put("a.txt", b"")
    made.close()
    expected = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in (("a.txt", b""), ("b/c.txt", b"hei"))
    )
    assert (tmp_path / "a" / "SHA256SUMS").read_text() == expected
    checked = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path / "a", capture_output=True, check=False
    )
    assert checked.returncode == 0


def test_what_is_there_already_is_not_touched(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "mine.txt").write_text("x")
    (tmp_path / "a.zip").write_text("x")
    for kind in ("zip", "folder"):
        with pytest.raises(FileExistsError):
            shelf(kind, tmp_path)


def test_a_zip_file_that_is_given_up_leaves_nothing(tmp_path):
    made = Zip(tmp_path / "a.zip")
    made.put("a.txt", b"1")
    made.give_up()
    assert list(tmp_path.iterdir()) == []


def test_a_zip_file_of_the_same_files_is_the_same_file(tmp_path):
    for name in ("1.zip", "2.zip"):
        made = Zip(tmp_path / name)
        made.put("ä/a.txt", b"1" * 1000)
        made.close()
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert (archive.namelist(), archive.testzip()) == (["ä/a.txt", "SHA256SUMS"], None)
