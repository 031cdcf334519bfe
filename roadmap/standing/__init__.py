"""Where a roadmap stands on a day: due days, silence, lateness, discipline, what is still to be
collected.
"""
