"""Which version of a story is shown, and which sentence of it says what was found in another version."""

from __future__ import annotations

from collections.abc import Sequence

from tracuu.corpus.editions import original
from tracuu.records import CONTENT, Layer, Role, Span, Version
from tracuu.text.codes import primary

_ALIGNED = CONTENT - {Role.TITLE, Role.CAPTION}


def to_show(found: Version, versions: Sequence[Version], preferred: Sequence[str]) -> Version:
    """Choose the version of a story to show: in the first preferred language that it is held in, else the original.

    `found` is the one that matched: it is shown where it is in that language itself.
    """
    for lang in preferred:
        held = [one for one in versions if lang in {one.lang, primary(one.lang)}]
        if held:
            return found if found in held else max(held, key=lambda one: (one.fetched_at, one.number))
    return original(versions) if versions else found


def counterpart(there: Layer, place: int, here: Layer) -> Span | None:
    """Give the sentences of one version, in given text, that say what stands at a place of another's given text.

    None where the place is not in a paragraph, or nothing here corresponds to it.
    """
    from tracuu.align.paragraphs import align
    from tracuu.align.sentences import align_measured, measured

    theirs, ours = _paragraphs(there), _paragraphs(here)
    at = next((number for number, (start, end) in enumerate(theirs) if start <= place < end), None)
    if at is None or not ours:
        return None
    said, heard = ([layer.given[start:end] for start, end in spans] for layer, spans in ((there, theirs), (here, ours)))
    outer = next(bead for bead in align(said, heard) if at in bead.left)
    left, right = measured([said[number] for number in outer.left]), measured([heard[number] for number in outer.right])
    sentence = left.at(at - outer.left.start, place - theirs[at].start)
    bead = next((one for one in align_measured(left, right).beads if sentence in one.left and len(one.right)), None)
    if bead is None:
        return None
    first, last = right.sentences[bead.right.start], right.sentences[bead.right.stop - 1]
    paragraph = ours[outer.right.start + first.paragraph]
    end = last.end if last.paragraph == first.paragraph else paragraph.end - paragraph.start
    return Span(paragraph.start + first.start, paragraph.start + end)


def _paragraphs(layer: Layer) -> list[Span]:
    return [Span(start, end) for start, end, role in layer.marks if role in _ALIGNED and layer.given[start:end].strip()]
