"""Loading of word lists from YAML: "no" and "on" are words, a key given twice is an error.

Lists of words make most of the start of a process. The general loader asks for every word whether
it is a number or a date, and builds every list in two steps; here words are taken as they stand.
"""

import re
from typing import Any, Final

import yaml

_BOOLEAN: Final = "tag:yaml.org,2002:bool"
_STRING: Final = "tag:yaml.org,2002:str"
_SEQUENCE: Final = "tag:yaml.org,2002:seq"
_MAPPING: Final = "tag:yaml.org,2002:map"
_MERGE: Final = "tag:yaml.org,2002:merge"
_BEGUN: Final = object()


class WordLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe YAML loader that gives what the general one gives, but for booleans and keys."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> Any:
        """Return the tag of a node; most words begin with no letter that could mean another."""
        if kind is yaml.ScalarNode and not (
            implicit[0] and (not value or value[0] in self.yaml_implicit_resolvers)
        ):
            return _STRING
        return super().resolve(kind, value, implicit)

    def get_single_data(self) -> Any:
        """Return the content of the only document, None where there is none."""
        node = self.get_single_node()
        return None if node is None else self._plain(node, {})

    def _plain(self, node: yaml.Node, built: dict[int, Any]) -> Any:
        """Return the content of a node; ``built`` holds what aliases may refer to."""
        if node.tag == _STRING:
            return node.value
        if node.tag not in {_SEQUENCE, _MAPPING}:
            return self.construct_object(node, deep=True)
        known = built.get(id(node))
        if known is _BEGUN:
            raise _fault("a part refers to itself", node)
        if known is None:
            built[id(node)] = _BEGUN
            known = self._part(node, built)
            built[id(node)] = known
        return known

    def _part(self, node: yaml.Node, built: dict[int, Any]) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, built) for item in node.value]
        if not isinstance(node, yaml.MappingNode) or any(k.tag == _MERGE for k, _ in node.value):
            return self.construct_object(node, deep=True)
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._plain(key_node, built)
            if isinstance(key, list | dict):
                raise _fault("a key is one word or number", key_node)
            if key in found:
                raise _fault(f"key {key!r} is given twice", key_node)
            found[key] = self._plain(value_node, built)
        return found


def _fault(problem: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


WordLoader.yaml_implicit_resolvers = {
    first: kept
    for first, resolvers in WordLoader.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN])
}
WordLoader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))
