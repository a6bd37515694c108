"""The Finnish business ID (Y-tunnus): seven digits, a hyphen and a check digit.

Check digit: the digits weighted 7 9 10 5 8 4 2, summed, modulo 11. Remainder 0 gives 0, remainder 1
is never issued, otherwise the check digit is 11 minus the remainder. Source: Finnish Patent and
Registration Office and Tax Administration, Business Information System (ytj.fi).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def normalise(value: str) -> str:
    """Bring "201256-6" or the VAT form "FI02012566" to "0201256-6"; return others unchanged."""
    compact = re.sub(r"[\s-]", "", value).upper().removeprefix("FI")
    if not re.fullmatch(r"[0-9]{7,8}", compact):
        return value.strip()
    compact = compact.zfill(8)
    return f"{compact[:7]}-{compact[7]}"


def is_valid(value: str) -> bool:
    if not re.fullmatch(r"[0-9]{7}-[0-9]", value):
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, value, strict=False)) % 11
    return remainder != 1 and int(value[-1]) == (0 if remainder == 0 else 11 - remainder)


def validate_business_id(value: str) -> None:
    if not is_valid(normalise(value)):
        raise ValidationError(
            _("“%(value)s” is not a valid business ID. It has the form 1234567-1; check the digits."),
            code="business_id",
            params={"value": value},
        )
