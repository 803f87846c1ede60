"""Every file here is one output: `render(report, look)` gives the text, and knows neither terminal nor clock."""

from .look import Look

__all__ = ["Look"]
