"""Drafts out of tables: columns, headings, sections, rows, people and deadlines by their words."""
