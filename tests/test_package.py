"""The wheel and the source distribution: the same bytes from the same sources, complete, and at work in any Python."""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.metadata import Metadata

from git_repository import command, done, fetched
from qianshou_cli import __version__
from support import DATA, ROOT, Run, qianshou, unavailable

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
"""The Pythons that the package says it is for."""

NAME = f"qianshou-{__version__}"
EPOCH = {"SOURCE_DATE_EPOCH": "1600000000"}
ON = ("--as-of", "2023-06-30")
PLAN = DATA / "shanghai_gansu.yaml"


def built(sources: Path, folder: Path) -> dict[str, bytes]:
    """The source distribution, and the wheel that is built from it, by name."""
    ran = command(ROOT, sys.executable, "-m", "build", "--outdir", folder, sources, env=EPOCH)
    fetched(ran)
    assert "warning" not in (ran.stdout + ran.stderr).lower(), ran.stdout + ran.stderr
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both lie, built once for the tests of a process."""
    folder = tmp_path_factory.mktemp("package")
    built(ROOT, folder / "dist")
    return folder


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    return folder / "dist" / f"{NAME}-py3-none-any.whl"


@pytest.fixture(scope="module")
def unpacked(folder: Path) -> Path:
    """The sources as somebody gets them who downloads the source distribution."""
    with tarfile.open(folder / "dist" / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder / NAME


def files(folder: Path) -> set[str]:
    """What lies in a folder, what Python leaves there apart."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if "__pycache__" not in path.parts}


def test_sources_in_another_place_build_the_same_bytes(folder: Path, unpacked: Path, tmp_path: Path) -> None:
    first = {file.name: file.read_bytes() for file in (folder / "dist").iterdir()}
    assert sorted(first) == [f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"]
    assert built(unpacked, tmp_path) == first


def test_the_source_distribution_holds_the_whole_repository(unpacked: Path) -> None:
    tracked = command(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if tracked.returncode:
        unavailable("this is no git checkout")
    there = {name for name in tracked.stdout.split("\0") if name and (ROOT / name).is_file()}
    assert files(unpacked) == there | {"PKG-INFO"}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    described = {name for name in names if name.startswith(f"{NAME}.dist-info/")}
    assert names - described == {f"qianshou_cli/{name}" for name in files(ROOT / "src" / "qianshou_cli")}
    assert {name.partition("/")[2] for name in described} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    assert "qianshou_cli/py.typed" in names


def test_the_metadata_is_in_order_and_names_the_pythons_that_are_tried_here(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        raw = archive.read(f"{NAME}.dist-info/METADATA")
    metadata = Metadata.from_email(raw, validate=True)
    assert (metadata.name, str(metadata.version), metadata.license_expression) == ("qianshou", __version__, "MIT")
    assert metadata.description == (ROOT / "README.md").read_text("utf-8")
    prefix = "Programming Language :: Python :: 3."
    named = [name.removeprefix(prefix) for name in metadata.classifiers or () if name.startswith(prefix)]
    assert tuple(f"3.{minor}" for minor in named) == VERSIONS


def pythons(version: str) -> Iterator[str]:
    """Where a Python of that version may be: this one, on the path, or kept by pyenv."""
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        yield sys.executable
    yield f"python{version}"
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True).stdout.strip()
        yield from map(str, sorted(Path(root).glob(f"versions/{version}.*/bin/python")))


def python(version: str) -> str:
    """A Python of that version that runs; where there is none, there is nothing to try."""
    for candidate in filter(shutil.which, pythons(version)):
        ran = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False)
        if ran.returncode == 0 and ran.stdout.startswith(f"Python {version}."):
            return candidate
    pytest.skip(f"there is no Python {version} on this machine")


def installed(python: str, wheel: Path, folder: Path, *options: str | Path) -> Path:
    """The command in a fresh environment into which the wheel has been installed."""
    done(folder, python, "-m", "venv", "--without-pip", folder / "environment")
    scripts = folder / "environment" / "bin"
    fetched(
        command(
            folder,
            sys.executable,
            "-m",
            "pip",
            "--python",
            scripts / "python",
            "install",
            "--no-compile",
            wheel,
            *options,
        )
    )
    return scripts / "qianshou"


JOBS = [
    ("validate", DATA, *ON, "--format", "json", "--all"),
    ("validate", DATA, *ON, "--strict", "--lang", "en"),
    ("report", PLAN, "--year", "2022", *ON, "-o", "report.html"),
    ("form", PLAN, "-o", "form.docx"),
    ("export", PLAN, "-o", "book.xlsx"),
    ("import", "book.xlsx", "-o", "records.yaml"),
]
"""What rests on one dependency or another; nothing in it hangs on the day."""

COMPARED = ("report.html", "records.yaml")
"""The other two are archives, which know when they were made."""


def done_by(folder: Path, *command: str | Path) -> tuple[list[Run], list[bytes]]:
    """What a command says to the jobs, and the texts that it writes."""
    folder.mkdir()
    runs = [qianshou(*job, command=command, cwd=folder) for job in JOBS]
    assert files(folder) == {"report.html", "form.docx", "book.xlsx", "records.yaml"}, runs
    return runs, [(folder / name).read_bytes() for name in COMPARED]


@pytest.fixture(scope="module")
def expected(folder: Path) -> tuple[list[Run], list[bytes]]:
    """What the checkout does."""
    return done_by(folder / "here", sys.executable, "-m", "qianshou_cli")


@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_works_in_every_python(
    version: str, wheel: Path, expected: tuple[list[Run], list[bytes]], tmp_path: Path
) -> None:
    there = installed(python(version), wheel, tmp_path)
    assert done_by(tmp_path / "there", there) == expected
    assert qianshou("--help", command=[there]).code == 0


def test_the_wheel_works_with_the_lowest_versions_it_asks_for(
    wheel: Path, expected: tuple[list[Run], list[bytes]], tmp_path: Path
) -> None:
    lowest = command(ROOT, sys.executable, ROOT / "tools" / "lower_bounds.py").stdout
    assert "pydantic==" in lowest
    (tmp_path / "lowest.txt").write_text(lowest, "utf-8")
    there = installed(sys.executable, wheel, tmp_path, "-c", tmp_path / "lowest.txt")
    assert done_by(tmp_path / "there", there) == expected
    assert qianshou("--help", command=[there]).code == 0
