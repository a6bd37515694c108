"""The steps of the entry form: a row each, in the order of the progress list."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pledges.completeness import is_filled_in
from pledges.forms import AboutForm, DetailsForm, PermissionsForm, SharedDetailsForm
from pledges.permissions import can_see_own


@dataclass(frozen=True)
class Step:
    slug: str
    label: str
    form: type | None
    is_shared: bool = False  # as those see it whom a partner lets write along

    @property
    def keeps_text(self) -> bool:
        """Leaving the step saves it: its progress list presses the form's button."""
        return self.form is not None

    @property
    def saves_itself(self) -> bool:
        """While somebody types. A permission is given by a press, not by a pause."""
        return self.keeps_text and self.slug != "permissions"

    @property
    def template(self) -> str:
        return f"pledges/steps/{self.slug}.html"

    @property
    def is_last(self) -> bool:
        return self == _family(self)[-1]


STEPS = (
    Step("about", _("What and where"), AboutForm),
    Step("partners", _("Partners"), None),
    Step("details", _("Goals and questions"), DetailsForm),
    Step("permissions", _("Permissions and contact"), PermissionsForm),
    Step("check", _("Check and send"), None),
)
# Whoever writes along sees the text of the entry, and nothing of what is the submitter's alone.
SHARED = (
    Step("about", _("What and where"), AboutForm, is_shared=True),
    Step("details", _("Goals and questions"), SharedDetailsForm, is_shared=True),
)


def _family(step: Step) -> tuple[Step, ...]:
    return SHARED if step.is_shared else STEPS


@dataclass(frozen=True)
class Progress:
    """One line of the progress list; `gaps` is how much is missing in the step."""

    slug: str
    label: str
    address: str
    is_current: bool
    gaps: int
    is_done: bool


def get(slug: str, among=STEPS) -> Step:
    for step in among:
        if step.slug == slug:
            return step
    raise Http404


def for_writer(slug: str, user, entry) -> Step:
    """The step as it is open to somebody who may write the entry."""
    return get(slug, STEPS if can_see_own(user, entry) else SHARED)


def slugs_beside(step: Step) -> set[str]:
    """Those of the form that the step belongs to."""
    return {one.slug for one in _family(step)}


def after(step: Step) -> Step:
    family = _family(step)
    return family[min(family.index(step) + 1, len(family) - 1)]


def progress(entry, here: Step, missing: list) -> list[Progress]:
    count = Counter(gap.step for gap in missing)
    return [
        Progress(
            slug=step.slug,
            label=str(step.label),
            address=reverse("pledges:edit", args=[entry.uuid, step.slug]),
            is_current=step == here,
            gaps=count[step.slug],
            # What is there to check is checked by sending it.
            is_done=step.slug != "check" and not count[step.slug] and is_filled_in(entry, step.slug),
        )
        for step in _family(here)
    ]
