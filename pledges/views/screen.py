"""One step on the screen, and the page that stands in its place once the entry cannot be changed."""

from django.shortcuts import render

from pledges import examples, partner_list, permissions, steps
from pledges.completeness import gaps, publication_allowed
from pledges.guidance import ahead, last_moment
from pledges.open_data import public_record, submitted_content
from pledges.receipt import received
from pledges.texts import readings
from pledges.views.copies import saved_copies


def screen(request, entry, here, form, template=None, **more):
    missing = [gap for gap in gaps(entry) if gap.step in steps.slugs_beside(here)]
    context = {
        "entry": entry,
        "campaign": entry.campaign,
        "example": examples.followed(entry, request),
        "here": here,
        "form": form,
        "gaps": missing,
        "progress": steps.progress(entry, here, missing),
        "saves": here.keeps_text,
        "until": last_moment(entry),
        "ground": permissions.ground_to_send(entry, request.arrived_at),
        "typed_before_sign_in": request.typed is not None,
        "picture_again": bool(request.FILES),
        "saved_copies": saved_copies(request) if here.saves_itself else "",
        **more,
    }
    if here.slug == "check":
        context |= _to_check(entry, request.user)
    return render(request, template or here.template, context)


def _to_check(entry, user) -> dict:
    return {
        "unanswered": partner_list.unanswered(entry, user),
        "rows": received(submitted_content(entry), entry.campaign),
        "record": public_record(entry),
        "readings": readings(entry),
        "is_permitted": publication_allowed(entry),
        "ahead": ahead(entry),
    }


def locked(request, entry, here, form):
    """The entry left the submitter's hands while the form was open: nothing is saved, and nothing lost."""
    typed = [
        (field.label, field.value()) for field in form.visible_fields() if field.name in form.changed_data
    ]
    context = {"entry": entry, "campaign": entry.campaign, "here": here, "typed": typed}
    return render(request, "pledges/locked.html", context, status=409)
