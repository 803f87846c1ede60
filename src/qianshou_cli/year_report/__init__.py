"""The year-end report without its looks: the facts of a year, their wording, and what its tables hold.

Pages (`reporters/year`) and workbooks render it alike.
"""

from .facts import Counted, ProgramYear, YearReport, year_report
from .tables import ON_DAYS, cautions, failures, minima, summed, verdict
from .words import WORDS, Say

__all__ = [
    "ON_DAYS",
    "WORDS",
    "Counted",
    "ProgramYear",
    "Say",
    "YearReport",
    "cautions",
    "failures",
    "minima",
    "summed",
    "verdict",
    "year_report",
]
