"""docxtpl's template language, made safe and fast: tags checked against an allow-list, compiled once.

A skeleton comes from a stranger. Its tags may name variables, their attributes, loop and choose;
they may not call, filter or reckon: no code runs and no loop is longer than the letter's own lists.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.base.errors import AppError
from app.word.variables import ATTRIBUTES, ELEMENT, PRINTED, VARIABLES, Kind

_LOGIC = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Tuple)
# A list in a list, as the agencies of a joint letter have; each level multiplies the work.
_DEEPEST_LOOP = 2
_MARKUP = re.compile(r"<[^>]*>")
_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True)
class CompiledPart:
    """A part of a skeleton, ready to be filled in."""

    template: Template

    def fill(self, values: Mapping[str, object]) -> str:
        """The part with the values in their places."""
        return self.template.render(values)


def docxtpl_source(xml: str) -> str:
    """A part's XML as a Jinja template, with tags that Word split over runs put together, as docxtpl does."""
    # docxtpl and python-docx take 200 ms to import; they are needed once per skeleton.
    from docxtpl import DocxTemplate  # noqa: PLC0415

    # The method reads nothing of its object, whose constructor would want a file.
    return str(DocxTemplate.patch_xml(DocxTemplate.__new__(DocxTemplate), xml))


def check_tags(source: str, part: str) -> set[str]:
    """The variables a part uses; AppError for a tag that is broken, unknown or does more than it may."""
    uses = uses_of(source, part)
    for fault in uses.faults:
        raise fault.error
    return uses.variables


@dataclass(frozen=True, slots=True)
class TagFault:
    """What is wrong with a tag, and the words of the line of the source that it stands on."""

    error: AppError
    where: str


@dataclass(slots=True)
class Uses:
    """What the tags of a part use, and all that is wrong with them.

    ``variables`` are names, ``attributes`` what is asked of the elements of lists.
    """

    variables: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    faults: list[TagFault] = field(default_factory=list)


def uses_of(source: str, part: str) -> Uses:
    """What a part uses, with every fault; of a source that cannot be read as a whole, its first fault."""
    checker = _Checker(source, part)
    try:
        checker.check(_ENVIRONMENT.parse(source))
    except TemplateSyntaxError as error:
        broken = AppError("word.skeleton_syntax", part=part, reason=error.message or "")
        broken.__cause__ = error
        checker.report(broken, error.lineno)
    except RecursionError as error:
        deep = AppError("word.skeleton_too_deep", part=part)
        deep.__cause__ = error
        checker.report(deep, None)
    return checker.uses


def compile_part(source: str) -> CompiledPart:
    """Compile a source whose tags have been checked (and which may use the writer's own values)."""
    return CompiledPart(_ENVIRONMENT.from_string(source))


class _Checker:
    """Walks the tags of a part and knows what each name holds where it stands."""

    def __init__(self, source: str, part: str) -> None:
        self._lines = source.split("\n")
        self._part = part
        self.uses = Uses()

    def check(self, tree: nodes.Template) -> None:
        """Note what is used, and every tag that is not allowed."""
        self._statements(tree.body, {}, depth=0)

    def report(self, error: AppError, line: int | None) -> None:
        """Note a fault; lines count from 1, None is no line in particular."""
        where = _MARKUP.sub("", self._lines[line - 1]).strip() if line else ""
        self.uses.faults.append(TagFault(error, where))

    def _statements(self, body: Iterable[nodes.Node], bound: Mapping[str, Kind | None], depth: int) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node, bound)
            elif isinstance(node, nodes.If):
                self._condition(node.test, bound)
                for branch in (node.body, node.elif_, node.else_):
                    self._statements(branch, bound, depth)
            elif isinstance(node, nodes.For):
                self._loop(node, bound, depth + 1)
            else:
                self._forbid(node)

    def _output(self, node: nodes.Output, bound: Mapping[str, Kind | None]) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                continue
            kind = self._kind(child, bound)
            if kind is not None and kind not in PRINTED:
                error = AppError("word.skeleton_not_text", part=self._part, name=_written(child))
                self.report(error, child.lineno)

    def _loop(self, node: nodes.For, bound: Mapping[str, Kind | None], depth: int) -> None:
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            self._forbid(node)
            return
        if depth > _DEEPEST_LOOP:
            self.report(AppError("word.skeleton_too_deep", part=self._part), node.lineno)
            return
        listed = self._kind(node.iter, bound)
        element = None if listed is None else ELEMENT.get(listed)
        if listed is not None and element is None:
            error = AppError("word.skeleton_not_list", part=self._part, name=_written(node.iter))
            self.report(error, node.lineno)
        self._statements(node.body, {**bound, node.target.name: element}, depth)
        self._statements(node.else_, bound, depth)

    def _condition(self, node: nodes.Node, bound: Mapping[str, Kind | None]) -> None:
        if isinstance(node, _LOGIC):
            for child in node.iter_child_nodes():
                self._condition(child, bound)
        elif not isinstance(node, nodes.Const):
            self._kind(node, bound)

    def _kind(self, node: nodes.Node, bound: Mapping[str, Kind | None]) -> Kind | None:
        """What a name or an attribute holds; None where that is not known for a fault told already."""
        if isinstance(node, nodes.Name):
            if node.name in bound:
                return bound[node.name]
            if node.name not in VARIABLES:
                self._unknown(node, node.name, VARIABLES)
                return None
            self.uses.variables.add(node.name)
            return VARIABLES[node.name]
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self._kind(node.node, bound))
        self._forbid(node)
        return None

    def _attribute(self, node: nodes.Getattr, owner: Kind | None) -> Kind | None:
        """What an attribute of a thing of this kind holds."""
        known = {} if owner is None else ATTRIBUTES.get(owner, {})
        if node.attr in known:
            self.uses.attributes.add(node.attr)
            return known[node.attr]
        if owner is not None:
            self._unknown(node, node.attr, known)
        return None

    def _forbid(self, node: nodes.Node) -> None:
        self.uses.variables |= {one.name for one in node.find_all(nodes.Name) if one.name in VARIABLES}
        error = AppError("word.skeleton_code", part=self._part, kind=type(node).__name__)
        self.report(error, node.lineno)

    def _unknown(self, node: nodes.Node, name: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
        key = "word.skeleton_unknown_near" if near else "word.skeleton_unknown"
        fields = {"near": near[0]} if near else {}
        self.report(AppError(key, part=self._part, name=name, **fields), node.lineno)


def _written(node: nodes.Node) -> str:
    """A name or attribute as it stands in the tag."""
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__
