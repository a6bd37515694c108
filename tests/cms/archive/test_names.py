"""Names of files in an archive: harmless whatever the addresses were, and the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.archive.names import LONGEST, Names, safe_part, safe_path


@pytest.mark.parametrize("name", ["index.html", "KOTO-2015-0001", "a_b-c.tar.gz"])
def test_harmless_names_stay(name):
    assert safe_part(name) == name


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/fi/kampanja/", "fi/kampanja"),
        ("/../../etc/passwd", "etc/passwd"),
        ("/a/./../b//c", "a/b/c"),
        ("/a/%2e%2e/b", "a/file-5ec1f7e7/b"),
    ],
)
def test_a_path_cannot_lead_upwards(path, file):
    assert safe_path(path) == file


def test_names_that_systems_keep_for_themselves_or_cannot_write_are_told_apart_by_a_mark():
    names = [
        safe_part(name)
        for name in ("ÄIDIT", "AIDIT", "con", "nul.txt", "%2fetc", "..%2f", "a:b", "a\\b", "🙂")
    ]
    assert names[1] == "AIDIT"
    assert len(set(names)) == len(names)
    assert [name for name in names if name.lower() in ("con", "nul.txt") or "/" in name or "\\" in name] == []


@given(st.text(min_size=1))
def test_any_name_becomes_one_harmless_part(name):
    part = safe_part(name)
    assert part == safe_part(name)
    assert part
    assert part not in (".", "..")
    assert part.isascii()
    assert not set(part) & set('/\\:\0\n"<>|*? ')
    assert len(part) <= LONGEST + 20


def test_two_things_never_share_a_file_not_even_where_capitals_are_not_told_apart():
    names = Names()
    given_out = [
        names.give(thing, wanted) for thing, wanted in (("1", "a/X.html"), ("2", "a/x.html"), ("3", "b"))
    ]
    assert (given_out[0], given_out[2], len(set(map(str.lower, given_out)))) == ("a/X.html", "b", 3)
    assert names.give("1", "somewhere/else") == "a/X.html"
