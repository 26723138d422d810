"""Exploring: finding the entry on a site that nobody has scripted. Pure, as all of the engine."""
