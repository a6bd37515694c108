"""What changes a card or a public page of an entry, wherever in the code it happens.

Moves come through the one gate and permissions through the ledger; the rest are rows that are saved or
deleted. Rows written in bulk or by `update()` tell nobody: whoever does that with what the public sees
calls `projection.changed` – the import, which ends in a move, and erasure.
"""

from collections.abc import Callable

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save
from taggit.models import Tag, TaggedItem

from campaign.lifecycle import moved
from campaign.models import Campaign, Question, TargetGroup, Theme
from people.models import Consent, Organisation
from pledges import projection
from pledges.models import Answer, Attachment, Entry, Measure, Partner, Translation
from pledges.projection import changed
from pledges.states import PUBLIC

# Nothing public hangs on these; what leaves the public does so by a move.
OF_AN_ENTRY = (Answer, Attachment, Measure, Partner, Translation)


def _entry_moved(things, origin, target, **kwargs):
    if {origin, target} & PUBLIC:
        changed(thing.pk for thing in things)


def _entry_saved(instance, **kwargs):
    if instance.state in PUBLIC:
        changed([instance.pk])


def _part_changed(instance, **kwargs):
    """Of an entry; where this is not loaded, one query asks whether the change matters."""
    if Entry.objects.filter(pk=instance.entry_id).among_public_states().exists():
        changed([instance.entry_id])


def _partners_moved(things, **kwargs):
    changed({partner.entry_id for partner in things})


def _permission_changed(instance, **kwargs):
    """Of an entry; a permission about anything else changes nothing here."""
    changed(Entry.objects.filter(uuid=instance.subject).values_list("pk", flat=True))


def _relation_changed(instance, action, reverse, pk_set, **kwargs):
    """Themes, target groups or tags of an entry; or, in reverse, the entries of one of them."""
    if reverse and action == "pre_clear":
        instance.entries_before = list(instance.entries.values_list("pk", flat=True))
    elif reverse and action.startswith("post_"):
        changed(pk_set if pk_set is not None else instance.entries_before)
    elif action.startswith("post_") and isinstance(instance, Entry):
        _entry_saved(instance)


def _tag_taken(instance, **kwargs):
    if isinstance(instance.content_object, Entry):
        _entry_saved(instance.content_object)


def _organisation_saved(instance, **kwargs):
    """Its name, kind, website or logo; a name is sought in entries only once these are public."""
    entries = Entry.objects.among_public_states().filter(
        Q(organisation=instance) | Q(partners__organisation=instance)
    )
    changed(entries.distinct().values_list("pk", flat=True))


def _tag_saved(instance, created=False, **kwargs):
    if not created:
        changed(Entry.objects.filter(tags=instance).values_list("pk", flat=True))


def _label_saved(instance, created=False, **kwargs):
    """Of a theme or a target group: entries are found by it."""
    if not created:
        changed(instance.entries.among_public_states().values_list("pk", flat=True))


def _question_saved(instance, created=False, **kwargs):
    if not created:
        answered = Entry.objects.among_public_states().filter(answers__question=instance)
        changed(answered.values_list("pk", flat=True))


def _campaign_saved(instance, created=False, **kwargs):
    if created:
        projection.begin(instance)


def _listen(signal, receiver: Callable, *senders) -> None:
    for sender in senders:
        signal.connect(receiver, sender=sender, dispatch_uid=(__name__, receiver.__name__, sender))


def begin() -> None:
    _listen(moved, _entry_moved, Entry)
    _listen(moved, _partners_moved, Partner)
    _listen(m2m_changed, _relation_changed, Entry.themes.through, Entry.target_groups.through, TaggedItem)
    _listen(post_save, _entry_saved, Entry)
    _listen(post_save, _permission_changed, Consent)
    _listen(post_save, _organisation_saved, Organisation)
    _listen(post_save, _tag_saved, Tag)
    _listen(post_save, _label_saved, Theme, TargetGroup)
    _listen(post_delete, _tag_taken, TaggedItem)
    _listen(post_save, _question_saved, Question)
    _listen(post_save, _campaign_saved, Campaign)
    for signal in (post_save, post_delete):
        _listen(signal, _part_changed, *OF_AN_ENTRY)
