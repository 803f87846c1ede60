"""Fuzz reading and judging: whatever the bytes, the answer is a report without an internal fault.

    pip install atheris
    python fuzz/fuzz_validate.py [--read-only] FOLDER_FOR_NEW_INPUTS data -dict=fuzz/yaml.dict -max_total_time=1800

Atheris needs CPython 3.11 or 3.12 on Linux. An input that crashes is written to the current
folder; give it to `--replay FILE...` to see what it does.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import atheris

READ_ONLY = "--read-only" in sys.argv
REPLAY = "--replay" in sys.argv

with atheris.instrument_imports(include=["qianshou_cli"]):
    from qianshou_cli.assess import Input, assess
    from qianshou_cli.engine import Settings
    from qianshou_cli.errors import InputError, Problem
    from qianshou_cli.load import load
    from qianshou_cli.reporters import Look
    from qianshou_cli.reporters import json as json_reporter
    from qianshou_cli.reporters import table as table_reporter
    from qianshou_cli.rules import BY_NAME, RULES

SETTINGS = Settings(as_of=date(2023, 6, 30), rules=RULES, known=BY_NAME, keep_all=True)


def refused(data: bytes) -> Sequence[Problem] | None:
    """The problems of bytes that are no program or records file; None when they are one."""
    try:
        load(data, "fuzz.yaml")
    except InputError as error:
        return error.problems
    return None


def try_bytes(data: bytes) -> None:
    """Read, and unless told otherwise also judge and print; anything but a report or an InputError is a find."""
    if READ_ONLY:
        problems = refused(data)
        assert problems is None or problems
        assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in problems or ())
        return
    report = assess([Input("fuzz.yaml", "fuzz.yaml")], lambda item: data, SETTINGS)
    faults = [result.fault for result in report.results if result.fault]
    assert not faults, faults[0]
    assert report.programs or report.exit_code == 3
    json_reporter.render(report, Look())
    table_reporter.render(report, Look())


def main() -> None:
    """Replay files, or fuzz."""
    arguments = [argument for argument in sys.argv if argument not in ("--read-only", "--replay")]
    if REPLAY:
        for name in arguments[1:]:
            try_bytes(Path(name).read_bytes())
        return
    atheris.Setup(arguments, try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
