"""Who has read scores and taken them away is written down, before the announcement and after it."""

from functools import wraps

from campaign.models import Campaign
from judging import reads
from judging.models import Panel, Round
from pledges.models import Entry

FIND = {
    "campaign": lambda slug: Campaign.objects.filter(slug=slug).first(),
    "round": lambda pk: Round.objects.filter(pk=pk).first(),
    "panel": lambda pk: Panel.objects.filter(pk=pk).first(),
    "entry": lambda pk: Entry.objects.filter(pk=pk).first(),
}


def logged(view, about: str):
    """The view, each of whose pages is logged as read: `about` says what its address names.

    Also the page that comes with a form that was not taken: it shows what a GET shows.
    """

    @wraps(view)
    def logging(request, **kwargs):
        response = view(request, **kwargs)
        if request.method != "HEAD" and response.status_code == 200:
            found = FIND[about](*kwargs.values())
            reads.note(found, export=request.GET.get("export", ""), by=request.user)
        return response

    return logging
