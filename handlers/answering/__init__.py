"""Answers: to which item they belong, where they are kept until that is known, what they
suggest.
"""
