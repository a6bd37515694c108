from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from people import feedback
from people.permissions import edits_pages
from people.privacy import end_old_sessions, forget_old_letters
from people.todo import TodoPanel
from people.views import feedback_desk, proposals
from people.viewsets.groups import PeopleGroup, PersonalDataViewSet, ProposalsViewSet
from people.viewsets.letters import failed_letters
from people.viewsets.users import NobodyIsDeleted


@hooks.register("register_log_actions")
def register_people_actions(actions):
    for name, label in {
        "people.organisation.register": _("Organisation registered"),
        "people.organisation.propose": _("Another name, website or logo asked for"),
        "people.organisation.take_back_proposal": _("Asked no more for another name, website or logo"),
        "people.organisation.accept_proposal": _("Another name, website or logo accepted"),
        "people.organisation.decline_proposal": _("Another name, website or logo declined"),
        "people.organisation.nominate": _("Somebody asked to act for the organisation"),
        "people.organisation.take_back_nomination": _("Question taken back"),
        "people.organisation.decline_nomination": _("Declined to act for the organisation"),
        "people.organisation.add_person": _("Representative added"),
        "people.organisation.remove_person": _("Representative removed"),
        "people.user.forget": _("Personal data erased"),
        "people.user.read": _("Personal data read"),
        "people.feedback.receive": _("Accessibility feedback received"),
        "people.feedback.answer": _("Accessibility feedback answered"),
        "people.feedback.erase": _("Accessibility feedback erased"),
        "people.letter.try_again": _("Letter to be sent again"),
        "people.export": _("List downloaded"),
    }.items():
        actions.register_action(name, label, label)


@hooks.register("register_admin_viewset")
def register_people_screens():
    return [PeopleGroup(), PersonalDataViewSet(), ProposalsViewSet()]


@hooks.register("insert_global_admin_css")
def let_lists_stack_on_a_phone():
    return format_html('<link rel="stylesheet" href="{}">', static("people/staff.css"))


@hooks.register("construct_homepage_panels")
def show_what_to_do(request, panels):
    panels.append(TodoPanel())


@hooks.register("construct_main_menu")
def leave_out_what_is_about_pages(request, items):
    if not edits_pages(request.user):
        items[:] = [item for item in items if item.name != "help"]


hooks.register("register_chore", forget_old_letters)
hooks.register("register_chore", end_old_sessions)
hooks.register("register_chore", feedback.remind_staff)
hooks.register("register_chore", feedback.forget_old)
hooks.register("forget_person", feedback.forget)
hooks.register("register_todo", failed_letters)
hooks.register("register_todo", proposals.to_do)
hooks.register("register_todo", feedback_desk.to_do)
# Registered later than Wagtail's action of the same name, so that it takes its place.
hooks.register("register_bulk_action", NobodyIsDeleted, order=100)
