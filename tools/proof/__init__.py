"""Proofs that are too long, too large or too brutal for a test; each prints its figures."""
