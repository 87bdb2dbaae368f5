"""What every test module gets: Hypothesis without deadlines, since the first call of a test may load the pipeline.

Nobody's own file of names; and `training`, which is not installed, behind whatever is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

settings.register_profile("align", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("align")
os.environ["ALIGN_ENTITIES"] = ""  # no test may depend on what a user has said of names
sys.path.append(str(Path(__file__).resolve().parent.parent))
