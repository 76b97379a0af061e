"""Claimants that no list knows: a name beside a word of saying, a name in quotation marks."""

from typing import Final

from transforms.events.actors_names import is_common_word, is_place_name, may_be_subject
from transforms.events.attribution_people import Identity, identify_person
from transforms.events.attribution_view import NAME_WORDS, QUOTES, Source, View

_WHOLE_NAME: Final = 2  # words of a given name and a surname
_APPOSITION_WORDS: Final = 26
_KIND_WORDS: Final = 4
_LONGEST_ACRONYM: Final = 9
_LONGEST_PAIR: Final = 14  # "VChK-OGPU"
_NO_KIND: Final = frozenset({"verb", "according", "citing", "possessive", "role"})
_GOVERNING: Final = frozenset({"according", "citing"})  # "по словам | Ивана Петрова"
_APPOSED: Final = frozenset({"role", "generic", "reference_organisation", "demonym"})


class Unlisted:
    """Reads names where the words around them tell that somebody speaks."""

    def __init__(self, view: View) -> None:
        self.view = view

    def before(self, index: int) -> Source | None:
        """Return the unlisted name or kind of body that ends right before ``index``."""
        return self._name_before(index) or self._kind_before(index)

    def _kind_before(self, index: int) -> Source | None:
        name = self.kind_of_body(index)
        if name is None:
            return None
        body = Identity(name, None, None, kind="organisation")
        return Source(index - 1, index, index - 1, "organisation", body)

    def kind_of_body(self, index: int) -> str | None:
        """Return the words for a body before ``index``, in English: "state railway company".

        They need a word that tells it from others of its kind.
        """
        view, known = self.view, self.view.knowledge
        if view.far or index < 1 or view.tokens[index - 1].text not in known.body_nouns:
            return None
        first = index - 1
        while (
            first > 0 and index - first < _KIND_WORDS and view.same_sentence(first - 1, index - 1)
        ):
            if not self._tells_kind(first - 1):
                break
            first -= 1
        if first == index - 1:
            return None
        return " ".join(view.tokens[at].text for at in range(first, index))

    def _tells_kind(self, index: int) -> bool:
        view, known = self.view, self.view.knowledge
        token = view.tokens[index]
        country = "demonym" in view.kinds(index)
        written = country or token.text.rpartition("-")[2].islower()  # "Russian-installed"
        function_word = any(
            token.lower in words
            for words in (
                known.articles, known.prepositions, known.gap_stops, known.not_names,
                known.coordination, known.negations,
            )
        )  # fmt: skip
        return (
            written
            and token.text[0].isalpha()
            and not function_word
            and not view.is_possessor(index)
            and view.kinds(index).isdisjoint(_NO_KIND)
        )

    def _name_before(self, index: int) -> Source | None:
        last = index
        if last > 0 and self.view.tokens[last - 1].text in '»"”':
            return self._told_or_teller(self._quoted(last - 1, backward=True))
        if last > 0 and self.view.tokens[last - 1].text == ",":
            return self._between_commas(last - 1)
        if last > 0 and self.is_acronym(last - 1):
            return self._unknown_name(last - 1, last)
        first = self.view.name_start(last, last - 1)
        if 0 < first < last and self.is_acronym(first - 1) and not self.view.far:
            return self.named(first - 1, last)  # "HKN Energy"
        if first > 0 and not self.view.far and self._is_governed(first):
            return None  # "a ship off the port of | Mokha reported a blast"
        return self._unknown_name(first, last)

    def _is_governed(self, index: int) -> bool:
        """Return whether a preposition stands before a word of its sentence, or its article."""
        view, known, at = self.view, self.view.knowledge, index - 1
        if at > 0 and view.tokens[at].lower in known.articles:
            at -= 1  # "travelling through the | Red Sea"
        return view.tokens[at].lower in known.prepositions and view.same_sentence(at, index)

    def _told_or_teller(self, source: Source | None) -> Source | None:
        """Return a name in quotation marks unless its case tells that it is spoken to."""
        if source is None or not self.view.far or source.last - source.first > 1:
            return source
        word = self.view.tokens[source.first].lower
        return source if may_be_subject(word, self.view.knowledge.language) else None

    def _between_commas(self, index: int) -> Source | None:
        """Return the unlisted person of "the ministry's undersecretary, X Y, said"."""
        view = self.view
        first = view.name_start(index, index)
        if view.far or index - first < _WHOLE_NAME or first < 2:
            return None
        comma, noun = view.tokens[first - 1], view.tokens[first - 2]
        apposed = comma.text == "," and noun.text.islower() and not view.is_place_noun(first - 2)
        found = self._unknown_name(first, index) if apposed else None
        return found if found is not None and found.kind == "person" else None

    def person_before(self, index: int) -> Source | None:
        """Return the unlisted person whose whole name ends right before ``index``."""
        start = self.view.name_start(index, index - 1)
        listed = [at for at in range(start, index) if at in self.view.owner]
        first = listed[-1] + 1 if listed else start
        if index - first < _WHOLE_NAME or not self._begins_name(first, index):
            return None
        found = self._unknown_name(first, index)
        return found if found is not None and found.kind == "person" else None

    def _begins_name(self, first: int, last: int) -> bool:
        """Return whether words in capitals are a person's: no article, a given name or a title."""
        view, before = self.view, first - 1
        if any(view.tokens[at].lower in view.knowledge.body_nouns for at in range(first, last)):
            return False
        if view.is_given(first) or before < 0 or not view.same_sentence(before, first):
            return view.is_given(first)
        return view.tokens[before].lower in view.knowledge.titles or "role" in view.kinds(before)

    def before_apposition(self, index: int) -> Source | None:
        """Return the unlisted name before the apposition that ends at ``index``: "X, a farmer,"."""
        view = self.view
        if index < 1 or view.tokens[index - 1].text != ",":
            return None
        for at in range(index - 2, max(0, index - _APPOSITION_WORDS), -1):
            if not view.same_sentence(at, index):
                return None
            if view.tokens[at].text == "," and self._apposes(at + 1):
                name = self.before(at)
                if name is not None:
                    return name
        return None

    def apposed(self, index: int) -> Source | None:
        """Return the person named behind who he is: "a nurse of the clinic, | X Y.", "him, X Y"."""
        view, tokens = self.view, self.view.tokens
        for at in range(index, min(index + _KIND_WORDS + 2, len(tokens) - 2)):
            if not view.same_sentence(at, index) or "verb" in view.kinds(at):
                return None
            if tokens[at].text == ",":
                run = view.name_run(at + 1)
                ends = run >= len(tokens) or not tokens[run].text[0].isalnum()
                named = run - at > _WHOLE_NAME and ends and at + 1 not in view.owner
                found = self._unknown_name(at + 1, run) if named else None
                return found if found is not None and found.kind == "person" else None
            if not tokens[at].text[0].isalnum() or tokens[at].lower in view.knowledge.gap_stops:
                return None
        return None

    def _apposes(self, index: int) -> bool:
        """Return whether an apposition or a relative clause may begin at ``index``."""
        view, token = self.view, self.view.tokens[index]
        known = view.knowledge
        opens = any(
            token.lower in words for words in (known.articles, known.gap_stops, known.relatives)
        )
        return opens or not view.kinds(index).isdisjoint(_APPOSED)

    def after(self, index: int) -> Source | None:
        """Return the unlisted name that starts right at ``index``, or behind a title there."""
        while not self.view.far and self._is_title(index):
            index += 1
        if index < len(self.view.tokens) and self.view.tokens[index].text in '«"“„':
            return self._quoted(index, backward=False)
        if index < len(self.view.tokens) and self.is_acronym(index):
            return self._unknown_name(index, index + 1)
        return self._unknown_name(index, self.view.name_run(index))

    def quoted(self, index: int) -> Source | None:
        """Return the body whose name in quotation marks starts right at ``index``."""
        quote = index < len(self.view.tokens) and self.view.tokens[index].text in '«"“„'
        listed = index + 1 in self.view.owner
        return self._quoted(index, backward=False) if quote and not listed else None

    def _is_title(self, index: int) -> bool:
        """Return whether "Col." or its like stands at ``index``."""
        tokens = self.view.tokens
        if index + 1 >= len(tokens):
            return False
        titled = tokens[index].lower in self.view.knowledge.titles
        return titled or (index > 0 and tokens[index].text == "." and self._is_title(index - 1))

    def is_acronym(self, index: int) -> bool:
        """Return whether an unlisted word in capitals alone stands at ``index``: "HKN"."""
        text = self.view.tokens[index].text
        return (
            text.isupper()
            and 2 < len(text) < (_LONGEST_PAIR if "-" in text else _LONGEST_ACRONYM)
            and text.replace("-", "", 1).isalpha()
            and index not in self.view.owner
            and self.view.tokens[index].lower not in self.view.knowledge.not_names
            and not (self.view.far and is_common_word(text, self.view.knowledge.language))
        )

    def within(self, first: int, last: int) -> Source | None:
        """Return the first unlisted name in quotation marks, or of a person, in the range."""
        for at in range(first, min(last, len(self.view.tokens))):
            text = self.view.tokens[at].text
            if text in "«“„" or (text == '"' and at > first):
                quoted = self._quoted(at, backward=False)
                if quoted is not None:
                    return quoted
            elif text[0].isupper() and self.view.is_given(at):
                run = self.view.name_run(at)
                names = (self.view.tokens[at].lower, self.view.tokens[run - 1].lower)
                language = self.view.knowledge.language
                if run - at >= 2 and all(may_be_subject(name, language) for name in names):
                    return self._unknown_name(at, run)
        return None

    def _quoted(self, index: int, *, backward: bool) -> Source | None:
        """Read a short name in quotation marks as a body."""
        step = -1 if backward else 1
        at = index + step
        while 0 <= at < len(self.view.tokens) and abs(at - index) <= NAME_WORDS + 1:
            text = self.view.tokens[at].text
            if not text[0].isalnum() and (text != "," or abs(at - index) == 1):
                break
            at += step
        else:
            return None
        first, last = (at + 1, index) if backward else (index + 1, at)
        if last <= first or self.view.tokens[first].text[0].islower():
            return None
        if not 0 <= at < len(self.view.tokens) or self.view.tokens[at].text not in QUOTES:
            return None
        if "organisation" in self.view.kinds(first):
            return None
        name = self.view.latin(first, last).replace(" ,", ",")
        identity = self.view.registry.add(
            Identity(name, "company", self.view.home(), kind="organisation")
        )
        self.view.identities.append((first, identity))
        return Source(first, last, last - 1, "organisation", identity)

    def named(self, first: int, last: int) -> Source:
        """Return the words of a range as the name of a body."""
        name = self.view.latin(first, last)
        body = self.view.called_short(name)
        if body is None:
            body = self.view.registry.add(Identity(name, None, None, kind="organisation"))
        self.view.identities.append((first, body))
        return Source(first, last, first, "organisation", body)

    def _unknown_name(self, first: int, last: int) -> Source | None:
        if last <= first or first >= len(self.view.tokens):
            return None
        if self.view.far and last - first > 1:
            given = self.view.given_name_in(first, last - 1)
            first = first if given == last - 1 else given
        words = self.view.tokens[first:last]
        known, registry = self.view.knowledge, self.view.registry
        governed = first > 0 and not _GOVERNING.isdisjoint(self.view.kinds(first - 1))
        identity = identify_person(words, (), registry, known, oblique=self.view.far and governed)
        if last - first == 1:
            if identity is not None:
                return Source(first, last, first, "person", identity)
            word = words[0].text
            starts = first == 0 or self.view.sentence_of[first - 1] != self.view.sentence_of[first]
            body = word.lower().endswith(self.view.knowledge.body_endings)
            if not (body or (word.isupper() and 2 < len(word) < 9)) and (
                self.view.region_of(first) is not None
                or is_common_word(word, self.view.knowledge.language)
                or is_place_name(word, self.view.knowledge.language)
                or (starts and len(word) < 4)
            ):
                return None
            return self.named(first, last)
        if identity is None or self.view.region_of(first) is not None:
            return None
        self.view.registry.add(identity)
        self.view.identities.append((first, identity))
        return Source(first, last, last - 1, "person", identity)
