"""Names of files: safe wherever they are saved, and still recognised by whoever gave them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.files.names import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Aikataulu 2026.pdf", "Aikataulu 2026.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\maija\\CV.pdf", "CV.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("kuva\u202efdp.exe.pdf", "kuvafdp.exe.pdf"),
        ("a\u200b\u2066b\ufeff.pdf", "ab.pdf"),
        ("a\ud800b.pdf", "ab.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 100 + ".pdf"),
        ("a\u0308iti.pdf", "äiti.pdf"),
        ('a"b;c|d*e?f<g>h%41.pdf', "a_b;c_d_e_f_g_h_41.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.txt.pdf", "_lpt1.txt.pdf"),
        (".pdf", "_.pdf"),
        ("...pdf", "_.pdf"),
        ("", "_.pdf"),
        ("خطة.pdf", "خطة.pdf"),
        ("kuva.JPEG", "kuva.pdf"),
    ],
)
def test_a_name_is_made_safe(name, safe):
    """checks.md I06"""
    assert safe_name(name, "pdf") == safe


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_no_name_is_dangerous_whatever_was_typed(name):
    """checks.md I06, I09"""
    safe = safe_name(name, "pdf")
    assert 5 <= len(safe) <= 105
    assert safe.endswith(".pdf")
    assert not set(safe) & set('/\\:"<>|?*%')
    assert all(unicodedata.category(character)[0] != "C" for character in safe)
    assert safe_name(safe, "pdf") == safe
