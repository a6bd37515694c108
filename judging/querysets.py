"""Adjectives of rounds, panels, jurors, assignments, ballots, decisions and awards."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Lower
from django.db.models.lookups import Exact

from campaign.reach import within
from judging.states import DecisionState, JurorState
from people.models import Representative, User
from pledges.models import Entry, Partner, Submission
from pledges.states import ASSESSABLE, SELECTED, TAKING_PART


def involving(person, *, since=None) -> Q:
    """Entries in which a person has a conflict of interest by what they did; the one definition of it.

    They wrote it, or act for the organisation that filed it or for a partner that takes part. Whoever is
    only named in it by its writer is not involved: `naming` finds them. `since` asks who was involved at
    a moment: acting for an organisation, and taking part, can begin after an entry is accepted.
    """
    acting = Representative.objects.filter(user=_outer(person))
    partners = Q(organisation__partnerships__state__in=TAKING_PART)
    if since is not None:
        acting = acting.filter(created_at__lte=_outer(since))
        partners &= Q(organisation__partnerships__answered_at__lte=_outer(since))
    filed = Q(organisation=OuterRef("organisation"))
    takes_part = Q(organisation__partnerships__entry=OuterRef("pk")) & partners
    return Q(created_by=person) | Q(Exists(acting.filter(filed | takes_part)))


def involving_any_of(people) -> Q:
    """Entries in which at least one of a queryset of people is involved, as `involving` says of each.

    Asked once for a whole jury instead of for every ballot; a test keeps the two together.
    """
    organisations = Representative.objects.filter(user__in=people.values("pk")).values("organisation")
    partners = Partner.objects.filter(organisation__in=organisations, state__in=TAKING_PART)
    return (
        Q(created_by__in=people.values("pk"))
        | Q(organisation__in=organisations)
        | Q(pk__in=partners.values("entry"))
    )


def _outer(value):
    """What a value is one query further inside."""
    return OuterRef(value) if isinstance(value, OuterRef) else value


def naming(person, email, *, at="") -> Q:
    """Entries that name a person without their doing; `at` leads to the entry from what is filtered.

    They are the contact person, were asked to take part or to write along, or act for an organisation
    that was asked. A writer can bring that about, so it only warns the jury office.
    """
    addresses = ("contact_email", "partners__email", "writers__email")
    named = Q(**{f"{at}partners__organisation__representatives__user": person})
    for field in addresses:
        # Not by `iexact`: beside a column, SQLite would read an underscore in it as any letter.
        named |= Q(Exact(Lower(f"{at}{field}"), Lower(email)))
    return named


def _recused(juror: str, entry: str) -> Q:
    """Whether a recusal stands between what the two columns name; few entries have any."""
    standing = apps.get_model("judging.Recusal").objects.standing()
    between = Exists(standing.filter(juror=OuterRef(juror), entry=OuterRef(entry)))
    return Q(**{f"{entry}__in": standing.values("entry")}) & Q(between)


def _tied(juror: str, entry: str) -> Exists:
    """Whether the juror that a column names has said to be involved with an organisation in the entry."""
    ties = apps.get_model("judging.Tie").objects
    filed = Q(organisation__entries=OuterRef(entry))
    takes_part = Q(
        organisation__partnerships__entry=OuterRef(entry), organisation__partnerships__state__in=TAKING_PART
    )
    return Exists(ties.filter(filed | takes_part, juror=OuterRef(juror)))


class RoundQuerySet(models.QuerySet):
    def newest_first(self):
        """Newest campaign first, its rounds in their order; rehearsals last."""
        return self.order_by(
            F("campaign__rehearsal_of").asc(nulls_first=True),
            "-campaign__opens_at",
            "-campaign_id",
            "order",
            "pk",
        )

    def real(self):
        """Rounds that count: calibration is practice."""
        return self.filter(is_calibration=False)

    def before(self, this):
        """The rounds that count before one, in their order."""
        earlier = Q(order__lt=this.order) | Q(order=this.order, pk__lt=this.pk)
        return self.real().filter(earlier, campaign=this.campaign_id).order_by("order", "pk")

    def of_practice(self):
        """Those that do not."""
        return self.filter(is_calibration=True)

    def after(self, this):
        """The rounds that count after one."""
        later = Q(order__gt=this.order) | Q(order=this.order, pk__gt=this.pk)
        return self.real().filter(later, campaign=this.campaign_id)


class PassageQuerySet(models.QuerySet):
    def of(self, this):
        """Of the entries that passed a round."""
        return self.filter(round=this)


class PanelQuerySet(models.QuerySet):
    def in_reach_of(self, user):
        """Of the campaigns that a member of staff works for."""
        return self.filter(within(user, "round__campaign"))

    def newest_first(self):
        campaign = "round__campaign"
        return self.order_by(
            F(f"{campaign}__rehearsal_of").asc(nulls_first=True),
            f"-{campaign}__opens_at",
            f"-{campaign}_id",
            "round__order",
            "round_id",
            "pk",
        )

    def in_campaign(self, campaign):
        return self.filter(round__campaign=campaign)


class JurorQuerySet(models.QuerySet):
    def taking_part(self):
        """Who has accepted their seat and not withdrawn."""
        return self.filter(state=JurorState.ACCEPTED)

    def not_taking_part(self):
        return self.exclude(state=JurorState.ACCEPTED)


class ApartRuleQuerySet(models.QuerySet):
    def in_panel(self, panel):
        return self.filter(one__panel=panel)

    def about(self, juror, entry):
        """Rules that keep a juror away from an entry because of who judges it already."""
        given = apps.get_model("judging.Assignment").objects.standing().of_jurors_taking_part()
        on_it = given.filter(entry=entry).values("juror")
        return self.filter(Q(one=juror, other__in=on_it) | Q(other=juror, one__in=on_it))


class AssignmentQuerySet(models.QuerySet):
    def for_user(self, user):
        """What a person has been given: own seats only, in which they take part."""
        return self.filter(juror__user=user, juror__state=JurorState.ACCEPTED)

    def of_jurors_taking_part(self):
        return self.filter(juror__state=JurorState.ACCEPTED)

    def in_panel(self, panel):
        return self.filter(juror__panel=panel)

    def in_round(self, this):
        return self.filter(juror__panel__round=this)

    def scored(self):
        return self.filter(ballot__is_final=True)

    def naming_their_juror(self):
        """Those whose entry names the juror without their doing, so that the office should look.

        Those that it gave all the same, knowing that, are left out.
        """
        person = F("juror__user")
        named = naming(person, F("juror__user__email"), at="entry__")
        involved = Exists(Entry.objects.filter(involving(OuterRef("juror__user")), pk=OuterRef("entry")))
        found = self.model.objects.filter(named).order_by().values("pk")
        return self.filter(~involved, pk__in=found, given_knowingly=False)

    def standing(self):
        """What is somebody's work: the entry is, or was, up for assessment, and the juror not recused."""
        return self.filter(
            ~_recused("juror", "entry"), ~_tied("juror", "entry"), entry__state__in=ASSESSABLE | SELECTED
        )


