"""The two campaigns with their themes, target groups, questions, rounds and the wordings of consent."""

from campaign.models import Advice, Campaign, Choice, Question, TargetGroup, Theme
from campaign.states import Changes
from demo.texts import moment, read, words
from judging.models import Criterion, Panel, Round
from people.models import ConsentText, Purpose

NAMES = ("kotolupaus", "kotolupaus-nyt")
OF_ROUND = ("is_blind", "jurors_per_entry", "entrance", "best", "sees_ballots", "sees_comments")
MOMENTS = ("opens_at", "closes_at", "publishes_at", "announces_at", "erases_at")


class Taken(Exception):  # noqa: N818
    """Somebody's own campaign has the short name of one of the demonstration's."""


def load_consent_texts() -> None:
    """Word the purposes that have no text yet."""
    worded = set(ConsentText.objects.values_list("purpose", flat=True))
    for purpose, spec in read("consent").items():
        if purpose not in worded:
            ConsentText.objects.create(
                purpose=Purpose(purpose),
                version=1,
                label=words(spec["label"]),
                wording=words(spec["wording"]),
            )


def load_campaign(name: str, organisations) -> Campaign:
    """Make the campaign unless it is there."""
    spec = read(f"campaigns/{name}")
    owner = organisations[spec["owner"]]
    standing = Campaign.objects.filter(slug=name).first()
    if standing and standing.owner != owner:
        raise Taken(name)
    return standing or _make(spec, owner)


def _make(spec, owner) -> Campaign:
    campaign = Campaign(
        slug=spec["slug"],
        owner=owner,
        changes_after_sending=spec.get("changes_after_sending", Changes.NONE),
        **{field: spec[field] for field in ("hashtag", "accent", "reference_prefix", "attachments_most")},
        **{field: words(spec[field]) for field in ("title", "slogan", "aim")},
    )
    for field in MOMENTS:
        setattr(campaign, field, moment(spec[field], campaign.zone))
    campaign.full_clean()
    campaign.save()
    common = read("campaigns/common")
    for order, theme in enumerate(common["themes"]):
        fields = {"label": words(theme["label"]), "description": words(theme["description"])}
        Theme.objects.create(
            campaign=campaign, order=order, slug=theme["slug"], palette=theme["palette"], **fields
        )
    for order, group in enumerate(common["target_groups"]):
        TargetGroup.objects.create(campaign=campaign, order=order, label=words(group["label"]))
    for advice in common["advice"]:
        Advice.objects.create(campaign=campaign, kind=advice["kind"], text=words(advice["text"]))
    for order, question in enumerate(common["questions"]):
        texts = {
            name: words(question[name]) for name in ("label", "help_text", "heading") if name in question
        }
        plain = {key: value for key, value in question.items() if key not in [*texts, "choices"]}
        made = Question.objects.create(campaign=campaign, order=order, **plain, **texts)
        for place, choice in enumerate(question.get("choices", [])):
            Choice.objects.create(question=made, order=place, label=words(choice["label"]))
    return campaign


def load_panels(campaign) -> dict[str, Panel]:
    """Make the campaign's rounds with a panel each; empty when it has rounds already."""
    if campaign.rounds.exists():
        return {}
    common = read("campaigns/common")
    made = {}
    for place, spec in enumerate(read(f"campaigns/{campaign.slug}")["rounds"], start=1):
        this = Round.objects.create(
            campaign=campaign,
            name=words(spec["name"]),
            order=place,
            **{field: spec[field] for field in OF_ROUND if field in spec},
            scoring_starts_at=moment(spec["scoring_starts_at"], campaign.zone),
            scoring_ends_at=moment(spec["scoring_ends_at"], campaign.zone),
        )
        for order, criterion in enumerate(common["criteria"]):
            Criterion.objects.create(
                round=this,
                order=order,
                label=words(criterion["label"]),
                guidance=words(criterion["guidance"]),
                weight=criterion["weight"],
                levels=[{"label": level["label"], "text": level["text"]} for level in common["levels"]],
                is_required=criterion["slug"] in spec.get("required", []),
                allows_cannot_judge=criterion["slug"] in spec.get("cannot_judge", []),
            )
        made[spec["key"]] = Panel.objects.create(round=this, name=words(spec["panel"]))
    return made


def target_groups(campaign) -> dict[str, TargetGroup]:
    """The campaign's target groups by their key in the file."""
    labels = {spec["label"]["fi"]: spec["key"] for spec in read("campaigns/common")["target_groups"]}
    return {labels[group.label.localize("fi")]: group for group in campaign.target_groups.all()}


def choice_keys(campaign) -> dict[str, str]:
    """What answers name the campaign's choices by, by their key in the file."""
    specs = [
        choice for question in read("campaigns/common")["questions"] for choice in question.get("choices", [])
    ]
    labels = {spec["label"]["fi"]: spec["key"] for spec in specs}
    choices = Choice.objects.filter(question__campaign=campaign)
    return {labels[choice.label.localize("fi")]: str(choice.pk) for choice in choices}
