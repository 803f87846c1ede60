"""The files for pipelines and the page about them: valid by the schemas, and what they run does what they say."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from fiction import BOTH_WRONG, NO_PROJECT, PROGRAM, TOO_FEW_DAYS
from qianshou_cli import __version__
from qianshou_cli.scaffold import REPOSITORY, repository
from qianshou_cli.texts import Lang
from support import BIN, ROOT

SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci", "action": "vendor.github-actions"}
PINNED = re.compile(r"^[\w.-]+/[\w.-]+@([0-9a-f]{40}|REVISION)$")


class Snippet(NamedTuple):
    kind: str
    text: str


SNIPPETS = [
    Snippet(kind, text)
    for kind, text in re.findall(
        r"<!-- ([\w-]+) -->\n```\w+\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL
    )
]


def of_kind(*kinds: str) -> list[Any]:
    return [
        pytest.param(snippet, id=f"{snippet.kind}-{number}")
        for number, snippet in enumerate(SNIPPETS)
        if snippet.kind in kinds
    ]


def schema_says(schema: str, file: Path) -> str:
    """What is wrong with the file by the schema; nothing when it is valid."""
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def bash(script: str, folder: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("QIANSHOU_", "LC_", "GITHUB_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**clean, "LANG": "C.UTF-8", "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def data_folder(folder: Path, text: str) -> Path:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "demo.yaml").write_text(text, "utf-8")
    return folder


def test_every_snippet_of_the_page_is_tested_and_in_both_languages() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    assert page.count("```") == 2 * len(SNIPPETS)
    zh, en = page.split("\n## English\n")
    kinds = re.compile(r"<!-- ([\w-]+) -->")
    assert kinds.findall(zh) == kinds.findall(en)
    assert set(kinds.findall(zh)) == {"github", "gitlab", "pre-commit", "shell", "crontab"}


@pytest.mark.parametrize("snippet", of_kind("github", "gitlab"))
def test_a_pipeline_on_the_page_is_valid(tmp_path: Path, snippet: Snippet) -> None:
    (tmp_path / "pipeline.yml").write_text(snippet.text, "utf-8")
    assert schema_says(SCHEMAS[snippet.kind], tmp_path / "pipeline.yml") == ""


@pytest.mark.parametrize("lang", list(Lang))
def test_the_pipelines_of_a_new_repository_are_valid(tmp_path: Path, lang: Lang) -> None:
    made = repository(lang)
    for path, kind in ((".github/workflows/validate.yml", "github"), (".gitlab-ci.yml", "gitlab")):
        assert path in REPOSITORY
        (tmp_path / "pipeline.yml").write_text(made[path], "utf-8")
        assert schema_says(SCHEMAS[kind], tmp_path / "pipeline.yml") == ""


def test_a_wrong_pipeline_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "pipeline.yml").write_text("name: x\non: push\njobs: {a: {steps: 1}}\n", "utf-8")
    assert "steps" in schema_says(SCHEMAS["github"], tmp_path / "pipeline.yml")


def workflows() -> list[dict[str, Any]]:
    texts = [snippet.text for snippet in SNIPPETS if snippet.kind == "github"]
    return [yaml.safe_load(text) for text in (*texts, repository(Lang.ZH)[".github/workflows/validate.yml"])]


def test_workflows_are_hardened() -> None:
    for workflow in workflows():
        assert workflow["permissions"] == {"contents": "read"}
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if "uses" in step:
                    assert PINNED.match(step["uses"])
                    assert "checkout" not in step["uses"] or step["with"]["persist-credentials"] is False
                else:
                    assert step["shell"] == "bash"
                    assert "${{" not in step["run"]


def test_the_page_names_this_version() -> None:
    named = re.findall(r"qianshou==([\w.]+)", (ROOT / "docs" / "ci.md").read_text("utf-8"))
    assert set(named) == {__version__}


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return loaded


def test_the_action_is_valid_and_hardened() -> None:
    assert schema_says(SCHEMAS["action"], ROOT / "action.yml") == ""
    steps = action()["runs"]["steps"]
    for step in steps:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
    used = set(re.findall(r"inputs\.([\w-]+)", str([step["env"] for step in steps])))
    assert used == set(action()["inputs"])


def test_the_page_says_where_the_action_does_not_run() -> None:
    """A virtual environment of Windows has no folder `bin`."""
    assert "/qianshou/bin/python" in (ROOT / "action.yml").read_text("utf-8")
    for half in (ROOT / "docs" / "ci.md").read_text("utf-8").split("\n## English\n"):
        assert "Windows" in half[half.index("action.yml") : half.index("### GitLab")]


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's last step, with a command that is already installed."""
    (folder / "qianshou" / "bin").mkdir(parents=True, exist_ok=True)
    link = folder / "qianshou" / "bin" / "qianshou"
    link.unlink(missing_ok=True)
    link.symlink_to(BIN / "qianshou")
    step = action()["runs"]["steps"][-1]
    given = {name: str(settings["default"]) for name, settings in action()["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    env = {name: given[re.findall(r"inputs\.([\w-]+)", text)[0]] for name, text in step["env"].items()}
    return bash(step["run"], folder, {**env, "RUNNER_TEMP": str(folder)})


def test_the_action_checks_what_it_is_given(tmp_path: Path) -> None:
    data_folder(tmp_path, TOO_FEW_DAYS)
    assert run_action(tmp_path, as_of="2022-10-01").returncode == 0
    broken = run_action(tmp_path, as_of="2023-01-10", lang="en")
    assert broken.returncode == 1
    assert "QS301" in broken.stdout
    assert "mend: " in broken.stdout
    assert run_action(tmp_path, as_of="2023-01-10", paths="data/none.yaml").returncode == 3
    assert run_action(tmp_path, paths="data\nmore\n").returncode == 3
    assert run_action(tmp_path, strict="yes").returncode == 2


@pytest.mark.parametrize("name", ["paths", "as_of", "fail_on", "baseline", "lang", "format", "strict"])
def test_no_input_of_the_action_runs_a_command(tmp_path: Path, name: str) -> None:
    data_folder(tmp_path, PROGRAM)
    for text in ('"; touch hacked; "$(touch hacked)`touch hacked`\ntouch hacked', "--output=hacked"):
        assert run_action(tmp_path, **{name: text}).returncode in (2, 3)
        assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("snippet", of_kind("shell"))
def test_a_shell_snippet_runs(tmp_path: Path, snippet: Snippet) -> None:
    """Nothing changed between its lines: in order. Something broke after the first: not."""
    lines = snippet.text.splitlines()
    for line in lines:
        last = bash(line, data_folder(tmp_path, NO_PROJECT), {})
    assert last.returncode == 0, last.stdout + last.stderr
    bash(lines[0], data_folder(tmp_path, TOO_FEW_DAYS), {})
    for line in lines[1:]:
        last = bash(line, data_folder(tmp_path, BOTH_WRONG), {})
    assert last.returncode == 1


@pytest.mark.parametrize("snippet", [s for s in of_kind("github", "gitlab") if "results/" in s.values[0].text])
def test_a_pipeline_keeps_the_results_that_it_names(tmp_path: Path, snippet: Snippet) -> None:
    script = re.findall(r"qianshou validate .*", snippet.text)[0]
    assert bash(script, data_folder(tmp_path, TOO_FEW_DAYS), {}).returncode == 1
    named = set(re.findall(r"results/[\w.]+", snippet.text))
    assert {f"results/{path.name}" for path in (tmp_path / "results").iterdir()} == named


YEAR_END = [
    *(
        step["run"]
        for snippet in SNIPPETS
        if snippet.kind == "github" and "schedule" in snippet.text
        for step in yaml.safe_load(snippet.text)["jobs"]["year-end"]["steps"]
        if "--strict" in step.get("run", "")
    ),
    *(
        snippet.text.split("* * ", 1)[-1].split("&& ", 1)[1].replace("\\%", "%")
        for snippet in SNIPPETS
        if snippet.kind == "crontab"
    ),
]


@pytest.mark.parametrize("script", YEAR_END)
def test_the_year_end_check_asks_for_the_year_before(tmp_path: Path, script: str) -> None:
    """The clock is set to January 2023 by a `date` of the test's own."""
    tools = tmp_path / "qianshou" / "bin"
    tools.mkdir(parents=True)
    (tools / "qianshou").symlink_to(BIN / "qianshou")
    (tools / "date").write_text("#!/bin/sh\necho 2023\n", "utf-8")
    (tools / "date").chmod(0o755)
    script = script.replace("/srv/qianshou/bin/", f"{tools}/")
    env = {"RUNNER_TEMP": str(tmp_path), "PATH": f"{tools}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}"}
    good = bash(script, data_folder(tmp_path, PROGRAM), env)
    assert good.returncode == 0, good.stdout + good.stderr
    unrecorded = PROGRAM.replace("        projects: [{title: 虚构项目, status: completed}]\n", "")
    assert "QS401" in (bad := bash(script, data_folder(tmp_path, unrecorded), env)).stdout
    assert bad.returncode == 1


@pytest.mark.parametrize("snippet", of_kind("pre-commit"))
def test_the_hooks_on_the_page_exist(tmp_path: Path, snippet: Snippet) -> None:
    (tmp_path / "config.yaml").write_text(snippet.text, "utf-8")
    checked = subprocess.run([BIN / "pre-commit", "validate-config", tmp_path / "config.yaml"], check=False)
    assert checked.returncode == 0
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    named = yaml.safe_load(snippet.text)["repos"][0]["hooks"]
    assert {hook["id"] for hook in named} == {hook["id"] for hook in hooks}


def test_the_hooks_are_valid() -> None:
    checked = subprocess.run([BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False)
    assert checked.returncode == 0
