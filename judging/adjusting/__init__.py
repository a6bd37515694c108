"""How good entries are once jurors' strictness and chance are taken into account, and how sure that is.

Pure functions over numpy arrays: no Django, no database, no clock. `assessment.assess` is the way in;
docs/judging-method.md explains the method and where it comes from.
"""

import os

# The matrices here are as small as a jury: several threads would only wait for each other, and on a
# busy machine for long. This counts where numpy has not been loaded yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
