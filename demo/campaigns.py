"""The two campaigns with their themes, target groups, questions, panels and the wordings of consent."""

from campaign.models import Campaign, Question, TargetGroup, Theme
from demo.texts import moment, read, words
from judging.models import Criterion, Panel
from people.models import ConsentText, Purpose

NAMES = ("kotolupaus", "kotolupaus-nyt")
MOMENTS = ("opens_at", "closes_at", "publishes_at", "announces_at")


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
        **{field: spec[field] for field in ("hashtag", "accent", "reference_prefix")},
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
    for order, question in enumerate(common["questions"]):
        texts = {"label": words(question["label"]), "help_text": words(question["help_text"])}
        plain = {key: value for key, value in question.items() if key not in texts}
        Question.objects.create(campaign=campaign, order=order, **plain, **texts)
    return campaign


def load_panels(campaign) -> dict[str, Panel]:
    """Make the campaign's panels; empty when it has panels already."""
    if campaign.panels.exists():
        return {}
    common = read("campaigns/common")
    made = {}
    for spec in read(f"campaigns/{campaign.slug}")["panels"]:
        panel = Panel.objects.create(
            campaign=campaign,
            name=words(spec["name"]),
            is_blind=spec["is_blind"],
            jurors_per_entry=spec["jurors_per_entry"],
            scoring_ends_at=moment(spec["scoring_ends_at"], campaign.zone),
        )
        for order, criterion in enumerate(common["criteria"]):
            Criterion.objects.create(
                panel=panel,
                order=order,
                label=words(criterion["label"]),
                guidance=words(criterion["guidance"]),
                weight=criterion["weight"],
                levels=[{"label": level["label"]} for level in common["levels"]],
            )
        made[spec["key"]] = panel
    return made


def target_groups(campaign) -> dict[str, TargetGroup]:
    """The campaign's target groups by their key in the file."""
    labels = {spec["label"]["fi"]: spec["key"] for spec in read("campaigns/common")["target_groups"]}
    return {labels[group.label.localize("fi")]: group for group in campaign.target_groups.all()}
