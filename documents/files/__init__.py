"""Grids out of files: Word, Excel and text opened under limits, in a neutral form of tables, rows
and cells.
"""
