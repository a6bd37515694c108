"""A person with everything that a staff screen asks of them, by one question."""

import pytest
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from people.at_once import with_permissions
from people.models import User
from people.roles import ROLES
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [*ROLES, None])
def test_the_answer_is_that_of_many_questions(role):
    person = make.user(role=role)
    usual, quick = User.objects.get(pk=person.pk), with_permissions(person)
    assert quick == usual
    assert quick.get_all_permissions() == usual.get_all_permissions()
    assert quick.get_group_permissions() == usual.get_group_permissions()
    assert quick.get_user_permissions() == usual.get_user_permissions()
    pages, images = PagePermissionPolicy(), CollectionPermissionPolicy(Image)
    for policy in (pages, images):
        found = [set(policy.get_cached_permissions_for_user(one)) for one in (quick, usual)]
        assert found[0] == found[1]


def test_a_juror_is_asked_about_once(django_assert_num_queries):
    person = make.user(role="Juror")
    with django_assert_num_queries(1):
        quick = with_permissions(person)
        assert quick.has_perm("judging.score_entry")
        assert not hasattr(quick, "wagtail_userprofile")
        assert list(PagePermissionPolicy().get_cached_permissions_for_user(quick)) == []


def test_whoever_may_do_everything_or_nothing_still_does():
    root = make.user(is_superuser=True)
    gone = make.user(role="Juror", is_active=False)
    may = [with_permissions(one).has_perm("judging.score_entry") for one in (root, gone)]
    assert may == [True, False]
