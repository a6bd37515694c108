from judging.models.ballot import Assignment, Ballot, Recusal, Score
from judging.models.decision import Award, Decision
from judging.models.panel import Criterion, Juror, Panel

__all__ = ["Assignment", "Award", "Ballot", "Criterion", "Decision", "Juror", "Panel", "Recusal", "Score"]
