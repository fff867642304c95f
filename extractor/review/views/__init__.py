"""Stored values -> pages: pure functions without a request or a store in sight."""
