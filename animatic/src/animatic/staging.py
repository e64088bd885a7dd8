"""Who stands where: a row of people without collisions, facing each other, with what they hold and sit on."""

import re
from dataclasses import replace

from animatic.acting import HANDS, HELD, IMPLIED, expression_of, pose_of
from animatic.chance import Chance, seed_of
from animatic.framing import Group
from animatic.graph import Figure
from animatic.looks import dress_of, height_of
from animatic.musicians import PLAYED, REACH, with_instruments
from animatic.poses import pose_of as angles_of
from animatic.reading import Reading
from animatic.seating import belted, settled
from animatic.skeleton import skeleton_of
from contracts.storyboard import CastMember, Look, Place, Scene, Shot

MOST = {"extreme_close_up": 1, "close_up": 1, "medium": 3, "insert": 0}
GAP = 0.16
ANIMAL_WIDTH = {"horse": 1.5, "cow": 1.6, "bear": 1.5, "dragon": 2.0, "bird": 0.8, "fish": 1.2}
IN_REACH = -0.42
"""How far two who fight reach into each other's room."""
PORTRAIT_MOST = 4
TALLER = 0.16
"""From what part of the height on somebody is much taller than who is in their arms."""
WIDE_ROWS = tuple((1.1 * (i - 3), 0.8 * (i % 2)) for i in range(7))
UPRIGHT_ROWS = ((-0.42, 0.0), (0.44, 0.0), (-0.92, 0.9), (0.02, 0.9), (0.94, 0.9), (-0.5, 1.8), (0.52, 1.8))
"""Where the people of a crowd stand: across, or behind each other where the picture is upright."""
CROWD_POSES = ("standing", "standing", "waving", "arms_crossed", "hands_on_hips", "walking")
AS_ONE = ("hands_up", "waving", "throwing", "dancing", "running", "fighting", "praying", "pointing", "shouting", "kneeling",
    "holding", "carrying", "drinking", "weeping")  # fmt: skip
"""Poses that a crowd has together."""
_KICKS = re.compile(r"\b(kick|shoot|dribbl|scor)", re.IGNORECASE)
_QUEUE = re.compile(
    r"\b(queue|queues|queueing|line up|lines up|in line|stand in a (line|row)|a (long )?line of)\b", re.IGNORECASE
)
HUGS = ("embracing", "stooping", "clinging")
GOING = ("walking", "running")


def stage(scene: Scene, reading: Reading, members: tuple[CastMember, ...], place: Place, portrait: bool) -> tuple[Figure, ...]:
    """The figures of a shot in their places, left to right, around x = 0."""
    shot = reading.shot
    people = _chosen(shot, members, portrait)
    crowds = [m for m in members if m.kind == "crowd"]
    figures = [
        _kicking(settled(_figure(scene, shot, member, index), shot, place), reading) for index, member in enumerate(people)
    ]
    over = shot.angle == "over_shoulder" and len(figures) > 1
    back = figures.pop(1) if over else None
    placed = _in_a_row(with_instruments(figures, reading))
    placed = belted(placed, place)
    placed = _hold(reading, [_faced(f, i, placed, back is not None) for i, f in enumerate(placed)])
    if back is not None:
        placed.append(_over_shoulder(back, placed[0]))
    for crowd in crowds:
        placed += _crowd(crowd, bool(people), scene, reading, portrait)
    return tuple(placed)


def _chosen(shot: Shot, members: tuple[CastMember, ...], portrait: bool) -> list[CastMember]:
    """Who is in the picture; near shots show who speaks, else who is named first."""
    people = [m for m in members if m.kind != "crowd"]
    speaker = next((line.speaker for line in shot.lines if line.speaker), None)
    people.sort(key=lambda m: m.id != speaker if shot.size in MOST else False)
    most = MOST.get(shot.size, PORTRAIT_MOST if portrait else 6)
    if portrait and shot.size == "medium":
        most = 2
    if shot.angle == "over_shoulder":
        most = max(most, 2)
    return people[:most]


def _figure(scene: Scene, shot: Shot, member: CastMember, index: int) -> Figure:
    dress = dress_of(member)
    return Figure(
        id=member.id,
        kind=member.kind,
        name=member.name,
        dress=dress,
        x=0.0,
        height=height_of(member, dress),
        pose=pose_of(shot, member, leads=index == 0),
        expression=expression_of(scene, shot, member),
        seed=seed_of("figure", member.id, member.name),
    )


def _kicking(figure: Figure, reading: Reading) -> Figure:
    """Who kicks a ball fights nobody."""
    kicks = figure.pose == "fighting" and _KICKS.search(reading.shot.action) and any(p.kind == "ball" for p in reading.props)
    return replace(figure, pose="kicking") if kicks else figure


