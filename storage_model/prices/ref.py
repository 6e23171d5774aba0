"""How an input file names a series."""

from storage_model.records import InputRecord


class SeriesRef(InputRecord):
    """A column of a file; the path is relative to the file that names it."""

    file: str
    """文件 / path of the data file, relative to this file"""
    column: str
    """列名 / name of the column"""
    unit: str
    """单位 / unit of the values, e.g. yuan_per_mwh"""
