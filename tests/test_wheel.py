"""The wheel holds what the package needs and nothing else, and works where no checkout is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import align

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def tracked(*folders: str) -> set[str]:
    """The files of a checkout's folders that belong to it."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_and_the_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        licence = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert held == tracked("align") | {f"align/{name}" for name in tracked("templates")}
    assert licence
    assert wheel.stat().st_size < 60_000_000


def test_the_wheel_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    where = subprocess.run(
        [sys.executable, "-c", "import align; print(align.__file__)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(site)
    done = subprocess.run(
        [sys.executable, "-m", "align", "demo"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = done.stdout.splitlines()
    assert paths == [str(Path("reports/demo") / name) for name in ("report.html", "comparison.json")]
    data = json.loads((tmp_path / paths[1]).read_text(encoding="utf-8"))
    assert data["created_with"]["align"] == align.__version__
    assert "Port Carrow" in (tmp_path / paths[0]).read_text(encoding="utf-8")


@pytest.mark.skipif("CI" not in os.environ, reason="only where the checks run; a developer's install is editable")
def test_it_is_the_installed_package_that_is_tested() -> None:
    assert not Path(align.__file__).is_relative_to(ROOT)


def test_the_version_is_told_once() -> None:
    assert version("fact-align") == align.__version__
