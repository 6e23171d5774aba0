"""溯源: from which files, documents and programs the numbers come."""

from typing import Final

from storage_model.cases.answer import CaseAnswer
from storage_model.policies.document import Document
from storage_model.words.label import Label, noted
from storage_model.words.labels.documents import STATUS_LABELS
from storage_model.words.labels.lookup import check_label
from storage_model.words.shown_inputs import series_rows
from storage_model.words.tables.checks import all_checks
from storage_model.words.versions import versions
from storage_model.workbook.sheets.plain import PlainBlock, PlainSheet, words

NAME: Final = "溯源 Provenance"


def provenance_sheet(answer: CaseAnswer) -> PlainSheet:
    """Return documents, series, files, the proof of the dispatch, checks and versions."""
    return PlainSheet(
        name=NAME,
        title=Label(zh="溯源", en="Where the numbers come from", unit="none"),
        about=Label(
            zh="每个输入数值的出处见“假设 Inputs”；此处为文件、文件指纹、求解与校核",
            en="the source of every number is on the input sheet; here are files, their hashes, proof and checks",
            unit="none",
        ),
        blocks=(_policies(answer), _series(answer), _files(answer), _proof(answer), _checks(answer), _versions()),
        widths=(34, 44, 18, 16, 60),
    )


def _policies(answer: CaseAnswer) -> PlainBlock:
    return PlainBlock(
        title=Label(zh="政策文件", en="Policy documents", unit="none"),
        heads=("政策 Policy", "文件 Document", "地区 Region", "状态 Status", "来源 Source"),
        rows=[[words(said) for said in _said(policy)] for policy in answer.scenario.policies.values()],
    )


def _said(policy: Document) -> tuple[str, ...]:
    """Return what a document says of itself, Chinese first."""
    status, both = STATUS_LABELS[policy.status], noted(policy.source, policy.source_zh)
    source = " · ".join(dict.fromkeys((both.zh, both.en)))
    return (policy.title.zh, policy.document, policy.region, f"{status.zh} {status.en}", source)


def _series(answer: CaseAnswer) -> PlainBlock:
    return PlainBlock(
        title=Label(zh="数据序列", en="Series", unit="none"),
        heads=("序列 Series", "文件 File", "单位 Unit", "均值 Mean", "来源 Source"),
        rows=[
            [words(text) for text in (row.key, row.file, row.unit.zh, row.mean, row.source)]
            for row in series_rows(answer)
        ],
    )


def _files(answer: CaseAnswer) -> PlainBlock:
    return PlainBlock(
        title=Label(zh="输入文件", en="Input files", unit="none"),
        heads=("文件 File", "SHA-256", "", "", ""),
        rows=[[words(name), words(digest)] for name, digest in answer.scenario.files.items()],
    )


def _proof(answer: CaseAnswer) -> PlainBlock:
    certificate = answer.dispatch.certificate
    rows = [
        ("求解器 Solver", answer.dispatch.solver),
        ("目标值 Objective [yuan]", f"{answer.dispatch.objective_yuan:,.2f}"),
        ("对偶界 Dual bound [yuan]", f"{-certificate.bound_yuan:,.2f}"),
        ("相对间隙 Relative gap", f"{certificate.gap_frac:.1e}"),
    ]
    return PlainBlock(
        title=Label(zh="调度最优性证明", en="Proof of the dispatch", unit="none"),
        heads=("项目 Item", "数值 Value", "", "", ""),
        rows=[[words(name), words(value)] for name, value in rows],
    )


def _checks(answer: CaseAnswer) -> PlainBlock:
    rows = []
    for check in all_checks(answer).checks:
        label = check_label(check.name)
        passed = "通过 pass" if check.passed else "不通过 FAIL"
        shown = (label.zh, label.en, f"{check.deviation:.2e}", f"{check.tolerance:.0e}", passed)
        rows.append([words(text) for text in shown])
    return PlainBlock(
        title=Label(zh="运行时校核", en="Checks of the run", unit="none"),
        heads=("校核", "Check", "偏差 Deviation", "容差 Tolerance", "结果 Result"),
        rows=rows,
    )


def _versions() -> PlainBlock:
    return PlainBlock(
        title=Label(zh="软件版本", en="Versions", unit="none"),
        heads=("软件 Program", "版本 Version", "", "", ""),
        rows=[[words(name), words(number)] for name, number in versions().items()],
    )
