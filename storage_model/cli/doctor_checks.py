"""What `doctor` looks at, one thing each."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from storage_model.words.label import Label, text

LEAST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 1 << 30
# A version that returned wrong optima.
WRONG_HIGHS = "1.14.0"
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_FOR_DEVELOPERS = {"dev"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: `ok`, a `note` that stops nothing, or `missing`, without which no run is possible."""

    key: str
    label: Label
    state: Literal["ok", "note", "missing"]
    words: Label


def examined() -> tuple[Finding, ...]:
    """Return everything looked at."""
    return (_python(), _packages(), _solver(), _fonts(), _disk(), _results(), _console(), _machine(), *_extras())


def _python() -> Finding:
    enough = sys.version_info[:2] >= LEAST_PYTHON
    label, found = text("Python"), ".".join(map(str, sys.version_info[:3]))
    return Finding(key="python", label=label, state="ok" if enough else "missing", words=text(found))


def _packages() -> Finding:
    from storage_model.words.versions import versions

    label = text("软件包", "Packages")
    try:
        found = versions()
    except PackageNotFoundError as error:
        return Finding(key="packages", label=label, state="missing", words=text(str(error)))
    if found["highspy"] == WRONG_HIGHS:
        zh = f"HiGHS {WRONG_HIGHS} 曾给出错误最优解，请换版本"
        en = f"HiGHS {WRONG_HIGHS} returned wrong optima; install another"
        return Finding(key="packages", label=label, state="missing", words=text(zh, en))
    words = ", ".join(f"{name} {number}" for name, number in found.items() if name != "python")
    return Finding(key="packages", label=label, state="ok", words=text(words))


def _solver() -> Finding:
    """Solve problems whose optimum is known."""
    from storage_model.dispatch.solver.canary import LINEAR
    from storage_model.dispatch.solver.highs import solve
    from storage_model.problems import StorageModelError

    label = text("求解器", "Solver")
    try:
        solve(LINEAR)  # the solver is examined before its first answer
    except (StorageModelError, ImportError) as error:
        return Finding(key="solver", label=label, state="missing", words=text(str(error)))
    right = text("已知最优解的小问题求解正确", "solves problems of known optimum right")
    return Finding(key="solver", label=label, state="ok", words=right)


def _fonts() -> Finding:
    from storage_model.report.fonts.embed import page_font

    label = text("中文字体", "Chinese font")
    try:
        count = len(page_font("寿阳储能"))
    except (OSError, ValueError, LookupError) as error:
        return Finding(key="fonts", label=label, state="missing", words=text(str(error)))
    zh, en = f"随软件附带，子集 {count // 1024} KiB", f"shipped with the program, subset of {count // 1024} KiB"
    return Finding(key="fonts", label=label, state="ok", words=text(zh, en))


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free
    enough, gib = free >= LEAST_FREE_BYTES, free / (1 << 30)
    words = text(f"可用 {gib:.1f} GiB", f"{gib:.1f} GiB free")
    return Finding(key="disk", label=text("磁盘", "Disk"), state="ok" if enough else "note", words=words)


def _results() -> Finding:
    """Whether runs can be written where they usually go."""
    folder = Path("results") if Path("results").is_dir() else Path.cwd()
    writable = os.access(folder, os.W_OK)
    zh, en = (
        ("可写", "writable")
        if writable
        else ("不可写，用 --out 指定别处", "not writable; name another place with --out")
    )
    words = text(f"{folder}：{zh}", f"{folder}: {en}")
    return Finding(key="results", label=text("结果文件夹", "Results"), state="ok" if writable else "note", words=words)


def _console() -> Finding:
    from storage_model.cli.streams import holds_every_character

    full, encoding = holds_every_character(), getattr(sys.stdout, "encoding", None) or "none"
    zh, en = ("", "") if full else ("，缺字显示为 ?", "; characters it lacks show as ?")
    words = text(f"{encoding}{zh}", f"{encoding}{en}")
    return Finding(key="console", label=text("终端编码", "Console"), state="ok" if full else "note", words=words)


def _machine() -> Finding:
    words = text(f"{os.cpu_count()} 核，{sys.platform}", f"{os.cpu_count()} cores, {sys.platform}")
    return Finding(key="machine", label=text("机器", "Machine"), state="ok", words=words)


def _extras() -> Iterator[Finding]:
    """Yield each optional part of the program, with what it lacks."""
    by_extra: dict[str, list[str]] = {}
    try:
        asked = requires("storage-model") or []
    except PackageNotFoundError:  # run from its source without being installed
        asked = []
    for line in asked:
        extra, name = _EXTRA.search(line), _NAME.match(line)
        if extra and name and extra[1] not in _FOR_DEVELOPERS:
            by_extra.setdefault(extra[1], []).append(name[0])
    for part, names in sorted(by_extra.items()):
        lacking = [name for name in names if not _installed(name)]
        label = text(f"可选 {part}", f"Optional {part}")
        words = text("已安装", "installed")
        if lacking:
            listed, install = ", ".join(lacking), f"pip install 'storage-model[{part}]'"
            words = text(f"缺 {listed}；{install}", f"lacks {listed}; {install}")
        yield Finding(key=f"extra.{part}", label=label, state="note" if lacking else "ok", words=words)


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
