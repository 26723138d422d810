"""The desk: one local page where a person sees and keeps their cases without a terminal."""
