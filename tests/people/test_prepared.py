from datetime import datetime, timedelta

import psycopg
import pytest
from django.db import connection
from django.db.models import Value
from django.utils import timezone

from people.models import Representative, User
from people.prepared import prepared
from tests import make

pytestmark = pytest.mark.django_db


@prepared
def colleagues(person: int):
    own = Representative.objects.filter(user=person).values("organisation")
    others = Representative.objects.filter(organisation__in=own).exclude(user=person)
    return others.order_by("user").values_list("user")


def test_it_is_about_whoever_is_asked_about():
    anna, bo, carla = make.user(), make.user(), make.user()
    for people in [(anna, bo), (bo, carla)]:
        make.organisation(people=people)
    asked = {
        one: set(User.objects.filter(pk__in=colleagues(one.pk)).values_list("pk", flat=True))
        for one in (anna, bo, carla)
    }
    assert asked == {anna: {bo.pk}, bo: {anna.pk, carla.pk}, carla: {bo.pk}}
    assert colleagues.rows(bo.pk) == [(anna.pk,), (carla.pk,)]


def test_it_is_put_together_once_and_for_all():
    times = []

    @prepared
    def same(person: int):
        times.append(person)
        return User.objects.filter(pk=person).values("pk")

    people = [make.user() for _ in range(3)]
    assert [same.rows(one.pk) for one in people] == [[(one.pk,)] for one in people]
    assert len(times) == 2  # once more to see that it is the same every time


def test_several_keys_keep_their_places():
    @prepared
    def between(low: int, high: int):
        return User.objects.filter(pk__gt=low, pk__lt=high).values("pk")

    first, middle, last = (make.user() for _ in range(3))
    assert between.rows(first.pk, last.pk) == [(middle.pk,)]
    assert between.rows(last.pk, first.pk) == []
    assert between.rows(first.pk, 2**63) == []
    with pytest.raises(ValueError, match="takes 2 values, not 3"):
        between(1, 2, 3)


def test_moments_texts_and_as_many_keys_as_said():
    @prepared.for_keys(3)
    def seen(name: str, moment: datetime, *keys: int):
        found = User.objects.filter(last_name=name, last_login__lt=moment, pk__in=keys)
        return found.order_by("pk").values("pk")

    now = timezone.now()
    early, late, other = (
        make.user(last_name=name, last_login=now - timedelta(hours=hours))
        for name, hours in [("Aalto", 3), ("Aalto", 1), ("Berg", 3)]
    )
    keys = [early.pk, late.pk, other.pk]
    assert seen.rows("Aalto", now, *keys) == [(early.pk,), (late.pk,)]
    assert seen.rows("Aalto", now - timedelta(hours=2), *keys) == [(early.pk,)]
    assert seen.rows("Berg", now, *keys) == [(other.pk,)]
    assert seen.rows("Aalto", now, late.pk, 0, 0) == [(late.pk,)]


def test_a_per_cent_sign_is_one():
    @prepared
    def like(name: str, person: int):
        return User.objects.filter(last_name=name, first_name__contains="50 %", pk=person).values("pk")

    half, other = make.user(last_name="Aalto", first_name="50 %s"), make.user(last_name="Aalto")
    assert like.rows("Aalto", half.pk) == [(half.pk,)]
    assert like.rows("Aalto", other.pk) == []


@pytest.mark.of_postgresql
def test_the_server_plans_it_once_whatever_the_values(monkeypatch):
    @prepared.for_keys(2)
    def named(name: str, moment: datetime, *keys: int):
        return User.objects.filter(last_name=name, last_login__lt=moment, pk__in=keys).values("email")

    connection.ensure_connection()
    monkeypatch.setattr(connection.connection, "prepare_threshold", 5)
    for number in range(20):
        named.rows("A" * number, timezone.now(), number, 10**number // 10)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parameter_types::text[], generic_plans > 0 FROM pg_prepared_statements"
            " WHERE statement LIKE %s",
            ["%people_user%last_login%"],
        )
        assert cursor.fetchall() == [(["timestamp with time zone", "text", "bigint", "bigint"], True)]


@pytest.mark.of_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_migration_beside_it_costs_no_more_than_a_new_connection(monkeypatch):
    @prepared
    def named(person: int):
        return User.objects.filter(pk=person).values("last_name")

    def length(letters):
        with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as another:
            another.execute(f"ALTER TABLE people_user ALTER last_name TYPE varchar({letters})")

    somebody = make.user(last_name="Aalto")
    planned = connection.connection
    monkeypatch.setattr(planned, "prepare_threshold", 0)
    assert [named.rows(somebody.pk) for _ in range(7)] == [[("Aalto",)]] * 7
    length(300)
    try:
        assert named.rows(somebody.pk) == [("Aalto",)]
        assert (planned.closed, connection.connection is planned) == (True, False)
    finally:
        connection.close()
        length(150)


def test_what_depends_on_the_hour_is_refused():
    @prepared
    def recent(person: int):
        return User.objects.filter(pk=person, last_login__lt=timezone.now()).values("pk")

    with pytest.raises(TypeError, match="recent depends on other things than its values"):
        recent(1)


def test_what_does_not_depend_on_its_key_is_refused():
    @prepared
    def everybody(person: int):
        return User.objects.annotate(one=Value(1)).values("one")

    with pytest.raises(TypeError, match="everybody depends on other things than its values, or not on them"):
        everybody.rows(1)
