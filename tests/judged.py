"""What a run found, by rule and subject, so that two runs can be compared."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from compliant import AS_OF, written
from qianshou_cli.findings import Report, Result, Severity, Status
from qianshou_cli.texts import Lang
from support import judge_files


class Subject(NamedTuple):
    """What a result is about; no two results of a run are about the same."""

    rule: str
    program: str | None
    pairing: str | None
    year: int | None
    worker: str | None
    organization: str | None


def judged(data: Mapping[str, Any], as_of: str = AS_OF, **settings: Any) -> Report:
    """Judge a programme that can be read, every result kept unless the settings say otherwise."""
    report = judge_files({"program.yaml": written(data)}, as_of, **{"keep_all": True, **settings})
    assert report.exit_code in (0, 1), [result.message(Lang.EN) for result in report.results[:3]]
    return report


def subject_of(result: Result) -> Subject:
    return Subject(result.rule, result.program, result.pairing, result.year, result.worker, result.organization)


def found(results: Iterable[Result]) -> dict[Subject, tuple[Status, Severity, str]]:
    """What was found of each subject by each rule: all but the places."""
    return {subject_of(result): (result.status, result.severity, result.message(Lang.ZH)) for result in results}


def statuses(report: Report) -> dict[Subject, Status]:
    return {subject_of(result): result.status for result in report.results}
