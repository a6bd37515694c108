"""Texts of wagtail-localize and of Wagtail's scripts that we say in our own words, or that they lack.

As in `people/library_words.py`, nothing is shown from here, except that scripts ask catalogues of
their own (`cms/views/script_words.py`).
"""

from django.utils.translation import gettext_noop, ngettext_lazy

PAGES = (
    gettext_noop("Sync translated %(model_name)s"),
    gettext_noop("Start Synced translation"),
    gettext_noop("Locales"),
    gettext_noop("{} locales"),
    gettext_noop("All child pages will be created."),
    gettext_noop("The page '{page_title}' was successfully submitted for translation into {locales}"),
    gettext_noop("Translated with {tool_name} on {date}"),
    gettext_noop("Translated manually on {date}"),
    gettext_noop("This locale cannot be synced into itself."),
    gettext_noop("Synchronise content from another locale"),
    gettext_noop(
        "Choose a locale to synchronise content from. Any existing and future content authored in the"
        " selected locale will be automatically copied to this one."
    ),
    gettext_noop(
        "<{}> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)"
    ),
    gettext_noop("Strings cannot have any HTML tags with attributes (except for 'id' in <a> tags)"),
    gettext_noop("Unrecognised id found in an <a> tag: {}"),
    gettext_noop("Convert to alias %(title)s"),
    gettext_noop("Convert to alias"),
    gettext_noop(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of"
        " the page with the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    gettext_noop("Yes, convert it"),
    gettext_noop("No, leave it as a page"),
    gettext_noop(
        "This page hasn't been translated yet. It is mirroring the <a "
        'href="%(edit_original_page_url)s" target="_blank">%(original_locale)s page</a>.'
    ),
    gettext_noop("Translation of %(instance)s into %(locale)s"),
    gettext_noop("Why would I sync my page?"),
    gettext_noop(
        "Changes are not automatically applied between translated pages. Syncing will add new content"
        " for translation and remove deleted content."
    ),
    gettext_noop("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    gettext_noop("Page '{}' has been converted into an alias."),
    gettext_noop(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix them or "
        "click publish again to ignore these translations for now."
    ),
    gettext_noop("Published '{object}' in {locale} with missing translations - see below."),
    gettext_noop("Published '{object}' in {locale}."),
    gettext_noop(
        "The data model for '{model_name}' has been changed since the last translation sync. If any "
        "new fields have been added recently, these may not be visible until the next translation "
        "sync."
    ),
    gettext_noop("Translation has been stopped."),
    gettext_noop("Translation has been restarted."),
    gettext_noop("Cannot import PO file that was created for a different translation."),
    gettext_noop("Successfully imported translations from PO File."),
    gettext_noop("Source title"),
    ngettext_lazy("Include subtree ({} page)", "Include subtree ({} pages)"),
    gettext_noop("Publish immediately"),
    gettext_noop(
        "Apply the updates and publish immediately. The changes will use the original language until "
        "translated."
    ),
    gettext_noop("Update existing translations"),
    gettext_noop("Successfully updated translations for '{object}'"),
    gettext_noop("Sync translated pages"),
    gettext_noop("Convert to alias page"),
    gettext_noop("Convert page to alias"),
    gettext_noop("Converted page '%(title)s' to an alias of the translation source page '%(source_title)s'"),
    gettext_noop("Converted page to an alias of the translation source page"),
    gettext_noop("Add a locale"),
    gettext_noop("Add locale"),
    gettext_noop("Locale '{0}' created."),
    gettext_noop("The locale could not be saved due to errors."),
    gettext_noop("Delete locale"),
    gettext_noop("Locale '{0}' updated."),
    gettext_noop("This locale cannot be deleted because there are pages and/or other objects using it."),
    gettext_noop("Are you sure you want to delete this locale?"),
    gettext_noop("Locale '{0}' deleted."),
    gettext_noop(
        "This locale's current language code is not supported. Please choose a new language or delete"
        " this locale."
    ),
    gettext_noop("This locale's language code is not supported"),
)

SCRIPT = (
    gettext_noop("Download PO file"),
    gettext_noop("Upload PO file"),
    gettext_noop("Applying editor lock"),
    gettext_noop("Removing editor lock"),
    gettext_noop("Convert to alias page"),
    gettext_noop("Download PO file and input translations offline"),
    gettext_noop("Upload translated PO file to submit translations"),
    gettext_noop("Fetching %s information..."),
    gettext_noop("Publish in "),
    gettext_noop("Revert to %s version"),
    gettext_noop("Uses %s version"),
    gettext_noop("segments translated"),
    gettext_noop("Stop Synced translation"),
    gettext_noop("Stopping Synced translation"),
    gettext_noop("There are unsaved segments. Please save or cancel them before leaving."),
    gettext_noop("Translate all missing strings with "),
)

STAFF_SCRIPT = (
    gettext_noop("Search options…"),
    gettext_noop("A network error occurred."),
    gettext_noop("A server error occurred."),
    gettext_noop("Autosave in progress…"),
    gettext_noop("Changes have been autosaved."),
    gettext_noop("Toggle section"),
    gettext_noop("Complex"),
    gettext_noop("Fair"),
    gettext_noop("Good"),
    gettext_noop("Pin toolbar"),
    gettext_noop("Unpin toolbar"),
)
