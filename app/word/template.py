"""docxtpl's template language, made safe and fast: tags checked against an allow-list, compiled once.

A skeleton comes from a stranger. Its tags may name variables, their attributes, loop and choose;
they may not call, filter or reckon: no code runs and no loop is longer than the letter's own lists.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.base.errors import AppError
from app.word.variables import ATTRIBUTES, ELEMENT, PRINTED, VARIABLES, Kind

_LOGIC = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Tuple)
# A list in a list, as the agencies of a joint letter have; each level multiplies the work.
_DEEPEST_LOOP = 2
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
    try:
        tree = _ENVIRONMENT.parse(source)
        return _Checker(part).check(tree)
    except TemplateSyntaxError as error:
        raise AppError("word.skeleton_syntax", part=part, reason=error.message or "") from error
    except RecursionError as error:
        raise AppError("word.skeleton_too_deep", part=part) from error


def compile_part(source: str) -> CompiledPart:
    """Compile a source whose tags have been checked (and which may use the writer's own values)."""
    return CompiledPart(_ENVIRONMENT.from_string(source))


class _Checker:
    """Walks the tags of a part and knows what each name holds where it stands."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._used: set[str] = set()

    def check(self, tree: nodes.Template) -> set[str]:
        """The variables used; AppError at the first tag that is not allowed."""
        self._statements(tree.body, {}, depth=0)
        return self._used

    def _statements(self, body: Iterable[nodes.Node], bound: Mapping[str, Kind], depth: int) -> None:
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
                raise self._forbidden(node)

    def _output(self, node: nodes.Output, bound: Mapping[str, Kind]) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                continue
            if self._kind(child, bound) not in PRINTED:
                raise AppError("word.skeleton_not_text", part=self._part, name=_written(child))

    def _loop(self, node: nodes.For, bound: Mapping[str, Kind], depth: int) -> None:
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            raise self._forbidden(node)
        if depth > _DEEPEST_LOOP:
            raise AppError("word.skeleton_too_deep", part=self._part)
        element = ELEMENT.get(self._kind(node.iter, bound))
        if element is None:
            raise AppError("word.skeleton_not_list", part=self._part, name=_written(node.iter))
        self._statements(node.body, {**bound, node.target.name: element}, depth)
        self._statements(node.else_, bound, depth)

    def _condition(self, node: nodes.Node, bound: Mapping[str, Kind]) -> None:
        if isinstance(node, _LOGIC):
            for child in node.iter_child_nodes():
                self._condition(child, bound)
        elif not isinstance(node, nodes.Const):
            self._kind(node, bound)

    def _kind(self, node: nodes.Node, bound: Mapping[str, Kind]) -> Kind:
        """What a name or an attribute holds."""
        if isinstance(node, nodes.Name):
            if node.name in bound:
                return bound[node.name]
            if node.name not in VARIABLES:
                raise self._unknown(node.name, VARIABLES)
            self._used.add(node.name)
            return VARIABLES[node.name]
        if isinstance(node, nodes.Getattr):
            known = ATTRIBUTES.get(self._kind(node.node, bound), {})
            if node.attr not in known:
                raise self._unknown(node.attr, known)
            return known[node.attr]
        raise self._forbidden(node)

    def _forbidden(self, node: nodes.Node) -> AppError:
        return AppError("word.skeleton_code", part=self._part, kind=type(node).__name__)

    def _unknown(self, name: str, known: Iterable[str]) -> AppError:
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
        if near:
            return AppError("word.skeleton_unknown_near", part=self._part, name=name, near=near[0])
        return AppError("word.skeleton_unknown", part=self._part, name=name)


def _written(node: nodes.Node) -> str:
    """A name or attribute as it stands in the tag."""
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__
