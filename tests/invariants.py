"""Promises that hold in every database of Lupaus, checked after each test."""


def check() -> list[str]:
    return []
