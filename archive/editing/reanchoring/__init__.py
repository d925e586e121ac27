"""Where the marked words of a text stand after the text was corrected (rule 2 of docs/architecture.md).

No Django and no database here. Offsets count code points. `reanchor` is the way in.
"""

from .anchors import reanchor

__all__ = ["reanchor"]
