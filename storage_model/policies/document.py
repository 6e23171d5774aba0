"""The document behind a policy file."""

from typing import Annotated, Literal

from pydantic import Field

from storage_model.records import InputRecord


class Title(InputRecord):
    """A name in both languages."""

    zh: str
    """中文名称 / Chinese name"""
    en: str
    """英文名称 / English name"""


class Document(InputRecord):
    """Head of every policy file: what the document is and how sure we are of it."""

    title: Title
    """名称 / title"""
    document: str
    """文号 / document number; empty when the policy is assumed"""
    region: str
    """适用地区 / region"""
    status: Literal["in_force", "draft", "expired", "assumed"]
    """状态 / in force, draft, expired or assumed"""
    source: str
    """来源 / where the text was read; empty when the policy is assumed"""
    date_read: str
    """查阅日期 / date the source was read, YYYY-MM-DD or YYYY-MM"""
    assets: Annotated[list[str], Field(min_length=1)]
    """适用资产 / names of the assets it applies to"""
