"""A seeded generator of portals: what a site nobody has scripted may look like."""
