"""Panels, sittings, items, decisions."""
