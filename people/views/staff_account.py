"""The staff's own settings, as Wagtail shows them, without a picture to upload."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class StaffAccountView(AccountView):
    def get_panels(self):
        """A picture would be kept as it came, with its place and camera data, in the public media folder."""
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
