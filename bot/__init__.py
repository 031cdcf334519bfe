"""The program: what it does and when, and its command line. The only room that knows every other;
`cli` is its door.
"""
