"""What must hold for any bytes; each check raises AssertionError, or whatever the program itself let through.

`python fuzz/checks.py FILE...` does to some files what the fuzzer does, and shows what is wrong.
"""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from qianshou_cli.assess import Input, assess
from qianshou_cli.engine import Settings
from qianshou_cli.errors import InputError, Problem
from qianshou_cli.load import load
from qianshou_cli.reporters import Look
from qianshou_cli.reporters import json as json_reporter
from qianshou_cli.reporters import table as table_reporter
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang

FILE = "f.yaml"
BESIDE = Path(__file__).parent / "corpus" / "small.yaml"
"""A programme that is judged beside the bytes: records files find their plan in it, and persons and ids meet theirs."""

SETTINGS = Settings(as_of=date(2023, 6, 30), rules=RULES, known=BY_NAME, keep_all=True)
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def problems_of(data: bytes) -> tuple[Problem, ...]:
    """Why bytes are no program or records file; nothing when they are one.

    Each problem must lie in the file and read well in both languages.
    """
    try:
        load(data, FILE)
        return ()
    except InputError as error:
        problems = error.problems
    assert problems, "refused without a reason"
    lines = 1 + len(re.findall(rb"\r\n|\r|\n", data))
    for problem in problems:
        for lang in Lang:
            assert BY_NAME[problem.rule].card.messages[problem.text].fill(lang, problem.values)
        for span in (problem.span, *problem.related):
            assert span.file == FILE
            assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.line <= lines
    return problems


def judge_bytes(data: bytes) -> None:
    """Bytes are judged and printed without a fault, beside a programme that they do not keep from being judged."""
    contents = {FILE: data, "beside.yaml": BESIDE.read_bytes()}
    report = assess([Input(name, name) for name in contents], lambda item: contents[item.name], SETTINGS)
    faults = [result.fault for result in report.results if result.fault]
    assert not faults, faults[0]
    assert report.programs, "what was judged beside the bytes is gone"
    assert report.exit_code == 3 if problems_of(data) else report.exit_code in (1, 3)  # the other one fails QS301
    assert json.loads(json_reporter.render(report, Look(lang=Lang.ZH)))["exit_code"] == report.exit_code
    steering = CONTROLS.search(table_reporter.render(report, Look(lang=Lang.EN)))
    assert not steering, f"{steering} reaches the terminal"


CHECKS: dict[str, Callable[[bytes], object]] = {"read": problems_of, "judge": judge_bytes}


def main() -> None:
    """Check files."""
    for name in sys.argv[1:]:
        for check in CHECKS.values():
            check(Path(name).read_bytes())


if __name__ == "__main__":
    main()
