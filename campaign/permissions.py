"""Who works for which campaign; who may move the closing of a call, and let somebody send after it."""

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from campaign.models import Campaign, Extension, LatePass, Reach
from campaign.reach import has_in_reach, limits_of
from people.policies import OnlyActions


def reaches(user, campaign) -> bool:
    """The person is not limited to other campaigns. What they may do there is a question of their role."""
    return has_in_reach(user, campaign.pk, campaign.rehearsal_of_id)


def can_begin(user) -> bool:
    """A new campaign is in nobody's reach who is limited to others."""
    return user.has_perm("campaign.add_campaign") and limits_of(user) is None


def can_limit(user) -> bool:
    """Who is limited neither widens their own reach nor narrows that of others."""
    return user.has_perm("campaign.change_reach") and limits_of(user) is None


def can_move_closing(user, campaign=None) -> bool:
    """Of a campaign; without one, of those in reach."""
    return user.has_perm("campaign.add_extension") and (campaign is None or reaches(user, campaign))


def can_give_late_pass(user, campaign=None) -> bool:
    """In a campaign; without one, in those in reach."""
    return user.has_perm("campaign.add_latepass") and (campaign is None or reaches(user, campaign))


class OnlyUnlimited(ModelPermissionPolicy):
    """Staff screens offer some actions on the model only to those who work for every campaign."""

    def __init__(self, model, *actions):
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action):
        if not super().user_has_permission(user, action):
            return False
        return action not in self.actions or limits_of(user) is None


def register_policies() -> None:
    """A moved closing and a late pass are a record: staff screens add to it, and nobody edits it."""
    register_permission_policy(Campaign, OnlyUnlimited(Campaign, "add"))
    register_permission_policy(Reach, OnlyUnlimited(Reach, "view", "add", "change", "delete"))
    register_permission_policy(Extension, OnlyActions(Extension, "view", "add"))
    register_permission_policy(LatePass, OnlyActions(LatePass, "view", "add"))
