from pledges.forms.about import AboutForm
from pledges.forms.details import DetailsForm
from pledges.forms.partners import AnswerForm, InvitationForm
from pledges.forms.permissions import PermissionsForm
from pledges.forms.start import StartForm

__all__ = ["AboutForm", "AnswerForm", "DetailsForm", "InvitationForm", "PermissionsForm", "StartForm"]
