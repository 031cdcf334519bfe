"""The domain: what a roadmap is, what falls due, who is reminded, what an answer means. Pure: no
input or output.
"""