class RedactionQuerySet(models.QuerySet):
    def done(self):
        """Those that jurors read."""
        return self.filter(is_done=True)

    def sent_anew(self):
        """Those whose entry has been sent once more since they were made."""
        newer = Submission.objects.filter(
            entry=OuterRef("entry"), number__gt=Coalesce(OuterRef("submission__number"), 0)
        )
        return self.filter(Exists(newer))


class RecusalQuerySet(models.QuerySet):
    def standing(self):
        """Not lifted by the jury office."""
        return self.filter(lifted_at__isnull=True)


def _own(*, since=None) -> Q:
    """Whether a ballot is about an entry in which its juror is, or at a moment was, involved.

    Only of entries in which somebody of any jury is involved has this to be asked ballot by ballot.
    """
    jurors = apps.get_model("judging.Juror").objects
    jury = User.objects.filter(pk__in=jurors.values("user"))
    suspect = Entry.objects.filter(involving_any_of(jury)).values("pk")
    involved = involving(OuterRef("user"), since=None if since is None else OuterRef(since))
    its = Entry.objects.filter(involved, pk=OuterRef(OuterRef("entry")))
    # The juror is asked for inside: who counts ballots reads no other table for each of them.
    return Q(entry__in=suspect) & Q(Exists(jurors.filter(Exists(its), pk=OuterRef("juror"))))


class BallotQuerySet(models.QuerySet):
    def counted(self):
        """What the ranking is made of: final ballots with a total, in rounds that count.

        Those of jurors who have withdrawn, are recused, or were involved in the entry when they gave
        the ballot, do not count. Who becomes involved afterwards voids nothing: otherwise a submitter
        could get rid of a strict juror by making a colleague of them.
        """
        practice = apps.get_model("judging.Round").objects.of_practice()
        return self.valid().exclude(round__in=practice.values("pk"))

    def valid(self):
        """Final ballots with a total that nothing speaks against, also those given for practice.

        Few jurors are gone and few rounds are practice: each ballot is looked up in a short list of those.
        """
        gone = apps.get_model("judging.Juror").objects.not_taking_part()
        return self.exclude(juror__in=gone.values("pk")).filter(
            ~_own(since=OuterRef("saved_at")),
            ~_recused("juror", "entry"),
            is_final=True,
            total__isnull=False,
        )

    def overtaken(self):
        """Ballots that count although their jurors have come to act for somebody in the entry since then."""
        entry, person = OuterRef("entry"), OuterRef("juror__user")
        filed = Representative.objects.filter(organisation__entries=entry, user=person)
        acting = "organisation__representatives"
        joined = Partner.objects.taking_part().filter(entry=entry, **{f"{acting}__user": person})
        joined = joined.annotate(since=Greatest("answered_at", f"{acting}__created_at")).order_by("since")
        since = Coalesce(Subquery(filed.values("created_at")[:1]), Subquery(joined.values("since")[:1]))
        return self.counted().filter(_own()).annotate(involved_since=since).order_by("pk")

    def of_older_versions(self):
        """Ballots that judged another version of the entry than the one that stands."""
        versions = apps.get_model("pledges.Submission").objects.filter(entry=OuterRef("entry"))
        newer = versions.filter(number__gt=OuterRef("submission__number"))
        return self.filter(Exists(newer)).order_by("pk")

    def told_the_submitter(self):
        """Ballots with feedback, by its words, so that their order tells nothing of who wrote it."""
        return self.exclude(feedback="").order_by("feedback", "pk")

    def in_panel(self, panel):
        return self.filter(juror__panel=panel)

    def in_round(self, this):
        return self.filter(round=this)


class DecisionQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=DecisionState.PENDING)

    def releasable(self):
        """Pending decisions on entries that are still there to be decided."""
        return (
            self.pending()
            .filter(entry__state__in=ASSESSABLE)
            .select_related("entry__campaign", "entry__created_by")
        )

    def released(self):
        return self.filter(state=DecisionState.RELEASED)

    def in_campaign(self, campaign):
        return self.filter(entry__campaign=campaign)


class AwardQuerySet(models.QuerySet):
    def announced(self):
        return self.filter(entry__decision__state=DecisionState.RELEASED)
