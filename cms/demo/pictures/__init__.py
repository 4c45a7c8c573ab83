"""The pictures of the demo content: drawn, not downloaded, and the same on every machine."""

from collections.abc import Callable
from io import BytesIO

from cms.demo.pictures import bodies, indoors, landscapes, places, portraits
from cms.demo.pictures.canvas import Canvas

PICTURES: dict[str, Callable[[], Canvas]] = {
    "arm_raised_overhead": indoors.arm_raised_overhead,
    "bandaged_ankle": bodies.bandaged_ankle,
    "bedroom_at_night": places.bedroom_at_night,
    "climb_to_the_view": landscapes.climb_to_the_view,
    "clinic_by_the_bay": places.clinic_by_the_bay,
    "cycling_by_the_sea": landscapes.cycling_by_the_sea,
    "hip_joint": bodies.hip_joint,
    "knee_joint": bodies.knee_joint,
    "laced_for_the_first_run": indoors.laced_for_the_first_run,
    "nerve_to_the_foot": bodies.nerve_to_the_foot,
    "physiotherapist": portraits.physiotherapist,
    "runner_at_sunrise": landscapes.runner_at_sunrise,
    "runner_in_the_heat": landscapes.runner_in_the_heat,
    "running_path": landscapes.running_path,
    "scans_on_a_light_box": places.scans_on_a_light_box,
    "spine_curve": bodies.spine_curve,
    "spine_doctor": portraits.spine_doctor,
    "sports_doctor": portraits.sports_doctor,
    "stairs_at_home": indoors.stairs_at_home,
    "still_lake": places.still_lake,
    "stretch_at_home": indoors.stretch_at_home,
    "swimming_lanes": places.swimming_lanes,
    "swollen_knee": bodies.swollen_knee,
    "track_from_above": landscapes.track_from_above,
    "walk_in_the_park": landscapes.walk_in_the_park,
}


def jpeg(name: str) -> bytes:
    """The picture of this name as a JPEG file."""
    file = BytesIO()
    PICTURES[name]().finished().save(file, "JPEG", quality=92, subsampling=0)
    return file.getvalue()
