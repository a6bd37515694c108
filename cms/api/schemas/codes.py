"""The words that stand for kinds and states, as the packages below have them."""

from enum import StrEnum

from campaign.models import Kind
from campaign.states import Phase
from people.languages import site_languages
from people.models import Organisation
from pledges.origins import TextState
from pledges.states import PUBLIC, State

Language = StrEnum("Language", {code.upper().replace("-", "_"): code for code, _name in site_languages()})
EntryKind = StrEnum("EntryKind", {kind.name: kind.value for kind in Kind})
EntryState = StrEnum("EntryState", {state.name: state.value for state in State if state in PUBLIC})
OrganisationKind = StrEnum("OrganisationKind", {kind.name: kind.value for kind in Organisation.Kind})
CampaignPhase = StrEnum("CampaignPhase", {phase.name: phase.value for phase in Phase})
TextOrigin = StrEnum("TextOrigin", {s.name: s.value for s in TextState if s != TextState.MISSING})
