"""The demonstration: the same on every day, lawful, consented, and shy of databases in use."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone, translation

from campaign.models import Campaign
from campaign.states import Phase
from cms.models import CampaignPage, ContentPage, HomePage, NewsPage, ProgrammePage, SiteSettings
from judging.models import Assignment, Award, Ballot, Decision, Panel
from judging.standings import standings
from people import feedback
from people.models import Consent, Letter, Organisation, User
from people.text import clean_text
from pledges import completeness
from pledges.models import Attachment, Entry
from pledges.open_data import public_record, public_records
from pledges.states import State
from tests import invariants, make


def numbers():
    models = (Campaign, Entry, Organisation, User, Consent, Letter, Ballot, Award, HomePage, NewsPage)
    return {model.__name__: model.objects.count() for model in models}


def make_locale(code):
    return HomePage.objects.get(locale__language_code=code).locale


# For as long as somebody changes what was sent.
PASSING = {State.RECALLED, State.CHANGING}


class TestDemonstration(TestCase):
    """Loaded once for all of these."""

    @classmethod
    def setUpTestData(cls):
        call_command("load_demo", stdout=StringIO())

    def test_it_keeps_every_promise_of_a_lawful_database(self):
        assert invariants.check() == []

    def test_there_are_24_entries_of_both_kinds_in_every_state(self):
        kinds = Counter(Entry.objects.values_list("kind", "state"))
        assert sum(kinds.values()) == 24
        assert kinds == {
            **{
                (kind, state): 1
                for kind in ("pledge", "initiative")
                for state in State.values
                if state not in PASSING
            },
            ("pledge", "selected"): 2,
            ("initiative", "selected"): 2,
            ("pledge", "accepted"): 3,
            ("initiative", "accepted"): 3,
        }
        assert Counter(Entry.objects.values_list("language", flat=True)) == {"fi": 16, "sv": 7, "en": 1}

    def test_the_campaign_of_2015_has_its_real_moments_and_the_other_is_open_today(self):
        past, present = Campaign.objects.order_by("opens_at")
        moments = [past.opens_at, past.closes_at, past.announces_at]
        assert [moment.astimezone(past.zone).isoformat() for moment in moments] == [
            "2015-10-06T10:00:00+03:00",
            "2015-11-16T23:59:59+02:00",
            "2015-12-15T10:00:00+02:00",
        ]
        assert (past.phase, present.phase) == (Phase.ANNOUNCED, Phase.CALL)

    def test_references_follow_the_order_of_submission(self):
        past, present = (
            list(campaign.entries.exclude(reference=None).order_by("submitted_at").values_list("reference"))
            for campaign in Campaign.objects.order_by("opens_at")
        )
        assert (past, present) == (sorted(past), sorted(present))
        assert (len(past), len(present)) == (14, 8)
        boundary = Entry.objects.get(external_id="yhteinenpoyta")
        assert boundary.reference == "KOTO-2015-0014"

    def test_everything_public_is_consented_and_the_rest_is_not_shown(self):
        public = Entry.objects.public()
        hidden = Entry.objects.filter(state__in=["accepted", "selected", "in_practice", "completed"])
        assert set(hidden.exclude(pk__in=public).values_list("external_id", flat=True)) == {"yovuoro"}
        assert [record.organisation for record in public_records(public.for_reading())].count("") == 0

    def test_entries_that_were_sent_in_lack_nothing(self):
        lacking = {
            entry.external_id: completeness.gaps(entry) for entry in Entry.objects.exclude(state="draft")
        }
        assert {name: gaps for name, gaps in lacking.items() if gaps} == {}

    def test_every_kind_of_organisation_is_advised_in_every_language(self):
        for campaign in Campaign.objects.real():
            kinds = [one.kind for one in campaign.advice.worded()]
            assert kinds == list(Organisation.Kind.values)
            assert {frozenset(one.text.data) for one in campaign.advice.all()} == {
                frozenset(("fi", "sv", "en"))
            }

    def test_how_one_contributes_and_to_which_needs_reads_in_every_language(self):
        entry = Entry.objects.public().get(external_id="leipomopaikka")
        for language, words in {
            "fi": ["Työllistämme", "Tieto työn hakemisesta\nKielen oppiminen"],
            "sv": ["Vi anställer", "Information om hur man söker jobb\nSpråkinlärning"],
            "en": ["We employ", "Information on job seeking\nLearning the language"],
        }.items():
            with translation.override(language):
                said = {one.question: one.words for one in public_record(entry).answers}
                asked = [str(entry.campaign.questions.get(slug=slug)) for slug in ("tapa", "tarpeet")]
            assert [said[question] for question in asked] == words

    def test_in_the_open_campaign_what_was_sent_can_be_changed(self):
        allowed = Campaign.objects.real().order_by("slug").values_list("changes_after_sending", flat=True)
        assert list(allowed) == ["none", "free"]

    def test_answers_of_every_kind_read_in_every_language(self):
        entry = Entry.objects.public().for_reading().get(external_id="kielikahvilat")
        for language, words in {
            "fi": ["1 600", "Vapaaehtoisia\nRahoitusta", "perjantai 15 tammikuu 2016"],
            "sv": ["1 600", "Frivilliga\nFinansiering", "fredag 15 januari 2016"],
            "en": ["1,600", "Volunteers\nFunding", "Friday 15 January 2016"],
        }.items():
            with translation.override(language):
                said = [answer.words.replace("\xa0", " ") for answer in public_record(entry).answers]
            assert said[-3:] == words

    def test_some_entries_bring_files_for_everybody_and_for_the_jury(self):
        files = Attachment.objects.order_by("entry__external_id", "pk")
        assert list(files.values_list("entry__external_id", "name", "is_public")) == [
            ("kielikahvilat", "Kielikahvilan runko.pdf", True),
            ("kielikahvilat", "Talousarvio 2016.pdf", False),
            ("koulunkeittio", "Talousarvio.pdf", False),
            ("tulkkirinki", "Toimintasuunnitelma.pdf", True),
        ]

    def test_what_happened_long_ago_says_so(self):
        entry = Entry.objects.get(external_id="leipomopaikka")
        moments = [
            entry.created_at,
            entry.submitted_at,
            entry.decision.released_at,
            entry.awards.get().created_at,
        ]
        assert [timezone.localdate(moment).isoformat() for moment in moments] == [
            *("2015-10-06", "2015-10-07", "2015-12-15", "2015-12-08")
        ]
        old = Letter.objects.filter(body__contains="KOTO-2015-")
        assert {(letter.created_at.year, letter.state) for letter in old} == {(2015, "sent")}
        assert Letter.objects.waiting().count() == Letter.objects.exclude(created_at__year=2015).count() > 0

    def test_five_jurors_scored_2015_and_three_have_work_left(self):
        past, present, final = Panel.objects.order_by("round__campaign__opens_at", "round__order")
        assert [
            (p.round.is_blind, p.jurors.taking_part().count(), p.jurors.count(), p.round.criteria.count())
            for p in (past, present, final)
        ] == [(False, 5, 5, 5), (True, 3, 4, 5), (False, 0, 0, 5)]
        assert Ballot.objects.filter(is_final=True, assignment__juror__panel=past).count() == 49
        left = Assignment.objects.filter(juror__panel=present).exclude(ballot__is_final=True)
        assert Counter(left.values_list("juror__user__email", flat=True)) == {
            "raati1@lupaus.example": 2,
            "raati2@lupaus.example": 2,
            "raati3@lupaus.example": 2,
        }

    def test_the_ranking_and_the_decisions_are_the_same_on_every_run(self):
        campaign = Campaign.objects.get(slug="kotolupaus")
        names = dict(campaign.entries.values_list("pk", "external_id"))
        ranking = [
            (s.rank, names[s.entry], s.mean and round(s.mean, 2), s.ballots)
            for s in standings(campaign.rounds.get())[:3]
        ]
        assert ranking == [
            (1, "leipomopaikka", 89.0, 5),
            (2, "kielikahvilat", 88.39, 5),
            (3, "osaaminen", 81.0, 5),
        ]
        assert Counter(Decision.objects.values_list("outcome", "state")) == {
            ("selected", "released"): 8,
            ("not_selected", "released"): 2,
        }
        assert [str(award.entry.external_id) for award in Award.objects.announced().order_by("pk")] == [
            *("leipomopaikka", "kielikahvilat", "odla")
        ]

    def test_partners_have_answered_in_every_way(self):
        states = Counter(
            state for entry in Entry.objects.all() for state in entry.partners.values_list("state", flat=True)
        )
        assert states == {"confirmed": 8, "declined": 1, "expired": 1, "invited": 1}

    def test_pages_and_news_stand_in_three_languages_with_their_moments(self):
        models = (HomePage, CampaignPage, ProgrammePage, ContentPage, NewsPage)
        assert {model.__name__: model.objects.live().count() for model in models} == {
            "HomePage": 3,
            "CampaignPage": 6,
            "ProgrammePage": 6,
            "ContentPage": 9,
            "NewsPage": 9,
        }
        release = NewsPage.objects.filter(slug="dela-med-dig-av-din-ide").get()
        english = release.get_translation(make_locale("en"))
        assert (release.kind, release.issued_at, release.appeared_at) == (
            "press_release",
            make.moment("2015-10-06 07:00:00"),
            make.moment("2015-10-06 07:00:00"),
        )
        assert (release.lag.days, english.lag.days) == (0, 1)

    def test_the_notice_tells_for_how_long_feedback_is_kept(self):
        told = {
            "fi": "vuoden kuluttua siitä, kun siihen on vastattu",
            "sv": "ett år efter att den har besvarats",
            "en": "a year after it was answered",
        }
        settings = SiteSettings.objects.get()
        pages = settings.data_protection_page.specific.get_translations(inclusive=True)
        said = {
            page.locale.language_code: told[page.locale.language_code] in str(page.body) for page in pages
        }
        assert (said, feedback.KEPT) == (dict.fromkeys(told, True), timedelta(days=365))

    def test_every_page_says_in_its_footer_that_all_is_invented(self):
        for code, sign in {
            "fi": "(keksitty esimerkki)",
            "sv": "(påhittat exempel)",
            "en": "(invented example)",
        }.items():
            assert SiteSettings.objects.get().footer.localize(code).count(sign) == 1
            assert self.client.get(f"/{code}/").content.decode().count(sign) == 1

    def test_all_texts_are_clean(self):
        texts = [text for row in Entry.objects.values_list("title", "summary", "description") for text in row]
        assert len(texts) == 72
        assert [clean_text(text) for text in texts] == texts

    def test_again_adds_nothing_twice_and_brings_back_what_is_missing(self):
        before = numbers()
        page = ContentPage.objects.get(slug="nain-osallistut")
        page.title = "Omin sanoin"
        page.save()
        NewsPage.objects.filter(slug="dela-med-dig-av-din-ide").get().delete()
        call_command("load_demo", again=True, stdout=StringIO())
        assert numbers() == before
        assert ContentPage.objects.get(slug="nain-osallistut").title == "Omin sanoin"


def test_a_database_with_a_campaign_is_left_alone(db):
    make.campaign()
    before = numbers()
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", stdout=StringIO())
    call_command("load_demo", if_empty=True)
    assert str(refused.value).startswith("There is a campaign already, so the demonstration is not loaded.")
    assert numbers() == before


def test_again_leaves_other_campaigns_as_they_are(db):
    own = make.entry(campaign=make.campaign(slug="oma"), state=State.ACCEPTED)
    call_command("load_demo", again=True, stdout=StringIO())
    assert list(Entry.objects.in_campaign(own.campaign)) == [own]
    assert Entry.objects.count() == 25


def test_somebody_elses_campaign_of_the_same_name_is_not_touched(db):
    make.campaign(slug="kotolupaus")
    before = numbers()
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", again=True, stdout=StringIO())
    assert str(refused.value) == "The campaign “kotolupaus” is not the demonstration's own."
    assert numbers() == before


def test_the_demonstration_is_never_loaded_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError) as refused:
        call_command("load_demo", again=True, stdout=StringIO())
    assert str(refused.value) == "The demonstration is never loaded in production."
    assert Campaign.objects.count() == 0
