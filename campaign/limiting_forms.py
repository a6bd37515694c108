"""The staff form that limits somebody to campaigns."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from campaign import limiting
from campaign.models import Campaign, Reach
from campaign.reach import EVERYTHING
from people.models import User
from people.text import EmailField


class ReachForm(WagtailAdminModelForm):
    """The person is typed by address, as a juror is, so that nobody reads a list of those who work here."""

    email = EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Of somebody who has a role here already."),
    )
    campaigns = forms.ModelMultipleChoiceField(
        queryset=Campaign.objects.none(),
        label=gettext_lazy("Campaigns"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The person neither sees nor changes anything of the others."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaigns"].queryset = Campaign.objects.real().newest_first()
        if self.instance.pk:
            self.initial["email"] = self.instance.user.email
            self.fields["email"].disabled = True

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        self.person = User.objects.filter(email=email, is_active=True).first()
        if self.person is None or not self.person.has_perm("wagtailadmin.access_admin"):
            raise ValidationError(_("Nobody with this address works here."))
        if self.person.has_perm(EVERYTHING):
            raise ValidationError(_("This person may do everything here, so nothing limits them."))
        if Reach.objects.filter(user=self.person).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This person is in the list already. Change their campaigns there."))
        return email

    def act(self, *, by):
        return limiting.limit(self.person, self.cleaned_data["campaigns"], by=by)
