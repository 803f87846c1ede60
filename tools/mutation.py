"""Tries every mutant that mutmut has made: `python tools/mutation.py [WORD IN THE NAME]...`, see docs/testing.md.

mutmut starts pytest anew for each mutant, which costs far more than the tests. Here one process collects the tests, and
a fork of it tries each mutant: the tests that reach the changed function, the quickest first, until one fails. What a
fork works out and keeps is gone with it. Outcomes go where `mutmut results` and `mutmut show` look for them.
"""

import json
import os
import signal
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from _pytest.tmpdir import tmppath_result_key

ROOT = Path(__file__).resolve().parent.parent / "mutants"
KILLED, SURVIVED, UNTESTED, TIMED_OUT = 1, 0, 33, 36
SAID = {KILLED: "killed", SURVIVED: "survived", UNTESTED: "reached by no test", TIMED_OUT: "timed out"}
PATIENCE = tomllib.loads((ROOT.parent / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["timeout_constant"]
"""Seconds that a mutant may take beyond fifteen times its tests."""


class Trial:
    """A pytest plugin that runs no test itself and lets forks run them."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        stats = json.loads((ROOT / "mutmut-stats.json").read_text("utf-8"))
        self.seconds: dict[str, float] = stats["duration_by_test"]
        self.reached_by: dict[str, list[str]] = stats["tests_by_mangled_function_name"]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants, and say at the end how many were killed."""
        items = {item.nodeid: item for item in session.items}
        if self.outcome("", items.values()) != SURVIVED:
            pytest.exit("a test fails though nothing is mutated", 1)
        outcomes: Counter[str] = Counter()
        for file in sorted(ROOT.glob("src/**/*.meta")):
            meta = json.loads(file.read_text("utf-8"))
            codes = meta["exit_code_by_key"]
            for name in [name for name in codes if not self.words or any(word in name for word in self.words)]:
                reached = self.reached_by.get(name.rpartition("__mutmut_")[0], ())
                codes[name] = self.outcome(name, [items[test] for test in reached if test in items])
                outcomes[SAID[codes[name]]] += 1
                if codes[name] != KILLED:
                    print(name, SAID[codes[name]], file=sys.stderr, flush=True)
            file.write_text(json.dumps(meta, indent=4), "utf-8")
        print(dict(outcomes), file=sys.stderr)
        return True

    def outcome(self, name: str, tests: Iterable[Any]) -> int:
        """What becomes of a mutant, tried in a fork."""
        ordered = sorted(tests, key=lambda item: self.seconds.get(item.nodeid, 0))
        if not ordered:
            return UNTESTED
        pid = os.fork()
        if pid == 0:
            os.environ["MUTANT_UNDER_TEST"] = name
            signal.alarm(int(PATIENCE + 15 * sum(self.seconds.get(item.nodeid, 0) for item in ordered)))
            os._exit(KILLED if any(_fails(item) for item in ordered) else SURVIVED)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return code if code in (KILLED, SURVIVED) else TIMED_OUT


def _fails(item: Any) -> bool:
    """Run a test without the reports on it, which cost more than most tests."""
    item.stash[tmppath_result_key] = {}  # what reports would leave for the fixture tmp_path
    try:
        item.session._setupstate.setup(item)
        item.runtest()
        item.session._setupstate.teardown_exact(None)
    except pytest.skip.Exception:
        return False
    except BaseException:
        return True
    return False


if __name__ == "__main__":
    os.chdir(ROOT)
    os.environ["MUTANT_UNDER_TEST"] = ""
    sys.path.insert(0, str(ROOT / "src"))
    chosen = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    args = [*chosen["pytest_add_cli_args"], *chosen["pytest_add_cli_args_test_selection"]]
    sys.exit(pytest.main(["-q", "--rootdir=.", "--assert=plain", *args], [Trial(sys.argv[1:])]))
