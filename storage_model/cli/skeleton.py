"""The shipped inputs, as the start of somebody's own project."""

import shutil
from pathlib import Path

import storage_model

# Beside the package in its source tree, and under a name of its own where it was installed.
PLACES = ("inputs", "storage_model_inputs")
README = """# {name}

一个储能与低浓度瓦斯发电项目 · a storage and mine-gas power project

    storage-model check inputs/cases/shouyang_base.yaml
    storage-model run inputs/cases/shouyang_base.yaml
    storage-model show shouyang_base

| 文件夹 folder | 内容 holds |
|---|---|
| `inputs/projects/` | 电站与财务参数 · the stations and their finance, each number with its source or marked assumed |
| `inputs/prices/` | 电价与瓦斯序列 · price and gas series |
| `inputs/policies/` | 政策文件 · policy documents by date of effect |
| `inputs/cases/` | 方案：在基准上的少量变动 · cases: a few named changes on top of a base |
| `results/` | 计算结果 · what runs write |

先改 `inputs/projects/` 与 `inputs/prices/` 中的数，再运行。 Change the numbers of projects and prices first, then run.
"""


def shipped_inputs() -> Path:
    """Return the folder of the inputs that came with the program; FileNotFoundError when they are not there."""
    beside = Path(storage_model.__file__).resolve().parents[1]
    for name in PLACES:
        if (beside / name / "cases").is_dir():
            return beside / name
    raise FileNotFoundError(f"no shipped inputs beside {beside}")


def start_project(folder: Path) -> int:
    """Copy the shipped inputs into an empty or new folder, with a page on how to begin; return the number of files."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(shipped_inputs(), folder / "inputs", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (folder / "README.md").write_text(README.format(name=folder.resolve().name), encoding="utf-8")
    return sum(path.is_file() for path in folder.rglob("*"))
