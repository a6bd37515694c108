import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.business_id import is_valid, normalise, validate_business_id


@pytest.mark.parametrize("value", ["0201256-6", "1572860-0", "0112038-9", "0000000-0"])
def test_a_number_with_its_check_digit_is_valid(value):
    assert is_valid(value) is True


@pytest.mark.parametrize(
    "value",
    [
        "0201256-7",
        "1572860-1",
        "0112038-8",
        "201256-6",
        "02012566",
        "0201256-66",
        "FI02012566",
        "",
        "٠٢٠١٢٥٦-٦",
    ],
)
def test_other_digits_lengths_and_forms_are_not(value):
    assert is_valid(value) is False


@given(st.integers(0, 9_999_999))
def test_every_number_has_exactly_one_check_digit_or_is_never_issued(number):
    digits = f"{number:07d}"
    remainder = (
        sum(int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    )

    assert [check for check in range(10) if is_valid(f"{digits}-{check}")] == (
        [] if remainder == 1 else [-remainder % 11]
    )


@given(st.integers(0, 9_999_999), st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, change):
    digits = f"{number:07d}"
    valid = [f"{digits}-{check}" for check in range(10) if is_valid(f"{digits}-{check}")]
    for value in valid:
        other = str((int(value[place]) + change) % 10)
        assert is_valid(value[:place] + other + value[place + 1 :]) is False


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0201256-6", "0201256-6"),
        (" 0201256-6 ", "0201256-6"),
        ("201256-6", "0201256-6"),
        ("02012566", "0201256-6"),
        ("FI02012566", "0201256-6"),
        ("fi 0201 2566", "0201256-6"),
        ("SE556036079301", "SE556036079301"),
        ("", ""),
        ("tuntematon", "tuntematon"),
    ],
)
def test_forms_that_mean_the_same_become_one(typed, kept):
    assert normalise(typed) == kept


@given(st.text(max_size=20))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


def test_a_wrong_number_is_named_in_the_message():
    with pytest.raises(ValidationError) as refused:
        validate_business_id("0201256-7")

    assert (refused.value.code, refused.value.messages) == (
        "business_id",
        ["“0201256-7” is not a valid business ID. It has the form 1234567-1; check the digits."],
    )


def test_a_number_in_another_form_is_accepted():
    assert validate_business_id("FI02012566") is None
