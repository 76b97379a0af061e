"""Regions and districts that words beside a body name: "власти | Тульской области"."""

from typing import Final

from transforms.events.attribution_marks import Mark
from transforms.events.attribution_phrases import Hit
from transforms.events.attribution_view import View

_ADMINISTRATION: Final = "administration"
_WORDS_BACK: Final = 60


class Regions:
    """Finds the regions of bodies in one text."""

    def __init__(self, view: View) -> None:
        self.view = view

    def is_complement(self, index: int) -> bool:
        """Return whether a preposition such as "of" stands at a token."""
        view = self.view
        return (
            index + 1 < len(view.tokens)
            and view.tokens[index].lower in view.knowledge.lexicon.role_complements
        )

    def noun_before(self, index: int) -> str | None:
        """Return the region of "Kharkiv Oblast" right before a token."""
        view = self.view
        if index < 2 or not view.same_sentence(index - 2, index):
            return None
        return view.region_of(index - 2) if view.is_place_noun(index - 1) else None

    def after(self, index: int) -> str | None:
        """Return the region that follows: "власти Саратовской области", "of the Tula region"."""
        at = self._behind_complement(index)
        return self.view.region_of(at) if at < len(self.view.tokens) else None

    def end_after(self, index: int) -> int:
        """Return where the region that follows ends, with its noun; ``index`` where none does."""
        view, at = self.view, self._behind_complement(index)
        if self.after(index) is None or not view.same_sentence(index - 1, at):
            return index
        noun = at + 1 < len(view.tokens) and view.is_place_noun(at + 1)
        return at + 1 + (noun and view.same_sentence(at, at + 1))

    def of_body(self, hit: Hit[Mark]) -> str | None:
        """Return the region of "Минздрав Татарстана", "the Zaporizhzhia energy ministry"."""
        before = hit.first > 0 and self.view.same_sentence(hit.first - 1, hit.first)
        region = self.view.region_of(hit.first - 1) if before else None
        return region or self.noun_before(hit.first) or self.after(hit.last)

    def administration(self, hit: Hit[Mark]) -> str | None:
        """Return "Volgograd Oblast administration" of "the administration of X Region"."""
        region = self.after(hit.last)
        if self.view.far:
            return None if region is None else f"{region} {_ADMINISTRATION}"
        place = region or self._district_after(hit.last)
        return f"{place} {self.view.tokens[hit.last - 1].lower}" if place is not None else None

    def side_before(self, index: int) -> str | None:
        """Return the side of the region named last before a token."""
        view = self.view
        for at in range(index - 1, max(-1, index - _WORDS_BACK), -1):
            if view.tokens[at].text[0].isupper():
                region = view.region_of(at)
                if region is not None:
                    return view.knowledge.actors.regions[region].side
        return None

    def _behind_complement(self, index: int) -> int:
        view = self.view
        if not self.is_complement(index):
            return index
        at = index + 1
        article = view.tokens[at].lower in view.knowledge.articles and at + 1 < len(view.tokens)
        return at + article

    def _district_after(self, index: int) -> str | None:
        """Return the district or town of "the administration | of the Slavyansk district"."""
        view = self.view
        if not self.is_complement(index):
            return None
        at = self._behind_complement(index)
        run = view.name_run(at)
        if run == at or run >= len(view.tokens) or not view.is_place_noun(run):
            return None
        return f"{view.latin(at, run)} {view.tokens[run].text.capitalize()}"
