from pledges.forms.about import AboutForm
from pledges.forms.answer import AnswerForm
from pledges.forms.details import DetailsForm, SharedDetailsForm
from pledges.forms.joining import DecliningForm, JoinForm
from pledges.forms.own_part import LeavingForm, UseForm, WriterForm
from pledges.forms.partners import InvitationForm
from pledges.forms.permissions import PermissionsForm
from pledges.forms.start import StartForm

__all__ = [
    "AboutForm",
    "AnswerForm",
    "DecliningForm",
    "DetailsForm",
    "InvitationForm",
    "JoinForm",
    "LeavingForm",
    "PermissionsForm",
    "SharedDetailsForm",
    "StartForm",
    "UseForm",
    "WriterForm",
]
