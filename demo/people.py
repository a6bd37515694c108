"""The demonstration's people and organisations, and who of them can be signed in as."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from demo.moments import happened
from demo.texts import in_language, read, words
from people import feedback
from people.models import Feedback, Municipality, Organisation, Representative, User
from people.roles import title


@dataclass(frozen=True)
class Person:
    """Somebody whom a visitor can be, with what there is to try."""

    user: User
    role: str
    hint: str


@cache
def _specs() -> dict[str, dict]:
    return {spec["email"]: spec for spec in read("people")["people"]}


def demo_users():
    """Accounts that anybody may use: those of the demonstration's own people, and no other."""
    return User.objects.filter(email__in=_specs(), is_active=True)


def demo_people(language: str) -> list[Person]:
    """Everybody to sign in as, in the order of the file."""
    users = {user.email: user for user in demo_users().prefetch_related("groups", "organisations")}
    return [
        Person(users[email], _role(users[email]), in_language(spec["try"], language))
        for email, spec in _specs().items()
        if email in users
    ]


def _role(user) -> str:
    roles = [title(group) for group in user.groups.all()]
    return ", ".join(roles or [str(organisation) for organisation in user.organisations.all()])


def load_organisations() -> dict[str, Organisation]:
    """Make the organisations that are missing; return all by their key in the file."""
    return {key: _organisation(spec) for key, spec in read("organisations").items()}


def _organisation(spec) -> Organisation:
    municipality = Municipality.objects.get(code=spec["municipality"]) if "municipality" in spec else None
    return Organisation.objects.get_or_create(
        business_id=spec["business_id"],
        defaults={"kind": spec["kind"], "name": words(spec["name"]), "municipality": municipality},
    )[0]


def load_people(organisations) -> dict[str, User]:
    """Make the people that are missing; return all by the part of their address before the @."""
    return {spec["email"].split("@")[0]: _person(spec, organisations) for spec in _specs().values()}


def _person(spec, organisations) -> User:
    user = User.objects.filter(email=spec["email"]).first()
    if user:
        return user
    user = User.objects.create_user(
        spec["email"],
        first_name=spec["first_name"],
        last_name=spec["last_name"],
        language=spec["language"],
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if "role" in spec:
        user.groups.add(Group.objects.get(name=spec["role"]))
    for key in spec.get("acts_for", []):
        Representative.objects.create(
            user=user, organisation=organisations[key], role=Representative.Role.OWNER
        )
    return user


def load_feedback() -> None:
    """What visitors have said about accessibility, unless somebody has said something already."""
    if Feedback.objects.exists():
        return
    for spec in read("site")["feedback"]:
        at = timezone.now() - timedelta(days=spec["days_ago"])
        with happened(at):
            words = {name: spec.get(name, "") for name in ("text", "email", "page", "language")}
            one = feedback.receive(**words)
        if "answer" in spec:
            with happened(at + timedelta(days=3)):
                feedback.answer(one, spec["answer"], by=None)
