"""Small drawings in tables; each says in words what it shows."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from judging.drawing import WIDTH, Scale

register = template.Library()


def decimal(points: float) -> str:
    return number_format(points, decimal_pos=1)


@register.inclusion_tag("judging/drawings/interval.html")
def interval(place, mean, scale: Scale) -> dict:
    """An entry's adjusted score with what is plausible, beside its mean."""
    points = ("score", "low", "high", "jury_low", "jury_high")
    words = _(
        "adjusted score %(score)s, with 90 %% certainty from %(low)s to %(high)s; in this jury from"
        " %(jury_low)s to %(jury_high)s; mean %(mean)s"
    )
    return {
        "width": WIDTH,
        "label": words % {"mean": decimal(mean), **{name: decimal(getattr(place, name)) for name in points}},
        "line": scale.band(place.low, place.high),
        "band": scale.band(place.jury_low, place.jury_high),
        "dot": scale.at(place.score),
        "stroke": scale.at(mean),
    }


@register.inclusion_tag("judging/drawings/share.html")
def share(value: float) -> dict:
    """A share, 0–1, as per cent and as a bar."""
    return {"width": WIDTH, "percent": round(100 * value), "bar": Scale(0, 1).at(value)}


@register.inclusion_tag("judging/drawings/habit.html")
def habit(one, scale: Scale) -> dict:
    """How strict a juror is, around the jury's average."""
    words = _("between %(low)s and %(high)s points from the jury’s average, with 90 %% certainty")
    return {
        "width": WIDTH,
        "label": words % {"low": decimal(one.low), "high": decimal(one.high)},
        "line": scale.band(one.low, one.high),
        "dot": scale.at(one.leniency),
        "zero": scale.at(0),
    }


@register.inclusion_tag("judging/drawings/totals.html")
def totals(ballots) -> dict:
    """The totals of ballots on the whole scale, 0–100."""
    points = [float(ballot.points) for ballot in ballots]
    words = _("totals from %(low)s to %(high)s")
    return {
        "width": WIDTH,
        "label": words % {"low": decimal(min(points)), "high": decimal(max(points))},
        "line": Scale(0, 100).band(min(points), max(points)),
        "dots": [Scale(0, 100).at(one) for one in points],
    }
