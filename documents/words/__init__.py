"""What headings and titles say: the words by which columns, sections and half-years are known."""
