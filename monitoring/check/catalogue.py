"""Names of metrics that are known without being asked for, and what may be without data here."""

from pathlib import Path


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line and not line.startswith("#")]


class Catalogue:
    """The lists under monitoring/metrics."""

    def __init__(self, folder: Path):
        #: By name: type and labels.
        self.declared: dict[str, tuple[str, set[str]]] = {}
        for path in sorted(folder.glob("*.txt")):
            if path.name == "without-data.txt":
                continue
            for line in _lines(path):
                name, kind, labels = line.split()
                self.declared[name] = (kind, set() if labels == "-" else set(labels.split(",")))
        #: By name: why there is none here.
        self.without_data = dict(line.split(maxsplit=1) for line in _lines(folder / "without-data.txt"))
