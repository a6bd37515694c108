"""How every screen of judging stands in Wagtail's frame: title, path, content."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(request, template: str, title: str, *, path=(), status=200, icon="form", **context):
    """A response in Wagtail's frame; `path` is (label, address) pairs between home and the title."""
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    items += [{"url": address, "label": label} for label, address in path]
    items.append({"url": "", "label": title})
    frame = {"breadcrumbs_items": items, "header_title": title, "page_title": title, "header_icon": icon}
    return TemplateResponse(request, f"judging/{template}", {**frame, **context}, status=status)