def extent(figure: Figure) -> tuple[float, float, float]:
    """Left and right of a figure from its x, and its top (above 0), in metres."""
    species = figure.dress.species
    if not upright(figure):
        half = figure.height * ANIMAL_WIDTH.get(species, 1.6) / 2 if species in ANIMAL_WIDTH else figure.height * 0.95
        return -half, half, figure.height * (1.5 if species == "horse" else 1.3)
    left, right, top = skeleton_of(figure).bounds()
    right += REACH.get(figure.held, 0.0) if figure.pose in PLAYED.values() else 0.0
    if figure.facing == "left":
        left, right = -right, -left
    return left, right, -top


def _in_a_row(figures: list[Figure]) -> list[Figure]:
    """Next to each other without overlap, the middle of the row at 0. Who embraces stands close; who walks goes the same way."""
    together = len(figures) > 1 and all(figure.pose in GOING for figure in figures)
    count, placed, edge = len(figures), list[Figure](), 0.0
    for i, figure in enumerate(figures):
        figure = replace(
            figure, facing="right" if together else _facing(i, count, figure), z=0.0 if count < 4 or i % 2 == 0 else 0.7
        )
        left, right, _ = extent(figure)
        if placed and figure.pose == placed[-1].pose == "embracing":
            placed[-1:] = embraced(placed[-1], figure)
            edge = max(edge, placed[-1].x + extent(placed[-1])[1])
            continue
        if placed:
            edge += IN_REACH if figure.pose == placed[-1].pose == "fighting" and upright(figure) and upright(placed[-1]) else GAP
        placed.append(replace(figure, x=edge - left))
        edge += right - left
    return [replace(f, x=round(f.x - edge / 2, 4)) for f in placed]


