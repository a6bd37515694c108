"""Who may open which address, change anything there, and read which confidential word.

The first two tables have a row for every address; the third speaks of fields. Whoever adds an address
adds it here, or the tests fail.
"""

OWN = {"author", "colleague"}
JURORS = {"juror_assigned", "juror_blind", "juror_unassigned", "juror_conflicted"}
STAFF = {"screener", "coordinator", "office", "editor", "officer"}
READERS = {"screener", "coordinator", "office", "officer"}
SIGNED_IN = OWN | JURORS | STAFF | {"stranger", "partner"}
SIGNED_OUT = {"anonymous", "disabled"}
EVERYBODY = SIGNED_IN | SIGNED_OUT
SCREENERS = {"screener", "coordinator"}
NOBODY: set[str] = set()

# Who sees a page at an address (GET answers 200 for something in the world). A name ending in a colon
# stands for its whole family.
OPENS: dict[str, set[str]] = {
    # the public site
    "wagtail_serve": EVERYBODY,
    "front": NOBODY,  # leads to a language
    "search": EVERYBODY,
    "campaign_accent": EVERYBODY,
    "entry_picture": NOBODY,  # nobody in this world permitted a picture
    "robots": EVERYBODY,
    "sitemap": EVERYBODY,
    "sitemap_index": EVERYBODY,
    "woven_tile": EVERYBODY,
    "woven_band": EVERYBODY,
    "demo:sign_in": NOBODY,
    "demo:": EVERYBODY,  # exists in a demonstration only
    "rendition": NOBODY,  # no page in this world has a picture or a file
    "wagtaildocs_serve": NOBODY,
    "wagtaildocs_authenticate_with_password": NOBODY,
    "wagtailcore_login": NOBODY,
    "wagtailcore_authenticate_with_password": NOBODY,
    # one's own account
    "account_login": SIGNED_OUT,
    "account_request_login_code": SIGNED_OUT,
    "account_confirm_login_code": NOBODY,
    "account_inactive": EVERYBODY,
    "account_logout": SIGNED_IN,
    "account": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_authenticate": NOBODY,
    "mfa_reauthenticate": NOBODY,
    "mfa_deactivate_totp": NOBODY,
    "mfa_view_recovery_codes": NOBODY,
    "mfa_download_recovery_codes": NOBODY,
    # submitters and partners
    "pledges:start": EVERYBODY,
    "pledges:my_entries": SIGNED_IN,
    "pledges:entry_status": OWN,
    "pledges:edit": OWN,
    "pledges:invite": OWN,
    "pledges:own_picture": OWN,
    "pledges:withdraw": OWN,
    "pledges:submit": NOBODY,
    "pledges:permissions": NOBODY,
    "pledges:remove_partner": NOBODY,
    "pledges:organisation": OWN | {"partner", "juror_conflicted"},
    "pledges:organisation_logo": NOBODY,
    "pledges:add_colleague": NOBODY,
    "pledges:remove_colleague": NOBODY,
    "pledges:partner_answer": EVERYBODY,  # whoever has the key
    "pledges:partner_picture": EVERYBODY,
    "pledges:partner_thanks": NOBODY,
    # screening and entries
    "screening:index": SCREENERS,
    "screening:index_results": SCREENERS,
    "screening:": NOBODY,
    "entries:": READERS,
    # judging
    "judging:my_entries": JURORS,
    "judging:score": {"juror_assigned", "juror_blind"},
    "judging:recuse": {"juror_assigned", "juror_blind"},
    "judging:picture": {"juror_assigned"},
    "judging:newest_assignments": NOBODY,
    "judging:newest_ranking": NOBODY,
    "judging:newest_decisions": NOBODY,
    "judging:change_seat": NOBODY,
    "judging:assign_evenly": NOBODY,
    "judging:award": NOBODY,
    "judging:take_back": NOBODY,
    "judging:": {"office"},
    "judging_panels:delete": NOBODY,  # something hangs on each panel here
    "judging_panels:": {"office"},
    # campaigns
    "campaigns:delete": NOBODY,
    "campaigns:": {"coordinator"},
    "themes:delete": NOBODY,
    "themes:": {"coordinator"},
    "target-groups:": {"coordinator"},
    "questions:delete": NOBODY,
    "questions:": {"coordinator"},
    # people
    "organisations:": {"coordinator"},
    "consents:": {"officer"},
    "consent-texts:add": {"coordinator"},
    "consent-texts:": {"coordinator", "officer"},
    "letters:try_again": NOBODY,
    "letters:": {"coordinator", "officer"},
    "personal_data:": {"officer"},
    "wagtailusers_users:index": {"officer"},
    "wagtailusers_users:index_results": {"officer"},
    "wagtailusers_users:": NOBODY,
    # the staff door
    "wagtailadmin_home": JURORS | STAFF,
    "wagtailadmin_account": JURORS | STAFF,
    "wagtailadmin_dismissibles": JURORS | STAFF,
    "admin/test404/": JURORS | STAFF,
    "wagtailadmin_sprite": JURORS | STAFF | {"anonymous", "disabled"},
    "wagtailadmin_javascript_catalog": JURORS | STAFF | {"anonymous", "disabled"},
}

