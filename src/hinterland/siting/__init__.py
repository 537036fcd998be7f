"""Siting: which sites to open, and which areas each of them serves."""

from .solving import solve

__all__ = ["solve"]
