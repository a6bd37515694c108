"""Invented organisations, entries and jurors, which a rehearsal is filled with. All say that they are."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from campaign.models import Kind
from people.models import Organisation, User
from people.outbox import INVENTED_DOMAIN
from pledges import actions
from pledges.models import Entry

TOPICS = Path(__file__).parent / "data" / "rehearsal.toml"


@cache
def topics() -> list[dict[str, list[str]]]:
    """Title, summary and description by language."""
    return tomllib.loads(TOPICS.read_text())["topics"]


def in_every_language(say) -> LazyI18nString:
    """What `say()` returns, in each language of the installation."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            texts[code] = str(say())
    return LazyI18nString(texts)


def organisations(number: int) -> list[Organisation]:
    """Organisations that nobody acts for and no search for partners finds."""
    kinds = Organisation.Kind.values
    return [
        Organisation.objects.create(
            kind=kinds[place % len(kinds)],
            name=in_every_language(
                lambda place=place: _("Invented organisation %(number)d") % {"number": place + 1}
            ),
        )
        for place in range(number)
    ]


def entries(campaign, number: int) -> list[Entry]:
    """Accepted entries, in turn pledges and initiatives, in each language of which there are texts."""
    kinds = [
        kind
        for kind, is_allowed in (
            (Kind.PLEDGE, campaign.pledges_allowed),
            (Kind.INITIATIVE, campaign.initiatives_allowed),
        )
        if is_allowed
    ]
    themes = list(campaign.themes.order_by("order", "pk"))
    languages = [code for code, _name in settings.LANGUAGES if code in topics()[0]]
    made = []
    for place, organisation in enumerate(organisations(number)):
        language = languages[place % len(languages)]
        title, summary, description = topics()[place % len(topics())][language]
        with translation.override(language):
            title = _("Invented: %(title)s (%(number)d)") % {"title": title, "number": place + 1}
            contact = _("Invented person %(number)d") % {"number": place + 1}
        entry = Entry.objects.create(
            campaign=campaign,
            organisation=organisation,
            kind=kinds[place % len(kinds)],
            language=language,
            title=title,
            summary=summary,
            description=description,
            contact_name=contact,
            contact_email=f"submitter{place + 1}.{campaign.slug}@{INVENTED_DOMAIN}",
        )
        if themes:
            entry.themes.add(themes[place % len(themes)])
        actions.submit(entry, by=None)
        made.append(actions.accept(entry, by=None))
    return made


def person(campaign, number: int) -> User:
    """Somebody who can sit in a jury; nobody can sign in as them, for no letter ever leaves for them."""
    return User.objects.create_user(
        f"juror{number}.{campaign.slug}@{INVENTED_DOMAIN}",
        first_name=_("Invented"),
        last_name=_("juror %(number)d") % {"number": number},
        language=translation.get_language(),
    )
