"""How every screen of judging stands in Wagtail's frame: title, path, content."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(request, template: str, title: str, *, path=(), status=200, icon="form", **context):
    """A response in Wagtail's frame; `path` is (label, address) pairs between home and the title.

    Whatever is about a rehearsal says so: `context` names the campaign, or the panel or round of one.
    """
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    items += [{"url": address, "label": label} for label, address in path]
    items.append({"url": "", "label": title})
    frame = {"breadcrumbs_items": items, "header_title": title, "page_title": title, "header_icon": icon}
    frame["rehearsal"] = _rehearsal(**context)
    return TemplateResponse(request, f"judging/{template}", {**frame, **context}, status=status)


def _rehearsal(*, campaign=None, round=None, panel=None, **_others):
    this = round or (panel.round if panel else None)
    about = campaign or (this.campaign if this else None)
    return about if about and about.is_rehearsal else None
