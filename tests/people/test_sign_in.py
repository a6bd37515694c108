"""One door for everybody: an address, a code, and in. Played through HTTP."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from people.models import Letter, User
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

DOOR, CODE = "/en/sign-in/", "/en/sign-in/code/"


def ask(client, email, **extra):
    return client.post(DOOR, {"email": email, **extra.pop("data", {})}, **extra)


def newest_code() -> str:
    return re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", Letter.objects.latest("pk").body)[0]


def answer(client, code, **data):
    return client.post(CODE, {"code": code, **data})


def sign_in(client, email, **data):
    ask(client, email, data=data)
    return answer(client, newest_code(), **data)


def who(client) -> str:
    return str(client.get("/fi/").wsgi_request.user)


def without_tokens(response) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"[\w.]+@example\.org", "ADDRESS", text)


def test_a_new_address_gets_a_code_an_account_and_its_own_page(client):
    response = sign_in(client, "Uusi@Example.org")

    created = User.objects.get()
    assert (response.status_code, response.url) == (302, "/en/my-entries/")
    assert (created.email, created.language, created.has_usable_password(), who(client)) == (
        "uusi@example.org",
        "en",
        False,
        "uusi@example.org",
    )


def test_somebody_known_comes_in_by_the_same_door(client):
    person = make.user("maija@example.org", language="sv")

    sign_in(client, "MAIJA@example.org")

    assert (User.objects.count(), who(client)) == (1, str(person))


def test_the_letter_carries_the_code_in_the_language_of_the_screen(client):
    client.post("/sv/sign-in/", {"email": "siv@example.org"})

    letter = Letter.objects.get()
    assert (
        letter.kind,
        letter.to,
        letter.language,
        letter.forget_after_sending,
        newest_code() in letter.body,
    ) == (
        "login_code",
        "siv@example.org",
        "sv",
        True,
        True,
    )
    assert User.objects.get().language == "sv"


@pytest.mark.parametrize("kind", ["known", "disabled", "forgotten"])
def test_the_answer_does_not_tell_whether_an_address_is_known(kind):
    make.user("known@example.org")
    make.user("disabled@example.org", is_active=False)
    answers = []
    for email in (f"{kind}@example.org", "unknown@example.org"):
        client = Client()
        asked = ask(client, email)
        told = client.get(CODE)
        answers.append((asked.status_code, asked.url, told.status_code, without_tokens(told)))

    assert answers[0] == answers[1]


def test_somebody_disabled_gets_no_letter_and_stays_out(client):
    make.user("disabled@example.org", is_active=False)

    ask(client, "disabled@example.org")

    assert (Letter.objects.count(), User.objects.count()) == (0, 1)
    assert (answer(client, "AAAA-AAAA").status_code, who(client)) == (200, "AnonymousUser")


def test_somebody_disabled_between_letter_and_code_stays_out(client):
    person = make.user("maija@example.org")
    ask(client, person.email)
    User.objects.update(is_active=False)

    answer(client, newest_code())

    assert who(client) == "AnonymousUser"


def test_a_mistyped_address_can_be_mended_at_once(client):
    ask(client, "maja@example.org")

    assert client.get(DOOR).status_code == 200
    sign_in(client, "maija@example.org")
    assert who(client) == "maija@example.org"


def test_small_letters_and_spaces_in_a_code_do_no_harm(client):
    ask(client, "maija@example.org")

    answer(client, f" {newest_code().lower()} ")

    assert who(client) == "maija@example.org"


@pytest.mark.parametrize("wrong", ["AAAA-AAAA", "", "' OR 1=1 --", "\x00", "9" * 5000])
def test_a_wrong_code_lets_nobody_in(client, wrong):
    ask(client, "maija@example.org")

    assert (answer(client, wrong).status_code, who(client)) == (200, "AnonymousUser")


def test_after_five_wrong_codes_even_the_right_one_is_void(client):
    ask(client, "maija@example.org")
    code = newest_code()
    for _ in range(5):
        answer(client, "AAAA-AAAA")

    answer(client, code)

    assert who(client) == "AnonymousUser"


def test_a_code_works_once(client):
    ask(client, "maija@example.org")
    code = newest_code()
    answer(client, code)

    other = Client()
    ask(other, "toinen@example.org")
    answer(other, code)

    assert (who(client), who(other)) == ("maija@example.org", "AnonymousUser")


def test_a_code_works_only_in_the_browser_that_asked_for_it(client):
    ask(client, "maija@example.org")

    thief = Client()
    response = answer(thief, newest_code())

    assert (response.status_code, response.url, who(thief)) == (302, DOOR, "AnonymousUser")


def test_a_newer_code_replaces_the_older_one(client):
    ask(client, "maija@example.org")
    older = newest_code()
    client.post(CODE, {"action": "resend"})
    newer = newest_code()

    answer(client, older)
    between = who(client)
    answer(client, newer)

    assert (older != newer, between, who(client)) == (True, "AnonymousUser", "maija@example.org")


@pytest.mark.parametrize(("minutes", "inside"), [(14, True), (16, False)])
def test_a_code_works_for_a_quarter_of_an_hour(client, minutes, inside):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        ask(client, "maija@example.org")
        clock.shift(minutes * 60)
        answer(client, newest_code())
        assert (who(client) == "maija@example.org") is inside


EVIL = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/\n/evil.example",
    "http:evil.example",
    "http:///evil.example",
    "https:/\\evil.example",
    "https://testserver@evil.example",
    "https://testserver:x@evil.example/fi/",
    "https://testserver.evil.example",
    "https://evil.example#testserver",
    "https://evil.example\\@testserver",
    "https://testserver。evil.example",
    "//evil。example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "/fi/\r\nSet-Cookie: a=b",
    "/%0d%0aLocation:%20https://evil.example",
    " https://evil.example",
    "\x00//evil.example",
    "ftp://evil.example",
    "//[::1]",
    "https://[",
    "//google%E3%80%82com",
]


def is_local(url: str) -> bool:
    return bool(re.match(r"^/(?![/\\])", url)) and not re.search(r"[\t\r\n\\]", url)


@pytest.mark.parametrize("target", EVIL)
def test_no_next_address_leads_elsewhere(client, target):
    cache.clear()
    entered = sign_in(client, "maija@example.org", next=target)
    again = client.get(DOOR, {"next": target})
    left = client.post("/fi/sign-out/", {"next": target})
    staff = client.get("/admin/login/", {"next": target})

    urls = [response.url for response in (entered, again, left, staff)]
    assert [is_local(url) for url in urls] == [True] * 4, urls
    assert is_local(client.get(staff.url).url if "next" not in staff.url else staff.url)


def test_a_next_address_of_our_own_is_followed(client):
    assert sign_in(client, "maija@example.org", next="/fi/my-account/?a=1").url == "/fi/my-account/?a=1"


def test_the_session_gets_a_new_name_when_its_owner_signs_in(client):
    ask(client, "maija@example.org")
    before = client.cookies["sessionid"].value

    answer(client, newest_code())

    assert client.cookies["sessionid"].value != before


@pytest.mark.parametrize("end", ["signs out", "is disabled"])
def test_an_old_session_opens_nothing_any_more(client, end):
    sign_in(client, "maija@example.org")
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    before = who(thief)
    if end == "signs out":
        client.post("/fi/sign-out/")
    else:
        User.objects.update(is_active=False)

    assert (before, who(thief)) == ("maija@example.org", "AnonymousUser")


def test_looking_at_the_sign_out_page_signs_nobody_out(client):
    sign_in(client, "maija@example.org")

    client.get("/fi/sign-out/")

    assert who(client) == "maija@example.org"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    sign_in(client, "maija@example.org")

    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")


@pytest.mark.parametrize(
    "path", ["signup", "password/reset", "password/change", "email", "confirm-email", "login"]
)
def test_there_is_no_other_door(client, path):
    for address in (f"/fi/{path}/", f"/fi/accounts/{path}/", f"/accounts/{path}/"):
        assert client.get(address, follow=True).status_code == 404


def test_the_address_of_the_door_before_it_was_translated_leads_to_it(client):
    found = [client.get(f"/{code}/sign-in/?next=/fi/", follow=True) for code in ("fi", "sv", "en")]

    assert [page.status_code for page in found] == [200, 200, 200]


def test_wagtails_door_before_private_pages_leads_to_the_one_door(client):
    response = client.get("/en/_util/login/", {"next": "/en/private/"})

    assert (response.status_code, response.url) == (302, "/en/sign-in/?next=%2Fen%2Fprivate%2F")


@pytest.mark.parametrize(
    "wrong",
    ["", "maija", "maija@", "a@b", "maija@example.org\nBcc: x@example.org", "a" * 250 + "@example.org"],
)
def test_what_is_no_address_is_refused_in_words(client, wrong):
    response = ask(client, wrong)

    assert (response.status_code, Letter.objects.count(), User.objects.count()) == (200, 0, 0)


def test_signing_out_leaves_nothing_in_the_browser_for_the_next_person(client):
    client.force_login(make.user())
    asked, done = client.get(english("account_logout")), client.post(english("account_logout"))
    assert (asked.has_header("Clear-Site-Data"), done["Clear-Site-Data"]) == (False, '"storage"')
    assert "_auth_user_id" not in client.session
