"""Which words two sources have in common word for word: the same words twice are not two confirmations.

Long runs of the same words do not come about by chance. They are wire copy in two papers, a press release that both
printed, or one paper that took over from the other. `shared_text` finds them for every two sources of a story,
`notices` warns where they are many, and `noted` says it of a finding that rests on them. Two reporters who quote one
speaker have both heard the speaker: a run that is a quotation on either side is kept apart and warns of nothing.
"""

from __future__ import annotations

from align.independence.shared import LONG, SHORT, shared_text
from align.independence.told import noted, notices

__all__ = ["LONG", "SHORT", "noted", "notices", "shared_text"]
