"""The `hinterland` command."""


def main() -> int:
    raise SystemExit("hinterland: nothing to do yet")
