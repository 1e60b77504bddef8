"""What is too much for one slide goes on several, in equal parts."""

from mot.reports.slides.asked import Asked


def shares(size: int, most: int) -> list[tuple[int, int]]:
    """First and last (exclusive) of each part, as few and as equal as `most` per part allows; at least one part.

    >>> shares(30, 12), shares(12, 12), shares(0, 12)
    ([(0, 10), (10, 20), (20, 30)], [(0, 12)], [(0, 0)])
    """
    parts = max(1, -(-size // most))
    return [(size * part // parts, size * (part + 1) // parts) for part in range(parts)]


def key_of(section: str, part: int) -> str:
    """The key of a slide by its place in the section, from 0.

    >>> key_of("gaps", 0), key_of("gaps", 1)
    ('gaps', 'gaps-2')
    """
    return f"{section}-{part + 1}" if part else section


def kicker_of(asked: Asked, name: str, part: int, parts: int) -> str:
    """The line above the finding; of several slides it says which one this is."""
    if parts == 1:
        return name
    return asked.t("{name} · {part} of {parts}", name=name, part=part + 1, parts=parts)
