"""dapr/production: the chart's Dapr resources with the values of OKE, for those who use Dapr without Helm, and to be read."""
import chart
from profiles import PROFILES, ROOT

FOLDER = ROOT / "dapr" / "production"
HEADER = "# Made from helm/todo-chatbot by scripts/check-deploy --write; change it there.\n"


def made():
    """File name and text."""
    oke = next(profile for profile in PROFILES if profile.name == "oke")
    result = {}
    for template, text in chart.render(chart.values(oke.values)).items():
        if "/templates/dapr/" in template:
            documents = "\n".join(line.rstrip() for line in text.strip().removeprefix("---").strip().splitlines())
            result[template.rpartition("/")[2]] = f"{HEADER}{documents}\n"
    return result


def write():
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text)


def check():
    have = {path.name: path.read_text() for path in FOLDER.glob("*.yaml")} if FOLDER.is_dir() else {}
    return [] if have == made() else ["dapr/production differs from the chart: scripts/check-deploy --write"]
