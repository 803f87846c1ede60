"""The year-end report without its looks: the facts of a year, their wording, and what its tables hold.

Pages (`reporters/year`) and workbooks render it alike.
"""

from .facts import Cell, InOrder, ProgramYear, Row, Unrecorded, YearReport, year_report
from .tables import ON_DAYS, Minima, cautions, failures, minima, summed, verdict
from .words import WORDS, Say

__all__ = [
    "ON_DAYS",
    "WORDS",
    "Cell",
    "InOrder",
    "Minima",
    "ProgramYear",
    "Row",
    "Say",
    "Unrecorded",
    "YearReport",
    "cautions",
    "failures",
    "minima",
    "summed",
    "verdict",
    "year_report",
]
