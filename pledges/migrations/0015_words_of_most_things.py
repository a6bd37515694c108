import numpy as np
from django.db import migrations
from django.db.models.functions import Length

BLOCK = 4096


def of_most_things(apps):
    found = apps.get_model("pledges", "Occurrence").objects.annotate(size=Length("places"))
    for one in found.filter(size__gte=BLOCK).order_by("pk").iterator(chunk_size=500):
        places = bytes(one.places)
        # Sixteen bits for each of 2,048 places: of so many some have more than fifteen in a byte.
        yield one, places, len(places) == BLOCK and max(places) <= 15


def one_byte_for_each_place(apps, schema_editor):
    """Sixteen bits for each of 2,048 things are as many bytes as there are places in a block.

    Where a thing says what it said before, the index is not written: what `migrate` makes anew leaves them.
    """
    for one, places, is_every in of_most_things(apps):
        if not is_every:
            few, every = np.frombuffer(places, np.uint16), np.zeros(BLOCK, np.uint8)
            every[few >> 4] = few & 15
            one.places = every.tobytes()
            one.save(update_fields=["places"])


def sixteen_bits_for_each_thing(apps, schema_editor):
    for one, places, is_every in of_most_things(apps):
        if is_every:
            every = np.frombuffer(places, np.uint8)
            at = np.flatnonzero(every)
            one.places = (at << 4 | every[at]).astype(np.uint16).tobytes()
            one.save(update_fields=["places"])


class Migration(migrations.Migration):

    dependencies = [
        ('pledges', '0014_examples'),
    ]

    operations = [
        migrations.RunPython(one_byte_for_each_place, sixteen_bits_for_each_thing),
    ]
