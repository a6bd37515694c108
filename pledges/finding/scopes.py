"""What the keys in the index name."""


def entries(campaign: int) -> str:
    return f"entries-{campaign}"


def organisations(campaign: int) -> str:
    """Those that public entries of a campaign name."""
    return f"organisations-{campaign}"


def pages(language: str) -> str:
    return f"pages-{language}"


def news(language: str) -> str:
    return f"news-{language}"
