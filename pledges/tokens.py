"""Signed words in the addresses of letters. Each opens one page; none signs anybody in."""

from django.core.signing import BadSignature, Signer

_late_pass = Signer(salt="pledges.late_pass")
_withdrawal = Signer(salt="pledges.withdraw_permissions")


def of_late_pass(late_pass) -> str:
    return _late_pass.sign(late_pass.pk)


def late_pass_in(token: str) -> int | None:
    """The key of the late pass that a token was made for; None for anything else."""
    try:
        return int(_late_pass.unsign(token))
    except (BadSignature, ValueError):
        return None


def of_withdrawal(entry) -> str:
    """For the link in a receipt: withdraws the permissions of this entry and opens nothing else.

    It does not expire, because a permission can be withdrawn for as long as it stands.
    """
    return _withdrawal.signature(str(entry.uuid))


def is_of_withdrawal(token: str, entry) -> bool:
    try:
        _withdrawal.unsign(f"{entry.uuid}{_withdrawal.sep}{token}")
    except BadSignature:
        return False
    return True
