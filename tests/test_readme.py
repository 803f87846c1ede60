"""The README tells the truth: its output blocks are real, both languages have the same parts, links lead somewhere."""

import re
import shlex

import pytest

from support import ROOT, qianshou

READMES = ("README.md", "README.zh-CN.md")


def _blocks(name: str) -> list[tuple[str, str]]:
    text = (ROOT / name).read_text("utf-8")
    return [(command, output) for command, output in re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", text)]


@pytest.mark.parametrize(("command", "output"), [block for name in READMES for block in _blocks(name)])
def test_an_output_block_is_what_the_command_prints(command: str, output: str) -> None:
    run = qianshou(*shlex.split(command)[1:])
    assert run.out == output, "paste the command's output into the README"


def test_both_languages_have_the_same_parts_and_commands() -> None:
    english, chinese = (re.sub(r"```console\n(.*\n)*?```", "", (ROOT / name).read_text("utf-8")) for name in READMES)
    for pattern in (r"^(#+) ", r"^```(\w*)", r"\]\(((?!README)[^)]+)\)", r"`qianshou (\w+)", r"^python3 .*$"):
        assert sorted(re.findall(pattern, english, re.M)) == sorted(re.findall(pattern, chinese, re.M)), pattern


@pytest.mark.parametrize("name", READMES)
def test_the_environment_is_switched_on_before_a_command_goes_by_its_bare_name(name: str) -> None:
    before, found, _ = (ROOT / name).read_text("utf-8").partition("\n```sh\n. .venv/bin/activate\n```\n")
    assert found
    assert re.findall(r"(?:[`$] ?)(?:qianshou|python) \w+", before) == []


@pytest.mark.parametrize("name", READMES)
def test_links_lead_to_files(name: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / link).exists(), link


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8").rstrip().splitlines()
    assert script[-1] in (ROOT / "README.md").read_text("utf-8").splitlines()
