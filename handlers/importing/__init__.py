"""A document or a typed plan comes in: columns, preview, questions, saving, a new edition."""
