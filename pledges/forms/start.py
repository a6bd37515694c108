"""Beginning an entry."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign.models import Kind
from people.widgets import Radios
from pledges.cap import has_sent_most, too_many
from pledges.examples import may_be_copied
from pledges.models import Entry


class StartForm(forms.Form):
    """Which kind of entry, and for which organisation."""

    NEW = "new"

    # Becomes the address of the draft, so that a second press of the button finds the first one's.
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    kind = forms.ChoiceField(label=gettext_lazy("What would you like to file?"), widget=Radios)
    organisation = forms.ChoiceField(
        label=gettext_lazy("In whose name?"), widget=forms.RadioSelect, required=False
    )
    example = forms.CharField(widget=forms.HiddenInput, required=False)
    with_words = forms.BooleanField(
        label=gettext_lazy("Begin with its words"),
        help_text=gettext_lazy("You change them to be your own before you send anything."),
        required=False,
        initial=True,
    )

    def __init__(self, *args, campaign, organisations, wanted, example=None, is_open=True, **kwargs):
        """`wanted` may name the kind and the organisation beforehand, `example` is the pledge to follow.

        Where the call is not open, these organisations hold a late pass, and no other can be registered.
        """
        self.campaign, self._example = campaign, example
        self.organisations = {str(organisation.uuid): organisation for organisation in organisations}
        initial = {name: wanted[name] for name in ("kind", "organisation") if name in wanted}
        initial["example"] = example.reference if example else ""
        super().__init__(*args, initial=initial, **kwargs)
        if example is None or not may_be_copied(example):
            del self.fields["with_words"]
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in campaign.kinds]
        if len(campaign.kinds) == 1:
            self.fields["kind"].initial = campaign.kinds[0]
        if len(self.organisations) == 1:
            self.fields["organisation"].initial = next(iter(self.organisations))
        self.fields["organisation"].is_needed = True
        self.fields["organisation"].choices = [
            *((uuid, str(organisation)) for uuid, organisation in self.organisations.items()),
            *([(self.NEW, gettext_lazy("Another organisation, which I register now"))] if is_open else []),
        ]

    @property
    def follows(self) -> Entry | None:
        """The example, for a pledge: an initiative follows none."""
        return self._example if self.cleaned_data["kind"] == Kind.PLEDGE else None

    @property
    def registers(self) -> bool:
        """The person registers a new organisation: chosen, or because there is no other."""
        return not self.organisations or self["organisation"].value() == self.NEW

    @property
    def describes_another(self) -> bool:
        """The person has typed the name of a new one, whichever was chosen."""
        return bool(self.data.get("new-name", "").strip())

    def refuse_another(self, most: int):
        self.add_error(
            None,
            _(
                "You have %(number)d drafts in this campaign, which is as many as one person can have. Send"
                " some of them or withdraw some, then begin a new one."
            )
            % {"number": most},
        )

    def clean_token(self):
        token = self.cleaned_data["token"]
        foreign = Entry.objects.exclude(organisation__in=self.organisations.values())
        if foreign.filter(uuid=token).exists():
            raise ValidationError(_("Please open this page once more."), code="taken")
        return token

    def clean_organisation(self):
        """The chosen organisation, or None for a new one."""
        chosen = self.cleaned_data["organisation"]
        if not chosen and self.organisations:
            raise ValidationError(_("Choose the organisation."), code="required")
        if chosen in self.organisations and self.describes_another:
            raise ValidationError(
                _("You have described another organisation below. Choose it here, or empty its name."),
                code="two_organisations",
            )
        organisation = self.organisations.get(chosen)
        if organisation and has_sent_most(self.campaign, organisation):
            raise ValidationError(too_many(self.campaign), code="too_many")
        return organisation
