"""What went wrong."""

from ninja import Field, Schema


class ParameterError(Schema):
    parameter: str
    detail: str


class Problem(Schema):
    """RFC 9457: what went wrong."""

    type: str = Field(description="leads to an explanation")
    title: str
    status: int
    detail: str
    errors: list[ParameterError] | None = None