def embraced(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Two who hold each other: breast to breast, the other half behind; who is much taller stoops behind the small one."""
    x, apart = one.x + 0.115 * (one.height + other.height) / 2, one.height - other.height
    if upright(one) and other.height > 0.75 * one.height and not upright(other):
        return replace(one, pose="reaching"), replace(other, facing="left", x=one.x + 0.86 * other.height, z=one.z + 0.05)
    if not (upright(one) and upright(other)):
        kneels = (
            replace(one, pose="kneeling") if upright(one) else one,
            replace(other, pose="kneeling") if upright(other) else other,
        )
        return kneels[0], replace(kneels[1], facing="left", x=x + 0.3, z=one.z + (0.02 if upright(other) else -0.02))
    if abs(apart) < TALLER * max(one.height, other.height):
        return one, replace(other, facing="left", x=x, z=one.z + 0.02)
    poses = ("stooping", "clinging") if apart > 0 else ("clinging", "stooping")
    beside = replace(other, pose=poses[1], facing="left", x=x + 0.5 * abs(apart), z=one.z - 0.02 if apart > 0 else one.z + 0.02)
    return replace(one, pose=poses[0]), beside


def upright(figure: Figure) -> bool:
    """Whether a figure has the body of a person: people and robots."""
    return figure.dress.species in ("", "robot")


def _facing(index: int, count: int, figure: Figure) -> str:
    if angles_of(figure.pose).back and upright(figure):
        return "back"
    if count == 1:
        return "right" if Chance("facing", figure.seed).unit() < 0.5 else "left"
    return "right" if index < count / 2 else "left"


def _faced(figure: Figure, index: int, row: list[Figure], talking_to_us: bool) -> Figure:
    turn = 0.32 if len(row) == 1 else 0.5
    if figure.pose in HUGS and len(row) > 1:
        return replace(figure, turn=0.72)
    if talking_to_us:
        turn = 0.25
    if len(row) > 2 and index == len(row) // 2:
        turn = 0.15
    return replace(figure, turn=turn)


def _hold(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """Give what fits a hand to who is named first and has a hand free."""
    played = {figure.held for figure in figures}
    elsewhere = {name for spot in reading.shot.spots for name in (spot.what, spot.of)}
    free = [prop for prop in reading.props if prop.name not in elsewhere]
    wanted = [prop.kind for prop in free if prop.kind in HELD and prop.kind not in played]
    held: list[Figure] = []
    for figure in figures:
        if figure.held or not upright(figure) or figure.facing == "back":
            held.append(figure)
            continue
        thing = ""
        if wanted and figure.pose in HANDS:
            thing = wanted.pop(0)
            if figure.pose == "standing":
                figure = replace(figure, pose="holding")
        held.append(replace(figure, held=thing or IMPLIED.get(figure.pose, "")))
    return held


def _over_shoulder(figure: Figure, front: Figure) -> Figure:
    """The one whose back we look past, near the camera at one side."""
    return replace(figure, facing="back", pose="standing", held="", x=front.x, z=-0.001)


def _crowd(member: CastMember, behind: bool, scene: Scene, reading: Reading, portrait: bool) -> list[Figure]:
    """Several different people, standing behind the others; what they do most of them do, who queue stand in a row; an upright
    picture has them in three rows behind each other.

    They hurry if the words say so, hold what they alone can hold, and have umbrellas in the rain.
    """
    shot = reading.shot
    hurry = re.search(r"\b(hurr|rush|walk|pass|stream|march|cross|run)", shot.action, re.IGNORECASE)
    queue = bool(_QUEUE.search(shot.action))
    poses = _crowd_poses(shot.poses.get(member.id, ""), hurry=bool(hurry), queue=queue)
    wet = scene.weather in ("rain", "storm")
    held = "" if behind else next((prop.kind for prop in reading.props if prop.kind in HELD), "umbrella" if wet else "")
    rows = UPRIGHT_ROWS if portrait else ((0.72 * (i - 3), 0.0) for i in range(7)) if queue else WIDE_ROWS
    figures = []
    for i, (x, z) in enumerate(rows):
        chance = Chance("crowd", member.id, member.name, i)
        look = Look(
            sex=chance.pick(("female", "male")),
            age=chance.pick(("young", "adult", "adult", "old")),
            build=chance.pick(("slim", "average", "heavy")),
        )
        extra = CastMember(id=f"{member.id}.{i}", name=f"{member.name} {i}", look=look)
        dress = dress_of(extra)
        figures.append(
            Figure(
                id=extra.id, kind="person", name=extra.name, dress=dress,
                x=round(x + chance.near(0, 0.08 if portrait or queue else 0.15), 3),
                height=height_of(extra, dress),
                facing=chance.pick(("right",) if queue else ("left", "right")), turn=0.4, z=(1.6 if behind else 0.0) + z,
                pose=chance.pick(poses), held=held if i % 2 else "",
                seed=seed_of("figure", extra.id)))  # fmt: skip
    return figures


def _crowd_poses(does: str, *, hurry: bool, queue: bool) -> tuple[str, ...]:
    if does in AS_ONE:
        return (does, does, does, "standing")
    if hurry:
        return ("walking",)
    return ("standing", "standing", "arms_crossed") if queue else CROWD_POSES


def group_of(figures: tuple[Figure, ...], size: str) -> Group:
    """What the camera has to show."""
    main = [f for f in figures if f.z > -0.5 and f.z < 1.2 and "." not in f.id] or list(figures)
    if not main:
        return Group(2.4, 0.0, 1.6, 1.2, anybody=False)
    extents = [(f.x + extent(f)[0], f.x + extent(f)[1], extent(f)[2] + raised(f)) for f in main]
    left, right, top = min(e[0] for e in extents), max(e[1] for e in extents), max(e[2] for e in extents)
    lead = main[0]
    face = face_height(lead)
    middle = (left + right) / 2
    if size in ("close_up", "extreme_close_up"):
        near = 0.34 if not upright(lead) else skeleton_of(lead).radius * (3.2 if size == "close_up" else 2.0)
        return Group(near, lead.x + face_shift(lead), face + lead.height * 0.09, face, _reach(lead, size))
    return Group(right - left + 0.2, middle, top, face)


def _reach(lead: Figure, size: str) -> float:
    """How far the camera of a close picture goes along with an arm that points out of it."""
    if size != "close_up" or not upright(lead) or lead.pose not in ("pointing", "reaching", "aiming"):
        return 0.0
    hand = skeleton_of(lead).far_arm[2][0] - skeleton_of(lead).head[0]
    return 0.36 * hand * (-1 if lead.facing == "left" else 1)


def face_height(figure: Figure) -> float:
    """How high the middle of the face is, in metres."""
    if not upright(figure):
        return figure.height * 0.85 + raised(figure)
    body = skeleton_of(figure)
    if body.pose.tip:
        return max(0.25, -body.bounds()[2] * 0.6)
    return -body.head[1] + body.pose.lift * body.height + raised(figure)


def raised(figure: Figure) -> float:
    """How high somebody is on a thing, as the camera has to know; beds are a part of who lies in them."""
    return 0.0 if (figure.pose in ("lying", "sleeping") and upright(figure)) or "." in figure.id else figure.y


def face_shift(figure: Figure) -> float:
    """How far the face is from the feet, sideways."""
    if not upright(figure):
        return 0.3 * figure.height * (-1 if figure.facing == "left" else 1)
    body = skeleton_of(figure)
    shift = body.head[0] if not body.pose.tip else 0.0
    return -shift if figure.facing == "left" else shift
