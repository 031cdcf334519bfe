"""Words to a draft: the measures, control points, deadlines and people of a cell; typed plans."""
