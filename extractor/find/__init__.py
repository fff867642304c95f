"""The find stage."""
