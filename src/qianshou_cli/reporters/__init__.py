"""Every file here is one output of findings: `render(report, look)` gives it, and knows neither terminal nor clock.

The folders hold the outputs of other commands in the same manner, and what all of them share.
"""

from .shared.look import Look

__all__ = ["Look"]
