"""Assignments, ballots, decisions and awards of the demonstration."""

from campaign.lifecycle import move
from demo.campaigns import load_panels
from demo.story import Story
from demo.texts import moment, read, words
from judging import actions, affirming, recusals, seats
from judging.models import Assignment
from pledges.states import State

NOT_ANSWERED = "-"


def load_jury(campaign, entries, people, story: Story) -> None:
    """Tell how the campaign's panels work, unless it has rounds already."""
    told = read("judging")
    for key, panel in load_panels(campaign).items():
        if key in told:
            _Panel(panel, told[key], entries, people).tell(story)


class _Panel:
    def __init__(self, panel, spec, entries, people):
        self.panel, self.spec, self.entries, self.people = panel, spec, entries, people
        self.office = people["raatitoimisto"]
        self.criteria = list(panel.round.criteria.all())
        self.jurors: dict = {}
        self.comments = {
            (comment["entry"], comment["juror"]): comment["text"] for comment in spec.get("comments", [])
        }

    def tell(self, story) -> None:
        at = {name: moment(self.spec[name], self.panel.campaign.zone) for name in ("assigned", "scored")}
        story.add(at["assigned"], self.seat)
        for entry, jurors in self._assignments().items():
            for juror in jurors:
                story.add(at["assigned"], self.assign, entry, juror)
        for recusal in self.spec.get("recusals", []):
            story.add(at["assigned"], self.recuse, recusal)
        story.add(at["scored"], self.affirm)
        for is_final, ballots in ((True, "ballots"), (False, "unfinished")):
            for entry, rows in self.spec.get(ballots, {}).items():
                for juror, levels in rows.items():
                    story.add(at["scored"], self.cast, entry, juror, levels, is_final)
        if "decided" in self.spec:
            self._tell_the_end(story)

    def _tell_the_end(self, story) -> None:
        campaign = self.panel.campaign
        decided = moment(self.spec["decided"], campaign.zone)
        for decision in self.spec["decisions"]:
            story.add(decided, self.decide, decision)
        for award in self.spec["awards"]:
            story.add(decided, self.award, award)
        story.add(campaign.announces_at, actions.release, campaign, by=self.office)
        for state in (State.IN_PRACTICE, State.COMPLETED):
            for entry, at in self.spec[state].items():
                story.add(moment(at, campaign.zone), self.move_on, entry, state)

    def _assignments(self) -> dict[str, list[str]]:
        return self.spec.get("assignments") or {
            entry: list(rows) for entry, rows in self.spec["ballots"].items()
        }

    def seat(self) -> None:
        for name in read(f"campaigns/{self.panel.campaign.slug}")["rounds"][0]["jurors"]:
            juror = seats.invite(self.panel, self.people[name].email, by=self.office)
            self.jurors[name] = seats.accept(juror, languages=["fi", "sv"], by=juror.user)

        for name in read(f"campaigns/{self.panel.campaign.slug}")["rounds"][0].get("invited", []):
            seats.invite(self.panel, self.people[name].email, by=self.office)

    def affirm(self) -> None:
        """Everybody has looked through the organisations; whom they know they have said already."""
        for juror in self.jurors.values():
            affirming.affirm(juror, affirming.organisations_of(juror), [], "", by=juror.user)

    def assign(self, entry, juror) -> None:
        actions.assign(self.jurors[juror], self._now(entry), by=self.office)

    def recuse(self, recusal) -> None:
        recusals.recuse(
            self.jurors[recusal["juror"]], self._now(recusal["entry"]), recusal["reason"], by=self.office
        )

    def cast(self, entry, juror, levels, is_final) -> None:
        # By the system: the scoring of 2015 has long ended for people.
        actions.cast(
            Assignment.objects.get(juror=self.jurors[juror], entry=self._now(entry)),
            {
                criterion: int(level)
                for criterion, level in zip(self.criteria, levels, strict=True)
                if level != NOT_ANSWERED
            },
            comment=self.comments.get((entry, juror), ""),
            final=is_final,
            version=0,
            by=None,
        )

    def decide(self, decision) -> None:
        actions.decide(self._now(decision["entry"]), decision["outcome"], decision["grounds"], by=self.office)

    def award(self, award) -> None:
        actions.award(
            self._now(award["entry"]), words(award["name"]), words(award["grounds"]), by=self.office
        )

    def move_on(self, entry, state) -> None:
        move(self._now(entry), state, by=None)

    def _now(self, entry):
        self.entries[entry].refresh_from_db()
        return self.entries[entry]
