"""What every test module gets: Hypothesis without deadlines, since the first call of a test may load the pipeline.

And nobody's own file of names.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("align", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("align")
os.environ["ALIGN_ENTITIES"] = ""  # no test may depend on what a user has said of names
