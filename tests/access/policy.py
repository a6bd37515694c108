"""Who may open which address, change anything there, and read which confidential word.

The first two tables have a row for every address; the third speaks of fields. Whoever adds an address
adds it here, or the tests fail.
"""

OWN = {"author", "colleague"}
JURORS = {"juror_assigned", "juror_blind", "juror_unassigned", "juror_conflicted"}
STAFF = {"screener", "coordinator", "office", "editor", "officer"}
READERS = {"screener", "coordinator", "office", "officer"}
SIGNED_IN = OWN | JURORS | STAFF | {"stranger", "partner", "writer"}
WRITERS = OWN | {"writer"}  # a partner has brought the writer into the draft
SIGNED_OUT = {"anonymous", "disabled"}
EVERYBODY = SIGNED_IN | SIGNED_OUT
SCREENERS = {"screener", "coordinator"}
IN_CLOSED_ROOMS = {"office"}  # who may read what editors closed
NOBODY: set[str] = set()

# Who sees a page at an address (GET answers 200 for something in the world). A name ending in a colon
# stands for its whole family.
OPENS: dict[str, set[str]] = {
    # the public site
    "wagtail_serve": EVERYBODY,
    "wagtail_serve unpublished": NOBODY,
    "wagtail_serve closed": IN_CLOSED_ROOMS,
    "front": NOBODY,  # leads to a language
    "choose_language": NOBODY,  # leads back
    "search": EVERYBODY,
    "campaign_accent": EVERYBODY,
    "entry_attachment": EVERYBODY,
    "entry_picture": EVERYBODY,
    "entry_picture unpublished": NOBODY,
    "entry_picture_avif": EVERYBODY,
    "entry_picture_avif unpublished": NOBODY,
    "public_logo": EVERYBODY,
    "public_logo unpublished": NOBODY,
    "open_data": EVERYBODY,
    "accessibility_statement": EVERYBODY,
    "accessibility_feedback": EVERYBODY,
    "accessibility_feedback_thanks": EVERYBODY,
    "open_data_front": NOBODY,  # leads to a language
    "open_data_nothing": NOBODY,
    "open-data:": EVERYBODY,
    "robots": EVERYBODY,
    "sitemap": EVERYBODY,
    "sitemap_index": EVERYBODY,
    "woven_tile": EVERYBODY,
    "woven_band": EVERYBODY,
    "demo:sign_in": NOBODY,
    "demo:": EVERYBODY,  # exists in a demonstration only
    # Copies of editors' images, and files outside of closed collections, open to whoever has the address.
    "rendition": EVERYBODY,
    "rendition unpublished": EVERYBODY,
    "rendition closed": EVERYBODY,
    "wagtaildocs_serve": EVERYBODY,
    "wagtaildocs_serve unpublished": EVERYBODY,
    "wagtaildocs_serve closed": IN_CLOSED_ROOMS,
    "wagtaildocs_authenticate_with_password": EVERYBODY,  # asks for a password, which nothing here has
    "wagtailcore_login": NOBODY,
    "wagtailcore_authenticate_with_password": EVERYBODY,
    # one's own account
    "account_login": SIGNED_OUT,
    "account_request_login_code": SIGNED_OUT,
    "old_sign_in": SIGNED_OUT,  # the same address here, where nothing is translated
    "account_confirm_login_code": NOBODY,
    "account_inactive": EVERYBODY,
    "account_logout": SIGNED_IN,
    "account": SIGNED_IN,
    "my_data": SIGNED_IN,
    "download_my_data": SIGNED_IN,
    "erase_me": SIGNED_IN,
    "organisation": OWN | {"partner", "juror_conflicted"},
    "organisation_logo": OWN | {"partner", "juror_conflicted"},
    "add_colleague": NOBODY,
    "take_back_question": NOBODY,
    "answer_nomination": NOBODY,
    "remove_colleague": NOBODY,
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
    "pledges:edit": WRITERS,
    "pledges:invite": NOBODY,  # leads to the form
    "pledges:own_picture": WRITERS,
    "pledges:attachment": WRITERS,
    "pledges:change": NOBODY,
    "pledges:leave_as_it_was": NOBODY,
    "pledges:version": OWN,
    "pledges:withdraw": OWN,
    "pledges:reopen": NOBODY,  # no round lets submitters edit here
    "pledges:receipt_file": OWN,
    "pledges:submit": NOBODY,
    "pledges:permissions": NOBODY,
    "pledges:find_partner": OWN,
    "pledges:ask_partner_again": OWN,
    "pledges:remind_partner": NOBODY,
    "pledges:remove_partner": NOBODY,
    "pledges:take_note_of_partner": NOBODY,
    "pledges:withdraw_permissions": EVERYBODY,  # whoever has the receipt
    "pledges:partner_answer": EVERYBODY,  # whoever has the key
    "pledges:partner_picture": EVERYBODY,
    "pledges:partner_thanks": NOBODY,
    "pledges:late_pass": EVERYBODY - OWN,  # leads its own people on, and tells the others nothing
    "pledges:partnership": EVERYBODY,  # whoever has the partner's own key
    "pledges:leave": EVERYBODY,
    "pledges:partner_use": NOBODY,
    "pledges:bring_writer": NOBODY,
    "pledges:take_out_writer": NOBODY,
    "pledges:remove_writer": NOBODY,
    "pledges:join": SIGNED_IN,
    "pledges:take_back_interest": NOBODY,  # leads to what is one's own
    "pledges:decline_interest": OWN,
    # screening and entries
    "screening:index": SCREENERS,
    "screening:index_results": SCREENERS,
    "screening:": NOBODY,
    "entries:": READERS,
    # judging
    "judging:my_entries": JURORS,
    "judging:invitation": JURORS,
    "judging:affirm": JURORS,
    "judging:pass_best": NOBODY,
    "judging:pass_from": NOBODY,
    "judging:decline": JURORS,
    "judging:score": {"juror_assigned", "juror_blind"},
    "judging:recuse": {"juror_assigned", "juror_blind"},
    "judging:picture": {"juror_assigned"},
    "judging:attachment": {"juror_assigned"},
    "judging:newest_assignments": NOBODY,
    "judging:newest_ranking": NOBODY,
    "judging:newest_decisions": NOBODY,
    "judging:change_seat": NOBODY,
    "judging:drop_rule": NOBODY,
    "judging:award": NOBODY,
    "judging:take_back": NOBODY,
    "judging:": {"office"},
    "judging_rounds:delete": NOBODY,  # something hangs on each panel here
    "judging_rounds:": {"office"},
    # campaigns
    "campaigns:delete": NOBODY,
    "campaigns:": {"coordinator"},
    "themes:delete": NOBODY,
    "themes:": {"coordinator"},
    "target-groups:": {"coordinator"},
    "advice:": {"coordinator"},
    "questions:delete": NOBODY,
    "questions:": {"coordinator"},
    "campaigns:settle_outage": NOBODY,
    "extensions:": {"coordinator"},
    "late-passes:": {"coordinator"},
    "staff-by-campaign:": {"coordinator"},
    # people
    "organisation_changes:index": SCREENERS,
    "organisation_changes:decide": NOBODY,
    "organisation_changes:logo": SCREENERS,
    "organisations:": {"coordinator"},
    "consents:": {"officer"},
    "consent-texts:add": {"coordinator"},
    "consent-texts:": {"coordinator", "officer"},
    "feedback:answer": NOBODY,
    "feedback:erase": NOBODY,
    "feedback:": {"coordinator", "editor", "officer"},
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
FOR_EDITORS_AT_MOST = ("wagtail", "news:", "translations:", "admin/")

# Where an empty form may change something at once, and who may do that.
CHANGES: dict[str, set[str]] = {
    "pledges:withdraw_permissions": EVERYBODY,  # whoever has the receipt
    "judging:drop_rule": {"office"},
    "judging:take_back": {"office"},
    "late-passes:take_back": {"coordinator"},
    "pledges:submit": OWN,  # nothing is missing in the draft
    "pledges:withdraw": OWN,
    "pledges:leave_as_it_was": OWN,
    "pledges:remove_partner": OWN,
    "pledges:remove_writer": OWN,
    "pledges:take_back_interest": {"partner", "juror_conflicted"},  # who act for the interested
    "pledges:decline_interest": OWN,  # without a word
    "pledges:take_out_writer": EVERYBODY,  # whoever has the partner's own key
    "remove_colleague": {"author"},  # the main representative
    "take_back_question": {"partner", "juror_conflicted"},  # the main representatives of the other one
    "erase_me": SIGNED_IN,
    "feedback:erase": {"officer"},
    "personal_data:erase": {"officer"},  # the button of a page that says what will happen
}

# Things that editors make stand at one of these; at the latter two an address has a row of its own.
LEVELS = ("published", "unpublished", "closed")

# --- words ----------------------------------------------------------------------------------------
TEXTS = {"title", "summary", "description", "place", "publicanswer", "publicfile", "publicfilename"}
FOR_JURORS = TEXTS | {"juryanswer", "juryfile", "juryfilename", "imagealt"}
PUBLISHED = {"accepted", "embargoed", "selected"}
JUDGED = {"juror_assigned": {"accepted", "embargoed", "unpermitted"}, "juror_blind": {"accepted"}}
HIDDEN_IN_BLIND_JUDGING = {"place", "imagealt", "juryfile", "juryfilename"}
# What somebody sees whom a partner lets write along: the text, and neither contact nor answers about people.
WRITTEN_ALONG = FOR_JURORS
PAGE_WORDS = ("page", "alt", "link")
OTHER_WORDS = {
    "organisation": WRITERS | READERS | {"juror_assigned"},
    "proposedname": OWN | SCREENERS,
    "invitedname": OWN | READERS,
    "invitedcontribution": OWN | READERS,
    "invitedemail": OWN | {"coordinator", "officer"},
    "writeremail": OWN | {"writer", "officer"},
    "interestwords": OWN | {"partner", "juror_conflicted"},
    "owncomment": {"juror_assigned", "office"},
    "othercomment": {"office"},
    "ownfeedback": {"juror_assigned", "office"},
    "otherfeedback": {"office"},
    "ownnotes": {"juror_assigned"},  # not even the data protection officer
    "othernotes": NOBODY,
    "recusalreason": {"office"},
    "meetingnote": {"office"},
    "pendinggrounds": {"office"},
    "pendingaward": {"office"},
    "pendingawardgrounds": {"office"},
    "releasedgrounds": EVERYBODY,
    "feedbacktext": {"coordinator", "editor", "officer", "author"},  # who gave their address
    "feedbackemail": {"coordinator", "editor", "officer"},
    "lettersubject": {"coordinator", "officer", "author"},
    "letterbody": {"coordinator", "officer", "author"},
    "code": NOBODY,
    "camera": NOBODY,
    **{f"published{what}": EVERYBODY for what in PAGE_WORDS},
    **{f"unpublished{what}": {"editor"} for what in PAGE_WORDS},
    **{f"closed{what}": IN_CLOSED_ROOMS | {"editor"} for what in PAGE_WORDS},
    "publishedfile": EVERYBODY,
    "unpublishedfile": EVERYBODY,
    "closedfile": IN_CLOSED_ROOMS,
    **{f"{level}filetitle": {"editor"} for level in LEVELS},
    **{f"{level}imagetitle": {"editor"} for level in LEVELS},
    "consentnote": {"officer", "author"},
    "latepassreason": {"coordinator"},
    "extensionreason": {"coordinator"},
    "key": NOBODY,
}
# The key in an invitation's address opens what the invited need to know, to whoever has it; every
# other address with a key in it says at most whose the entry is, and leads to itself in other languages.
SAID_TO_THE_INVITED = {
    *(f"draft{field}" for field in ("title", "summary", "description", "contactname", "imagealt")),
    "invitedname",
    "invitedcontribution",
}
SAID_TO_A_PARTNER = {*(f"draft{field}" for field in ("title", "summary", "description")), "writeremail"}
SAID_BY_KEY = {"organisation", "key"}
WITH_A_KEY = {
    "pledges:partner_answer",
    "pledges:partner_picture",
    "pledges:partnership",
    "pledges:partner_use",
    "pledges:bring_writer",
    "pledges:take_out_writer",
    "pledges:leave",
}


def may_read(word: str, role: str, address: str) -> bool:
    """Whether somebody may meet a canary at an address."""
    if address == "pledges:partner_answer" and word in SAID_TO_THE_INVITED:
        return True
    if address in ("pledges:partnership", "pledges:leave") and word in SAID_TO_A_PARTNER:
        return True
    if address == "judging:affirm" and word == "organisation":
        return role in JURORS  # who takes part, but not in which entry
    if address in WITH_A_KEY and word in SAID_BY_KEY:
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
        along = {"writer"} if field in WRITTEN_ALONG else set()
        return OWN | along | ({"officer"} if field in ("title", "staffanswer") else set())
    readers = OWN | READERS
    if word == "selectedimagealt" or (place in PUBLISHED and field in TEXTS):
        return EVERYBODY
    for juror, places in JUDGED.items():
        hidden = HIDDEN_IN_BLIND_JUDGING if juror == "juror_blind" else set()
        if place in places and field in FOR_JURORS - hidden:
            readers = readers | {juror}
    return readers


PLACES = (*PUBLISHED, "draft", "submitted", "returned", "changing", "declined", "withdrawn", "unpermitted")


def who_opens(name: str) -> set[str] | None:
    """The row of an address; None when it has none."""
    return OPENS.get(name, OPENS.get(name.split(":")[0] + ":"))
