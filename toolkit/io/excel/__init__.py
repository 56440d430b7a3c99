"""Workbook plans written as Excel files with XlsxWriter; reading is the business of `toolkit.io.workbooks`."""

from toolkit.io.excel.files import write_report
from toolkit.io.excel.rendering import render

__all__ = ["render", "write_report"]
