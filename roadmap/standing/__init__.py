"""How a roadmap stands on a day: due days, silence, lateness, discipline, missing reports."""
