#!/usr/bin/env python3
"""Writes docs/open-data/openapi.json: the contract with programmers, which changes only on purpose."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "open-data" / "openapi.json"


def render() -> str:
    from cms.api import urls  # noqa: F401 - registers every address
    from cms.api.contract import api

    return json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(render())
    print(f"Wrote {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
