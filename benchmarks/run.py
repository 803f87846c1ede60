"""Measure `qianshou validate` against PyYAML's C parser reading the same files, in processes that take turns.

    python benchmarks/run.py                 size M, start-up, memory, linear growth: a few minutes
    python benchmarks/run.py --large         size L (1,000 files) as well
    python benchmarks/run.py --rounds 9      more turns, on a busy machine

Ratios are medians over turns of "qianshou over reference in the same turn"; so a machine that is slow for a while
slows both. Processor time is what a process and its children used; it is the steadier figure where others work too.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from qianshou_cli.cli.endings import FORMATS

sys.path.insert(0, str(Path(__file__).parent))
from generate import SIZES, write

REFERENCE = """
import glob, sys, yaml
for name in sorted(glob.glob(sys.argv[1] + "/*.yaml")):
    with open(name, "rb") as file:
        for event in yaml.parse(file.read(), Loader=yaml.CSafeLoader):
            pass
"""
LOADED = """
import os
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the command does
import pydantic, typer
class Model(pydantic.BaseModel):
    number: int
"""
PRINTING = """
import gc, glob, sys, time, yaml
from qianshou_cli.cli.check import check
from qianshou_cli.cli.configured import configuration
from qianshou_cli.cli.inputs import Files
from qianshou_cli.cli.options import settle
from qianshou_cli.cli.outputs import WITH_PASSES, renderer
from qianshou_cli.reporters import Look

def judged(keep_all):
    choices = settle(configuration(None), as_of="2026-01-01", keep_all=keep_all)
    started = time.process_time()
    report = check(Files([folder], choices.limits, []), choices)
    return report, time.process_time() - started

def rendered(report, render):
    started = time.process_time()
    content = render(report, Look(width=120))
    if isinstance(content, str):
        content.encode()
    return time.process_time() - started

def reading_alone():
    started = time.process_time()
    for name in glob.glob(reference + "/*.yaml"):
        with open(name, "rb") as file:
            for event in yaml.parse(file.read(), Loader=yaml.CSafeLoader):
                pass
    return time.process_time() - started

gc.disable()  # as the command does
folder, reference, rounds, *formats = sys.argv[1:]
report, short = judged(keep_all=False)
full, long = judged(keep_all=True)
for name in formats:
    passes = name in WITH_PASSES  # these are kept for it, which takes time, too
    render = renderer(name)
    least = min(rendered(full if passes else report, render) for _ in range(int(rounds)))
    seconds = (least + (long - short if passes else 0)) * 10_000 / len(report.listed)
    once = min(reading_alone() for _ in range(int(rounds)))  # beside it: a machine's speed drifts
    print(f"printing 10,000 findings as {name:9} {seconds:6.2f} s = {seconds / once:5.2f} x M   <= 0.2 s", flush=True)
"""
DATA = Path(__file__).resolve().parent.parent / "data"
QIANSHOU = [sys.executable, "-m", "qianshou_cli"]


class Cost(NamedTuple):
    """What a process took: seconds on the wall clock, seconds of processors, megabytes at its peak."""

    wall: float
    processor: float
    memory: float


def cost(command: Sequence[str]) -> Cost:
    """Run a command with its output into a pipe that is read, as a program that uses it would."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        while process.stdout.read(1 << 20):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
    if process.returncode not in (0, 1):
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def validate(folder: Path, *options: str) -> list[str]:
    return [*QIANSHOU, "validate", str(folder), "--as-of", "2026-01-01", *options]


def reading_alone(folder: Path) -> list[str]:
    """The reference."""
    return [sys.executable, "-c", REFERENCE, str(folder)]


def loaded(folder: Path) -> list[str]:
    """The reference in a process that has loaded typer and pydantic: what any checker built on them takes at least."""
    return [sys.executable, "-c", LOADED + REFERENCE, str(folder)]


def compare(name: str, commands: Sequence[str], base: Sequence[str], rounds: int, goal: str) -> None:
    """Print the median ratios of a command to its base, taken in turns."""
    turns = [(cost(commands), cost(base)) for _ in range(rounds)]
    wall, processor = (median(one[n] / two[n] for one, two in turns) for n in (0, 1))
    print(f"{name:44} {wall:8.2f} {processor:10.2f}   {goal}", flush=True)


