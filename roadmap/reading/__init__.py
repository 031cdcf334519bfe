"""Words to a draft: a cell's measures and control points, its deadline lines set against them, its
people; a typed plan.
"""
