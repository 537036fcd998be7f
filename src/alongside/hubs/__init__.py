"""Centres: sessions, attendance, offer kept, budgets."""
