"""What a juror sees of a ballot: as it stands or was just typed, beside another window's, or on its own."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from judging import actions, ballot_words
from judging.amendment import amendment
from judging.earlier import by_criterion, own_scores
from judging.forms import SAID, ScoreForm, answer_from, ballot_values, name_of
from judging.models import Criterion
from judging.others import others_of
from judging.permissions import scoring_is_coming, sees_names, takes_scores
from judging.reading import record_for_jury
from judging.views.juror import list_path
from judging.views.screen import screen
from pledges.models import Partner
from pledges.views.copies import saved_copies


def rubric(request, assignment, form=None, *, status=200, **more):
    """The scoring screen: the entry beside the rubric, as it stands or as it was just typed."""
    this, at = assignment.juror.panel.round, request.arrived_at
    here, elsewhere = own_scores(request.user, assignment)
    ballot = getattr(assignment, "ballot", None)
    form = form or ScoreForm(initial=ballot_values(ballot, here), criteria=_criteria(assignment))
    # Whoever saves now has this version of the entry before them.
    form.says_read(assignment.newest)
    record = _record(assignment.entry, elsewhere, is_blind=not sees_names(this))
    context = {
        "assignment": assignment,
        "round": this,
        "campaign": this.campaign,
        "entry": record,
        "form": form,
        "rows": form.rows(by_criterion(elsewhere, form.criteria, this)),
        "amendment": amendment(assignment),
        "saved_copies": saved_copies(request),
        "can_score": takes_scores(assignment, at),
        "is_coming": scoring_is_coming(this, at),
    }
    context |= {"path": list_path(), "status": status} | _beside(assignment, form, here)
    context |= _told(ballot, form, this) | more
    return screen(request, "score.html", f"{record.reference} {record.title}", **context)


def _told(ballot, form, this) -> dict:
    """The ballot as it stands, in words."""
    if ballot is None:
        return {"ballot": None, "saved": "", "total": ""}
    weight = sum(criterion.weight for criterion in form.criteria)
    told = {"saved": ballot_words.saved(ballot, this.campaign), "total": ballot_words.total(ballot, weight)}
    return {"ballot": ballot, **told}


def _beside(assignment, form, own) -> dict:
    """The ballots of the others beside one's own."""
    others = others_of(assignment, form.criteria)
    return {"others": others, "beside_own": others.beside(own) if others else []}


def _criteria(assignment):
    return actions.criteria_for(assignment).values()


def _record(entry, ballots, *, is_blind):
    """What the jury reads of an entry; with what titles of others need, in as few questions as for one."""
    others = [ballot.entry for ballot in ballots]
    partners = Prefetch("partners", Partner.objects.select_related("organisation"))
    prefetch_related_objects([entry], "themes", "target_groups", "measures")
    prefetch_related_objects([entry, *others], "translations")
    prefetch_related_objects([entry, *others] if is_blind else [entry], partners)
    return record_for_jury(entry, blind=is_blind)


def both(request, assignment, form, stands):
    """Saved in another window meanwhile: what stands and what was typed here, side by side."""
    scores = {score.criterion_id: score.given for score in stands.scores.all()}
    compared = []
    for criterion in form.criteria:
        here, there = form.cleaned_data.get(name_of(criterion)), scores.get(criterion.pk)
        compared.append((criterion, criterion.words(there), criterion.words(here), here != there))
    texts = [(field.label, getattr(stands, field.name), field.value()) for field in form.texts()]
    # Saving again now replaces what stands, knowingly.
    form.data = {**form.data.dict(), "version": stands.version}
    assignment.ballot = stands
    shown = {"other": stands, "compared": compared, "texts": texts, "copy": request.POST.get("copy", "")}
    return rubric(request, assignment, form, status=409, **shown)


def gone(request):
    """The entry is not the juror's any more; only what they typed is left, and that is theirs."""
    own = Criterion.objects.filter(round__panels__jurors__user=request.user).distinct()
    typed = []
    for criterion in own:
        answer = answer_from(request.POST.get(name_of(criterion), ""))
        if answer is not None and criterion.allows(answer):
            typed.append((criterion, criterion.words(answer)))
    fields = ScoreForm.base_fields
    return screen(
        request,
        "gone.html",
        _("This entry cannot be scored any more"),
        path=list_path(),
        status=403,
        texts=[
            (name, fields[name].label, text) for name in SAID if (text := request.POST.get(name, "").strip())
        ],
        typed=typed,
    )
