"""What may be written in a file: strict, frozen models of format 1."""

from .dates import Interval
from .program import Organization, Pairing, Plan, ProgramFile, RecordsFile, Worker
from .records import Attendance, Claim, Waiver, YearRecord

__all__ = [
    "Attendance",
    "Claim",
    "Interval",
    "Organization",
    "Pairing",
    "Plan",
    "ProgramFile",
    "RecordsFile",
    "Waiver",
    "Worker",
    "YearRecord",
]
