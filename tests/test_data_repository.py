"""From nothing to a checked data repository: init, hooks and pipeline as they are, then one fact is broken."""

import os
import sys
from pathlib import Path
from typing import Any

import yaml

from git_repository import PRE_COMMIT, command, done, fetched
from support import ROOT, qianshou


class Repository:
    """A data repository, and an environment in which its pipeline has installed the program."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.environment = folder / "records", folder / "environment"
        made = qianshou("init", "repo", self.folder, "--requirement", str(ROOT), "--lang", "zh")
        assert made.code == 0, made.err
        done(folder, sys.executable, "-m", "venv", self.environment)
        for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "虚构"]):
            done(self.folder, "git", *args)
        self.cache = {"PRE_COMMIT_HOME": str(folder / "pre-commit")}
        fetched(self.step("Install"))
        fetched(command(self.folder, PRE_COMMIT, "install-hooks", env=self.cache))

    def step(self, name: str) -> Any:
        """Run a step of the repository's own workflow."""
        workflow = yaml.safe_load((self.folder / ".github/workflows/validate.yml").read_text("utf-8"))
        job = workflow["jobs"]["validate"]
        step = next(step for step in job["steps"] if step.get("name") == name)
        return self.shell(step["run"], **job["env"])

    def shell(self, script: str, **env: str) -> Any:
        path = f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return command(self.folder, "bash", "-eo", "pipefail", "-c", script, env={"PATH": path, **env})

    def hooks(self) -> Any:
        return command(self.folder, PRE_COMMIT, "run", "--all-files", env=self.cache)

    def replace(self, old: str, new: str) -> None:
        file = self.folder / "data" / "example.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_new_repository_passes_its_own_checks_and_a_broken_fact_fails_them(tmp_path: Path) -> None:
    records = Repository(tmp_path)
    gitlab = yaml.safe_load((records.folder / ".gitlab-ci.yml").read_text("utf-8"))["validate"]["script"]
    for ran in (records.step("Validate"), records.hooks(), records.shell(gitlab[-1])):
        assert ran.returncode == 0, ran.stdout + ran.stderr

    records.replace("2022-05-09/2022-05-31", "2022-05-09")
    for ran in (records.step("Validate"), records.hooks(), records.shell(gitlab[-1])):
        assert ran.returncode == 1, ran.stdout + ran.stderr
        assert "QS301" in ran.stdout
        assert "data/example.yaml:" in ran.stdout
        assert "QS0" not in ran.stdout
    records.replace("2022-05-09]", "2022-05-09/2022-05-31]")
    assert records.step("Validate").returncode == 0

    ran = records.shell("qianshou init repo ../new && qianshou validate ../new/data --strict")
    assert ran.returncode == 0, "the installed program brings its templates: " + ran.stdout + ran.stderr
