"""Rows of many tables in one statement are those that Django reads, column by column."""

from datetime import UTC, datetime

import pytest

from campaign.models import Question
from people.bundle import Arm, bundle
from pledges.models import Attachment, Entry, Measure, Partner, Submission
from tests import make

pytestmark = pytest.mark.django_db


def _arms(key):
    return {
        "entries": Arm(Entry.objects.filter(pk=key)),
        "measures": Arm(Measure.objects.filter(entry=key)),
        "partners": Arm(Partner.objects.filter(entry=key)),
        "submissions": Arm(Submission.objects.filter(entry=key)),
        "attachments": Arm(Attachment.objects.filter(entry=key)),
        "questions": Arm(Question.objects.filter(campaign__entries=key)),
        "names": Arm(Partner.objects.filter(entry=key), ("role", "entry__title")),
    }


def columns(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_they_are_what_django_reads(django_assert_num_queries):
    author = make.user()
    entry = make.entry(author=author, state="submitted", starts_on=datetime(2026, 5, 1, tzinfo=UTC).date())
    Measure.objects.create(entry=entry, label="Työpaikat", start="0", target="24.50")
    make.partner(entry, state="corrected")
    make.partner(entry)
    make.question(entry.campaign, required=True, required_from=make.moment("2026-05-01 07:00:00.120000"))
    make.entry(author=author, campaign=entry.campaign, state="submitted")

    bundle(_arms, 0)
    with django_assert_num_queries(1):
        found = bundle(_arms, entry.pk)

    for name, arm in _arms(entry.pk).items():
        if not arm.columns:
            wanted = {row.pk: columns(row) for row in arm.rows}
            assert {row.pk: columns(row) for row in found[name]} == wanted
    assert [len(found[name]) for name in _arms(0)] == [1, 1, 2, 1, 0, 1, 2]
    assert found["names"] == list(
        Partner.objects.filter(entry=entry).order_by("pk").values("role", "entry__title")
    )
