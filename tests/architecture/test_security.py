"""What the program never does, what it is made of, and what never leaves the machine with a result."""

import ast
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from storage_model.report.run_folder import write_run_folder
from tests.report_answers import small_answer

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "storage_model").rglob("*.py"))
LOCKS = (ROOT / "requirements" / "core.lock", ROOT / "requirements" / "dev.lock")
# Running words as code, reading objects that run code, asking a shell, asking the network.
NEVER_CALLED = {"eval", "exec", "compile", "__import__", "system", "popen"}
NEVER_IMPORTED = {"pickle", "cloudpickle", "dill", "marshal", "shelve", "subprocess", "ctypes", "socket", "urllib",
                  "http", "requests", "ftplib", "smtplib", "xml"}  # fmt: skip
# The one native call: how much freed memory the allocator keeps.
NATIVE = "storage_model/dispatch/solver/freed_memory.py"
ALLOWED_LICENCES = re.compile(
    r"MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|Mozilla|MPL-2.0|Unlicense|HPND",
    re.IGNORECASE,
)


def _calls(tree: ast.AST) -> list[tuple[str, ast.Call]]:
    """Return every call with the plain name of what is called; methods by their last name."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.append((node.func.id, node))
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                found.append((f"{node.func.value.id}.{node.func.attr}", node))
    return found


def _given(call: ast.Call) -> dict[str | None, object]:
    return {word.arg: word.value.value if isinstance(word.value, ast.Constant) else None for word in call.keywords}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_words_are_run(path: Path) -> None:
    """No eval, exec, pickle, shell or socket; YAML only as data, arrays never as objects, HTML escaped."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        native = {"ctypes"} if path.relative_to(ROOT).as_posix() == NATIVE else set()
        assert not {name.partition(".")[0] for name in names} & (NEVER_IMPORTED - native)
    for name, call in _calls(tree):
        assert name not in NEVER_CALLED
        assert name not in {f"os.{word}" for word in ("system", "popen", "execv", "execvp", "spawnl", "spawnv")}
        if name == "YAML":
            assert _given(call) == {"typ": "safe", "pure": True}
        if name == "np.load":
            assert _given(call) == {"allow_pickle": False}
        if name == "Environment":
            assert _given(call)["autoescape"] is True


def _locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_wheel_is_pinned_by_its_hash(lock: Path) -> None:
    """A version and at least one SHA-256 each, and no address to fetch from."""
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
    packages = [entry for entry in entries if "==" in entry]
    assert len(packages) == len(_locked(lock)) > 20
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in packages)
    assert "://" not in text
    assert "git+" not in text


def test_what_is_installed_is_what_is_locked() -> None:
    """Version by version, and no two packages contradict each other."""
    installed = {name: metadata.version(name) for name in _locked(LOCKS[0])}
    assert installed == _locked(LOCKS[0])
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def licence_of(name: str) -> str:
    """Return the licence a package states about itself."""
    words = metadata.metadata(name)
    told = [one.rpartition(" :: ")[2] for one in words.get_all("Classifier") or [] if one.startswith("License")]
    return words.get("License-Expression") or "; ".join(told) or (words.get("License") or "").partition("\n")[0]


@pytest.mark.parametrize("name", _locked(LOCKS[0]))
def test_licences_of_what_runs(name: str) -> None:
    """Every package that a run needs may be used in a firm without opening its own sources; none is without a word."""
    licence = licence_of(name)
    assert ALLOWED_LICENCES.search(licence), licence
    assert not re.search(r"\bA?L?GPL|GNU|EUPL|SSPL|Commons Clause", licence), licence


@pytest.mark.reliability("attacks")
def test_secrets_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and tokens of the surroundings are in no file of a run, packed or plain; nor is who ran it, where."""
    secrets = {
        "PGPASSWORD": "s3cr3t-of-the-database",
        "CLOUD_TOKEN": "k3y-of-the-cloud",
        "USER": "zhang-san-7",
    }
    for name, secret in secrets.items():
        monkeypatch.setenv(name, secret)
    write_run_folder(small_answer(), tmp_path / "run", lang="zh")
    words = [*secrets.values(), str(tmp_path)]
    for path in (tmp_path / "run").rglob("*"):
        if path.is_file():
            content = _unpacked(path)
            assert not [word for word in words if word.encode() in content], path.name


def _unpacked(path: Path) -> bytes:
    import zipfile

    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"".join(book.read(name) for name in book.namelist())
