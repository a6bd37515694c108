"""The steps of the entry form: a row each, in the order of the progress list."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from pledges import completeness
from pledges.forms import AboutForm, DetailsForm, InvitationForm, PermissionsForm


@dataclass(frozen=True)
class Step:
    slug: str
    label: str
    form: type | None
    done: str = ""  # said after saving, where "Saved 14:02" is not enough

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
    """One line of the progress list."""

    step: Step
    is_here: bool
    missing: list


def get(slug: str) -> Step:
    if slug not in SLUGS:
        raise Http404
    return STEPS[SLUGS.index(slug)]


def after(step: Step) -> Step:
    return STEPS[min(SLUGS.index(step.slug) + 1, len(STEPS) - 1)]


def progress(entry, here: Step) -> list[Progress]:
    missing = completeness.gaps(entry)
    return [Progress(step, step == here, [gap for gap in missing if gap.step == step.slug]) for step in STEPS]
