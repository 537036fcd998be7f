"""Hubs on screen."""
