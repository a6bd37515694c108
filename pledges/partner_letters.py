"""Letters between a submitter and its partners. Links that open a door go to the partner alone."""

from people.models import Letter, User
from people.privacy import FORGOTTEN_ADDRESS
from pledges import letters, permissions
from pledges.states import EDITABLE


def partner_addresses(partner) -> list[tuple[str, str]]:
    """(address, language) of everybody who answers for a partner: its representatives, or who was asked."""
    people = partner.organisation.people.filter(is_active=True).order_by("pk")
    return addressed(partner, [(person.email, person.language) for person in people])


def addressed(partner, people: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same once it is known who acts for the partner."""
    asked = [(partner.email, partner.language)] if partner.email not in ("", FORGOTTEN_ADDRESS) else []
    return people or asked


def invitation(partner) -> None:
    _to_partner("invitation", partner, partner.invited_at, "pledges:partner_answer", partner.key)


def reminder(partner) -> None:
    _to_partner("reminder", partner, partner.reminded_at, "pledges:partner_answer", partner.key)


def partnership(partner) -> None:
    """What the partner has agreed to, with a link of its own to leave by."""
    _to_partner("partnership", partner, partner.answered_at, "pledges:partnership", partner.own_key)


def sent_in(submission, together) -> list[Letter]:
    """To everybody who takes part, each a letter of its own that names all of them; not queued yet.

    `together` are those who take part, each with the addresses and languages of who answers for it. Who
    gets it is told by organisation: nobody's address is shown to the others.
    """
    partners = [partner for partner, _addresses in together]
    return [
        letters.compose(
            "sent_in",
            email,
            language,
            f"sent_in:{submission.pk}:{partner.pk}:{email}",
            submission.entry,
            links={"link": ("pledges:partnership", [partner.own_key])},
            partner=partner,
            together=partners,
            submission=submission,
        )
        for partner, addresses in together
        for email, language in addresses
    ]


def brought_in(writer) -> None:
    """To whom a partner brought into the draft: where to write along. The submitter learns of it."""
    partner, entry = writer.partner, writer.entry
    known = User.objects.filter(email=writer.email).values_list("language", flat=True).first()
    links = {"link": ("pledges:edit", [entry.uuid, "about"])}
    event = f"brought_in:{writer.pk}:{writer.email}"
    letters.write(
        "brought_in", writer.email, known or partner.language, event, entry, links=links, partner=partner
    )
    told = {"partner": partner, "writer": writer}
    letters.to_submitters("writer_brought", entry, f"writer_brought:{writer.pk}", **told)


def partnership_ended(partner) -> None:
    _to_partner("partnership_ended", partner, partner.answered_at)


def _to_partner(name, partner, at, view=None, key=None) -> None:
    """`at` is the moment of the event, which tells this letter from one about an earlier invitation."""
    links = {"link": (view, [key])} if view else {}
    for email, language in partner_addresses(partner):
        event = f"{name}:{partner.pk}:{at.timestamp()}:{email}"
        letters.write(name, email, language, event, partner.entry, links=links, partner=partner)


def partner_answered(partner) -> None:
    _about_partner("partner_answered", partner)


def partner_left(partner) -> None:
    _about_partner("partner_left", partner)


def invitation_expired(partner) -> None:
    _about_partner("invitation_expired", partner)


def _about_partner(name, partner) -> None:
    at, entry = partner.answered_at or partner.expires_at, partner.entry
    is_open = entry.state in EDITABLE and not entry.campaign.are_partners_frozen
    may_invite = is_open and permissions.ground_to_send(entry) is not None
    event = f"{name}:{partner.pk}:{at.timestamp()}"
    letters.to_submitters(name, entry, event, partner=partner, may_invite=may_invite)
