"""Exploring real self-hosted applications that nobody of this project wrote."""
