"""The clusters that the system is made for, and the files that describe it there."""
import dataclasses
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "helm" / "todo-chatbot"
THIRD_PARTY = ROOT / "helm" / "third-party"
RELEASE = "todo-chatbot"
NAMESPACE = "todo"


@dataclasses.dataclass(frozen=True)
class Profile:
    name: str
    title: str
    values: tuple  # of the chart, in order
    third_party: tuple  # folders, in order; a later one is laid over an earlier one
    nodes: int
    cpu_m: int  # of all nodes, in millicores
    memory_mi: int
    storage_gb: int | None  # boot and block volumes together; None where they cost nothing


PROFILES = (
    Profile("minikube", "Minikube, 4 CPUs and 8 GB", (), ("minikube",), 1, 4000, 8192, None),
    Profile("oke", "OKE, 4 OCPU and 24 GB", ("values-oke.yaml",), ("oke",), 2, 4000, 24576, 200),
    Profile(
        "oke-small", "OKE, 2 OCPU and 12 GB", ("values-oke.yaml", "values-oke-small.yaml"), ("oke", "oke-small"), 1, 2000, 12288, 200
    ),
)
