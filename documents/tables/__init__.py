"""Drafts out of grids: columns, headings, sections, rows, people and deadlines found by what they
say.
"""