def start_up(rounds: int) -> None:
    nothing = [sys.executable, "-c", "pass"]
    compare("--version / python -c pass", [*QIANSHOU, "--version"], nothing, rounds, "<= 2")
    compare("--help / python -c pass", [*QIANSHOU, "--help"], nothing, rounds, "<= 8")
    compare("validate data / python -c pass", validate(DATA), nothing, rounds, "<= 25")


def reading(size: str, folder: Path, rounds: int) -> None:
    reference = reading_alone(folder)
    compare(f"{size}: with typer, pydantic / reference", loaded(folder), reference, rounds, "(the least)")
    compare(f"{size}: --jobs 1 / reference", validate(folder, "--jobs", "1"), reference, rounds, "<= 1.5")
    compare(f"{size}: --jobs 2 / reference", validate(folder, "--jobs", "2"), reference, rounds, "<= 0.8 (wall)")


def beside(folder: Path) -> None:
    """What other checkers take for the same files; on size L yamllint alone would take half an hour."""
    for peer, command in peers(folder):
        compare(f"M: {peer} / reference", command, reading_alone(folder), 1, "")


def peers(folder: Path) -> list[tuple[str, list[str]]]:
    """Other checkers of YAML, as far as they are installed; none of them knows a calendar or counts a day."""
    schema = folder.parent / "any.json"
    schema.write_text('{"type": "object"}')
    known = {
        "yamllint": ["yamllint", "-d", "{extends: relaxed, rules: {line-length: disable}}", str(folder)],
        "check-jsonschema": ["check-jsonschema", "--schemafile", str(schema), *map(str, sorted(folder.iterdir()))],
    }
    path = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
    return [(name, [found, *line[1:]]) for name, line in known.items() if (found := shutil.which(name, path=path))]


def memory(small: Path, large: Path, files: int) -> None:
    for form in ("table", "sarif"):
        few, many = (cost(validate(folder, "--jobs", "1", "--format", form)).memory for folder in (small, large))
        print(
            f"memory, {form}: {files} files / 10 files: {many:.0f} / {few:.0f} MB = {many / few:.2f}   <= 1.5",
            flush=True,
        )


def printing(folder: Path, reference: Path, rounds: int) -> None:
    """What 10,000 findings cost beyond judging, in seconds of a processor and as a share of reading size M."""
    command = [sys.executable, "-c", PRINTING, str(folder), str(reference), str(rounds), *FORMATS]
    subprocess.run(command, check=True)


def growth(folder: Path) -> None:
    """Five times as much of one thing must take about five times as long, start-up taken off."""
    shutil.rmtree(folder, ignore_errors=True)
    write(folder / "0", [1])  # nothing but start-up
    cases = {
        "files": lambda place, n: write(place, [3] * (30 * n)),
        "pairings in a file": lambda place, n: write(place, [100 * n]),
        "service entries of a worker, to 100,000": lambda place, n: write(place, [1], entries=4_000 * n),
        "findings in a file": lambda place, n: write(place, [100 * n], defects=1.0),
    }
    for name, make in cases.items():
        seconds: dict[int, list[float]] = {0: [], 1: [], 5: []}
        for size in (1, 5):
            make(folder / str(size), size)
        for _ in range(4):  # in turns, because a machine's speed drifts
            for size, found in seconds.items():
                found.append(cost(validate(folder / str(size), "--jobs", "1", "--quiet")).processor)
        idle, one, five = (min(found) for found in seconds.values())
        print(f"growth, 5 x {name}: {(five - idle) / (one - idle):.1f} x the time", flush=True)
        for size in (1, 5):
            shutil.rmtree(folder / str(size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its byte code
    for package in ("qianshou", "PyYAML", "pydantic", "typer", "yamllint", "check-jsonschema"):
        try:
            print(f"{package} {version(package)}", end="; ")
        except PackageNotFoundError:
            continue
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}")
    print(f"{'':44} {'wall':>8} {'processor':>10}   goal")
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        start_up(asked.rounds)
        write(top / "M", SIZES["M"])
        reading("M", top / "M", asked.rounds)
        beside(top / "M")
        write(top / "10", [12] * 10)
        files = 1000 if asked.large else 100
        write(top / "many", [12] * files)
        memory(top / "10", top / "many", files)
        if asked.large:
            reading("L", top / "many", min(asked.rounds, 3))
        write(top / "defects", [20] * 20, defects=1.0)
        printing(top / "defects", top / "M", asked.rounds)
        growth(top / "growth")


if __name__ == "__main__":
    main()
