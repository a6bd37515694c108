"""What would tell who is behind an entry: names in every language, addresses, numbers, places."""


def names_of(entry) -> list[str]:
    """Hidden wherever a blind jury reads. `entry` comes with its partners and their organisations."""
    organisations = [entry.organisation, *(partner.organisation for partner in entry.partners.all())]
    names = [
        entry.contact_name,
        entry.contact_email,
        entry.contact_phone,
        entry.contact_email.partition("@")[2],
    ]
    for organisation in organisations:
        names.extend(_every_language(organisation.name))
        names.append(organisation.website.partition("//")[2].removeprefix("www.").strip("/"))
        names.append(organisation.business_id)
    return [name for name in names if name]


def places_of(entry) -> list[str]:
    """Places that may tell it, and are only suggested to who makes a redacted copy."""
    found = [entry.municipality, entry.organisation.municipality, *entry.place.split(",")]
    named = [name for place in found if place for name in _every_language(getattr(place, "name", place))]
    return list(dict.fromkeys(name.strip() for name in named if name.strip()))


def _every_language(label) -> list[str]:
    data = getattr(label, "data", label)
    return [str(name) for name in data.values()] if isinstance(data, dict) else [str(label)]
