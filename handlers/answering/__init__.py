"""Answers: the item they belong to, those kept until it is known, what they suggest."""