# Wagtail's own rooms about pages, pictures and files: for editors, and each room asks them once more.
FOR_EDITORS_AT_MOST = ("wagtail", "simple_translation:", "news:", "admin/")

# Where an empty form may change something at once, and who may do that.
CHANGES: dict[str, set[str]] = {
    "judging:take_back": {"office"},
    "pledges:withdraw": OWN,
    "pledges:remove_colleague": {"author"},  # the main representative
    "personal_data:erase": {"officer"},  # the button of a page that says what will happen
}

# --- words ----------------------------------------------------------------------------------------
TEXTS = {"title", "summary", "description", "place", "publicanswer"}
PUBLISHED = {"accepted", "embargoed", "selected"}
JUDGED = {"juror_assigned": {"accepted", "embargoed", "unpermitted"}, "juror_blind": {"accepted"}}
HIDDEN_IN_BLIND_JUDGING = {"place", "imagealt"}
OTHER_WORDS = {
    "organisation": OWN | READERS | {"juror_assigned"},
    "invitedname": OWN | READERS,
    "invitedcontribution": OWN | READERS,
    "invitedemail": {"coordinator", "officer"},
    "owncomment": {"juror_assigned", "office"},
    "othercomment": {"office"},
    "recusalreason": {"office"},
    "pendinggrounds": {"office"},
    "pendingaward": {"office"},
    "pendingawardgrounds": {"office"},
    "releasedgrounds": EVERYBODY,
    "lettersubject": {"coordinator", "officer"},
    "letterbody": {"coordinator", "officer"},
    "code": NOBODY,
    "consentnote": {"officer"},
    "key": NOBODY,
}
# The key in an invitation's address opens what the invited need to know, to whoever has it.
SAID_TO_THE_INVITED = {
    *(f"accepted{field}" for field in ("title", "summary", "description", "contactname", "imagealt")),
    "organisation",
    "invitedname",
    "invitedcontribution",
    "key",
}


def may_read(word: str, role: str, address: str) -> bool:
    """Whether somebody may meet a canary at an address."""
    if address == "pledges:partner_answer" and word in SAID_TO_THE_INVITED:
        return True
    return role in readers_of(word)


def readers_of(word: str) -> set[str]:
    if word in OTHER_WORDS:
        return OTHER_WORDS[word]
    place = next((place for place in PLACES if word.startswith(place)), None)
    if place is None:
        return NOBODY
    field = word.removeprefix(place)
    if place == "draft":
        return OWN | ({"officer"} if field == "title" else set())
    readers = OWN | READERS
    if place in PUBLISHED and field in TEXTS:
        return EVERYBODY
    for juror, places in JUDGED.items():
        hidden = HIDDEN_IN_BLIND_JUDGING if juror == "juror_blind" else set()
        if place in places and field in (TEXTS | {"juryanswer", "imagealt"}) - hidden:
            readers = readers | {juror}
    return readers


PLACES = (*PUBLISHED, "draft", "submitted", "returned", "declined", "withdrawn", "unpermitted")


def who_opens(name: str) -> set[str] | None:
    """The row of an address; None when it has none."""
    return OPENS.get(name, OPENS.get(name.split(":")[0] + ":"))
