"""The steps of the entry form: a row each, in the order of the progress list."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pledges.forms import AboutForm, DetailsForm, InvitationForm, PermissionsForm


@dataclass(frozen=True)
class Step:
    slug: str
    label: str
    form: type | None
    done: str = ""  # said after saving, where "Saved 14:02" is not enough

    @property
    def keeps_text(self) -> bool:
        """Leaving the step saves it: its progress list presses the form's button."""
        return self.form is not None and not self.done

    @property
    def saves_itself(self) -> bool:
        """While somebody types. A permission is given by a press, not by a pause."""
        return self.keeps_text and self.slug != "permissions"

    @property
    def template(self) -> str:
        return f"pledges/steps/{self.slug}.html"


STEPS = (
    Step("about", _("What and where"), AboutForm),
    Step("partners", _("Partners"), InvitationForm, _("The invitation is on its way.")),
    Step("details", _("Questions"), DetailsForm),
    Step("permissions", _("Permissions and contact"), PermissionsForm),
    Step("check", _("Check and send"), None),
)
SLUGS = [step.slug for step in STEPS]


@dataclass(frozen=True)
class Progress:
    """One line of the progress list; `gaps` is how much is missing in the step."""

    slug: str
    label: str
    address: str
    is_current: bool
    gaps: int
    is_done: bool


def get(slug: str) -> Step:
    if slug not in SLUGS:
        raise Http404
    return STEPS[SLUGS.index(slug)]


def after(step: Step) -> Step:
    return STEPS[min(SLUGS.index(step.slug) + 1, len(STEPS) - 1)]


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
            is_done=step.form is not None and not count[step.slug],
        )
        for step in STEPS
    ]
