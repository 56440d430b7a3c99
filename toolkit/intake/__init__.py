"""Programmes from the workbooks that people already have: tables found by their headings, every doubt noted.

`understand` takes a workbook as values in places (`grids`) and gives a programme, what was found where, and notes. The way:
`views` a sheet while it is read · `words` what headings mean · `headings`, `kinds` tables and their columns · `rows`,
`reading` what rows and cells are · `disciplines`, `outcomes`, `passport` lines of each table · `join_outcomes`,
`join_disciplines` lines of all tables as one programme · `places` where a warning points. Nothing here opens a file.
"""

from toolkit.intake.grids import Area, Book, Grid, cell_name
from toolkit.intake.notes import CellUse, Found, Intake, Note
from toolkit.intake.places import place_of
from toolkit.intake.programme import understand

__all__ = ["Area", "Book", "CellUse", "Found", "Grid", "Intake", "Note", "cell_name", "place_of", "understand"]
