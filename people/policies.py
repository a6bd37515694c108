"""What Wagtail's staff screens may do with people's data, whoever asks."""

from django.contrib.auth.models import Group
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from people.models import Consent, ConsentText, Feedback, Letter, User


class OnlyActions(ModelPermissionPolicy):
    """Staff screens offer only these actions on the model, to anybody: what is evidence is never edited."""

    def __init__(self, model, *actions):
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action):
        return action in self.actions and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(self.actions.intersection(actions))


def register_policies() -> None:
    register_permission_policy(Group)
    register_permission_policy(User, OnlyActions(User, "view", "add", "change"))
    register_permission_policy(Consent, OnlyActions(Consent, "view"))
    register_permission_policy(ConsentText, OnlyActions(ConsentText, "view", "add"))
    register_permission_policy(Feedback, OnlyActions(Feedback, "view"))
    register_permission_policy(Letter, OnlyActions(Letter, "view"))
