"""The ordinary phrases of what came and what is allowed, in Chinese; words of a single place stay as they are."""

import re
from typing import Final

_PLAIN: Final[dict[str, str]] = {
    "nothing": "没有写",
    "a number": "数",
    "a whole number": "整数",
    "a text": "文字",
    "true or false": "true 或 false",
    "a list": "列表",
    "keys with values below it": "下一级的键和值",
    "a fraction between 0 and 1": "0 至 1 之间的小数",
    "an existing file": "存在的文件",
    "a file that can be read": "可以读取的文件",
    "a file, not a folder": "文件，不是文件夹",
    "a file with content": "有内容的文件",
    "names and one row per step": "一行列名，每个时段一行",
    "one row per step": "每个时段一行",
}
_BOUNDS: Final = {
    "greater than or equal to": "不小于",
    "greater than": "大于",
    "less than or equal to": "不大于",
    "less than": "小于",
    " and ": "、",
}
_BOUND = rf"(?:{'|'.join(list(_BOUNDS)[:4])}) -?[\d.e+-]+"
_BOUNDED = re.compile(rf"{_BOUND}(?: and {_BOUND})*(?: [A-Za-z]+)?")
_COUNT = re.compile(r"at (least|most) (\d+) values?")


def chinese_of(words: str) -> str:
    """Return an ordinary phrase in Chinese, empty for any other; a unit in brackets behind it is not said again."""
    phrase = words.removeprefix("Input should be ").partition(" [")[0]
    if phrase in _PLAIN:
        return _PLAIN[phrase]
    if phrase.startswith("a place in the list"):
        return "列表中的序号，从 0 数起"
    if phrase.startswith("one of "):
        return "取其一"
    if count := _COUNT.fullmatch(phrase):
        return f"{'至少' if count[1] == 'least' else '至多'} {count[2]} 个值"
    if _BOUNDED.fullmatch(phrase):
        for english, chinese in _BOUNDS.items():
            phrase = phrase.replace(english, chinese)
        return phrase
    return ""
