"""Word, Excel and text files opened under limits, as tables of rows of cells."""
