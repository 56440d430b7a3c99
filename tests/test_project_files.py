"""The files around the code agree with each other."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 -- our own git
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_conda_and_pip_install_the_same():
    """environment.yml lists the packages and ranges of pyproject.toml, and the same Python."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    packages = [item for item in listed if isinstance(item, str) and item != "pip"]
    assert sorted(packages) == sorted(
        [f"python{PYPROJECT['project']['requires-python']}", *PYPROJECT["project"]["dependencies"]]
    )
    assert {"pip": ["-e ."]} in listed


def name_of(requirement):
    return re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower().replace("_", "-")


def test_constraints_pin_everything_exactly():
    """Every requirement has an exact version, and no line names an index, a host or a file."""
    lines = [line for line in CONSTRAINTS.splitlines() if line]
    assert all(re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; .+)?", line) for line in lines)
    pinned = {name_of(line) for line in lines}
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {name_of(requirement) for requirement in wanted} <= pinned


def test_every_range_has_both_ends():
    """A dependency names the oldest version that works and the first that may not; tools of the developers may be open."""
    assert all(">=" in item and "<" in item for item in PYPROJECT["project"]["dependencies"])


@pytest.mark.parametrize("word", ["https?://[^ )]*(pypi|artifact|nexus|mirror)", r"/(home|root|tmp|work)/\w"])
def test_no_file_names_a_machine(word):
    """No path of a machine and no package index stands in the project."""
    found = [
        f"{path.relative_to(ROOT)}: {line[:80]}"
        for path in tracked()
        if path.parent.name != "sources" and path != Path(__file__).resolve()
        for line in path.read_text(encoding="utf-8", errors="ignore").splitlines()
        if re.search(word, line)
    ]
    assert found == []


def test_the_top_level_is_as_given():
    """Folders and usual project files, nothing else."""
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= {
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "README.kk.md",
        "README.md",
        "README.ru.md",
        "benchmarks",
        "constraints.txt",
        "curricula",
        "docs",
        "environment.yml",
        "exports",
        "notebooks",
        "pyproject.toml",
        "standards",
        "tests",
        "toolkit",
    }


def test_the_changelog_has_a_place_for_what_comes():
    """Keep a Changelog: an Unreleased section on top."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_the_readme_names_every_command():
    """Both make commands, every subcommand of curmap and every make target that people use."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    usage = subprocess.run([sys.executable, "-m", "toolkit", "--help"], cwd=ROOT, capture_output=True, check=True)
    commands = re.findall(r"^    ([a-z][a-z-]+)  ", usage.stdout.decode(), re.MULTILINE)
    assert {"statements", "ingest", "run"} <= set(commands)
    wanted = ["make demo", "make test", "conda env create -f environment.yml", *(f"curmap {name}" for name in commands)]
    assert [words for words in wanted if words not in readme] == []
