"""Looks after the translations in locale/*/LC_MESSAGES/django.po.

--compile   writes the .mo files that Django reads (needs no gettext)
--refresh   collects the messages of the source into the catalogues, then compiles
--check     fails and lists every message that is missing, untranslated or fuzzy; changes nothing

The languages that every installation starts with are complete. Any other may leave messages untranslated,
and its readers get these in English.
"""

import argparse
import gettext
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("LC_MESSAGES") / "django.po"
SOURCES = {".py", ".html", ".txt"}
WITHOUT_MESSAGES = {"__pycache__", "migrations", "static"}
# Texts of Django, Wagtail and wagtail-localize that we translate anew; where we have not, theirs stands.
OF_LIBRARIES = {"people/library_words.py", "cms/translation_words.py"}
# Beside English, which the source is written in; config/settings.py offers them unless told otherwise.
COMPLETE = {"fi", "sv"}


def catalogues():
    found = {path.parent.parent.name: path for path in sorted(ROOT.glob(f"locale/*/{CATALOGUE}"))}
    return found or sys.exit("There is no catalogue in locale/.")


def packages():
    return [path.parent for path in sorted(ROOT.glob("*/__init__.py")) if path.parent.name != "tests"]


def collect(workshop):
    """Copies sources and catalogues and lets Django collect there: it leaves files beside the sources."""

    def uninteresting(folder, names):
        return [
            name
            for name in names
            if name in WITHOUT_MESSAGES or (Path(folder, name).is_file() and Path(name).suffix not in SOURCES)
        ]

    for package in packages():
        shutil.copytree(package, workshop / package.name, ignore=uninteresting)
    for language, path in catalogues().items():
        copy = workshop / "locale" / language / CATALOGUE
        copy.parent.mkdir(parents=True)
        shutil.copyfile(path, copy)
    languages = [f"--locale={language}" for language in catalogues()]
    options = ["--keep-pot", "--no-obsolete", "--no-wrap", "--add-location=file", "--verbosity=0"]
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *languages, *options],
        cwd=workshop,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        check=True,
    )


def refresh():
    with tempfile.TemporaryDirectory() as folder:
        collect(Path(folder))
        for language, path in catalogues().items():
            text = (Path(folder) / "locale" / language / CATALOGUE).read_text(encoding="utf-8")
            # The date would change with every refresh and make every two branches conflict.
            path.write_text(re.sub(r'"POT-Creation-Date:.*\n', "", text), encoding="utf-8")
    for language, path in catalogues().items():
        catalogue = polib.pofile(str(path))
        waiting = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        print(f"{language}: {len(catalogue)} messages, {waiting} wait for a translation")


def number_of_forms(catalogue):
    return int(re.search(r"nplurals\s*=\s*(\d+)", catalogue.metadata["Plural-Forms"])[1])


def shortcoming(message, catalogue):
    """What a catalogue lacks for a message of the source, or None."""
    translation = catalogue.find(message.msgid, msgctxt=message.msgctxt or False)
    if translation is None or translation.msgid_plural != message.msgid_plural:
        return "missing"
    if catalogue.metadata["Language"] not in COMPLETE:
        return None
    if translation.fuzzy:
        return "fuzzy"
    if message.msgid_plural:
        expected = number_of_forms(catalogue)
        forms = [translation.msgstr_plural.get(number, "") for number in range(expected)]
        return None if all(forms) else "untranslated plural form"
    return None if translation.msgstr else "untranslated"


def check():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        collect(Path(folder))
        messages = polib.pofile(str(Path(folder) / "locale" / "django.pot"))
    for language, path in catalogues().items():
        catalogue = polib.pofile(str(path))
        for message in messages:
            if fault := shortcoming(message, catalogue):
                files = ", ".join(sorted({file for file, _ in message.occurrences}))
                faults.append(f"{language}: {fault}: {message.msgid!r} ({files})")
        # Placeholders that differ from the source's would break the page that shows them.
        checked = subprocess.run(
            ["msgfmt", "--check-format", "--output-file=/dev/null", str(path)],
            capture_output=True,
            text=True,
        )
        faults += checked.stderr.splitlines() if checked.returncode else []
    if faults:
        sys.exit("\n".join([*faults, f"{len(faults)} faults in the translations; see CONTRIBUTING.md."]))
    print(f"{len(messages)} messages, all translated into {', '.join(sorted(COMPLETE))}")


def compile_changed():
    for path in catalogues().values():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime:
            print(f"Compiling {path.relative_to(ROOT)}")
            catalogue = polib.pofile(str(path))
            stand_in(catalogue)
            catalogue.save_as_mofile(str(compiled))


def stand_in(catalogue):
    """Put the English text where there is none, because Django would show that of the main language."""
    form_of = gettext.c2py(re.search(r"plural\s*=\s*([^;]+)", catalogue.metadata["Plural-Forms"])[1])
    for message in catalogue:
        files = {file for file, _ in message.occurrences}
        if message.translated() or message.obsolete or (files and files <= OF_LIBRARIES):
            continue
        message.flags = [flag for flag in message.flags if flag != "fuzzy"]
        if message.msgid_plural:
            message.msgstr_plural = dict.fromkeys(range(number_of_forms(catalogue)), message.msgid_plural)
            message.msgstr_plural[form_of(1)] = message.msgid
        else:
            message.msgstr = message.msgid


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    wish = parser.add_mutually_exclusive_group(required=True)
    wish.add_argument("--compile", action="store_true")
    wish.add_argument("--refresh", action="store_true")
    wish.add_argument("--check", action="store_true")
    wishes = parser.parse_args()
    if wishes.check:
        check()
        return
    if wishes.refresh:
        refresh()
    compile_changed()


if __name__ == "__main__":
    main()
