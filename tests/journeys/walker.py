"""Somebody with a plain browser: opens addresses, reads pages, fills forms in and presses their buttons.

No script runs, and a form is sent exactly as the page offers it, hidden fields included.
"""

from bs4 import BeautifulSoup
from django.test import Client

from people.models import Letter


class Walker:
    def __init__(self, language="en"):
        self.client = Client(headers={"accept-language": language})
        self.language = language

    def open(self, address, *, status=200) -> "Walker":
        return self._arrive(self.client.get(address, follow=True), status)

    def _arrive(self, response, status) -> "Walker":
        assert response.status_code == status, (response.status_code, response.request["PATH_INFO"])
        self.response = response
        self.address = response.request["PATH_INFO"]
        self.page = BeautifulSoup(response.content, "html.parser")
        return self

    @property
    def heading(self) -> str:
        return " ".join(self.page.h1.get_text(" ").split())

    def texts(self, selector) -> list[str]:
        return [" ".join(found.get_text(" ").split()) for found in self.page.select(selector)]

    def link(self, text) -> str:
        """The address behind a link."""
        found = [a["href"] for a in self.page.select("a[href]") if text in " ".join(a.get_text(" ").split())]
        assert found, f"no link “{text}” on {self.address}"
        return found[0]

    def follow(self, text) -> "Walker":
        return self.open(self.link(text))

    def press(self, button, *, status=200, **filled) -> "Walker":
        """Fill in fields by name and press the button with this text."""
        pressed = next(
            (b for b in self.page.select("button") if " ".join(b.get_text(" ").split()).startswith(button)),
            None,
        )
        assert pressed is not None, f"no button “{button}” on {self.address}"
        if pressed.get("form"):
            form = self.page.find("form", id=pressed["form"])
        else:
            form = pressed.find_parent("form")
        data = values(form)
        unknown = [name for name in filled if not form.find(attrs={"name": name})]
        assert not unknown, f"no field {unknown} on {self.address}"
        if pressed.get("name"):
            data[pressed["name"]] = pressed.get("value", "")
        data |= {name: value for name, value in filled.items() if value is not None}
        address = form.get("action") or self.address
        send = self.client.post if form["method"].lower() == "post" else self.client.get
        return self._arrive(send(address, data, follow=True), status)

    def sign_in(self, email, *, then="/admin/") -> "Walker":
        """Through the one door, with the code from the letter."""
        self.open(f"/{self.language}/sign-in/?next={then}")
        self.press("Send me a code", email=email)
        code = Letter.objects.filter(to=email, kind="login_code").latest("pk").subject.split()[-1]
        return self.press("Continue", code=code)


def values(form) -> dict:
    """What the form would send if nobody changed anything."""
    data: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[name] = chosen.get("value", "") if chosen else ""
        elif field.get("type") in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.get("type") == "hidden":
            data.setdefault(name, []).append(field.get("value", ""))
        elif field.get("type") not in ("file", "submit"):
            data[name] = field.get("value", "")
    return data
