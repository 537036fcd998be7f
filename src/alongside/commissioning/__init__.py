"""Packages, shares, funds, providers, contracts, grants."""
