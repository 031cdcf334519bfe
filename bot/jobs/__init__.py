"""Slow work that was asked for in chat: rows, done one after the other."""
