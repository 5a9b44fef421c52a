"""docxtpl's template language, made safe and fast: tags checked against an allow-list, compiled once.

A skeleton comes from a stranger. Its tags may name variables, their attributes, loop and choose;
they may not call, filter or reckon: no code runs and no loop is longer than the letter's own lists.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.base.errors import AppError
from app.word.variables import ATTRIBUTES, VARIABLES

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If),
    *(nodes.Compare, nodes.Operand, nodes.Const, nodes.And, nodes.Or, nodes.Not, nodes.Tuple),
)
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
    except TemplateSyntaxError as error:
        raise AppError("word.skeleton_syntax", part=part, reason=error.message or "") from error
    except RecursionError as error:
        raise AppError("word.skeleton_too_deep", part=part) from error
    for node in _descendants(tree):
        if not isinstance(node, _ALLOWED):
            raise AppError("word.skeleton_code", part=part, kind=type(node).__name__)
        if isinstance(node, nodes.For) and (node.recursive or node.test is not None):
            raise AppError("word.skeleton_code", part=part, kind="For")
        if isinstance(node, nodes.Getattr) and node.attr not in ATTRIBUTES:
            raise _unknown(node.attr, ATTRIBUTES, part)
    if _loop_depth(tree) > _DEEPEST_LOOP:
        raise AppError("word.skeleton_too_deep", part=part)
    used = _free_names(tree)
    for name in sorted(used):
        if name not in VARIABLES:
            raise _unknown(name, VARIABLES, part)
    return used


def compile_part(source: str) -> CompiledPart:
    """Compile a source whose tags have been checked (and which may use the writer's own values)."""
    return CompiledPart(_ENVIRONMENT.from_string(source))


def _unknown(name: str, known: frozenset[str], part: str) -> AppError:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.5)
    if near:
        return AppError("word.skeleton_unknown_near", part=part, name=name, near=near[0])
    return AppError("word.skeleton_unknown", part=part, name=name)


def _descendants(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _descendants(child)


def _loop_depth(node: nodes.Node) -> int:
    deepest = max((_loop_depth(child) for child in node.iter_child_nodes()), default=0)
    return deepest + isinstance(node, nodes.For)


def _free_names(node: nodes.Node, bound: frozenset[str] = frozenset()) -> set[str]:
    """Names that are read and not bound by a loop around them."""
    if isinstance(node, nodes.Name):
        return set() if node.ctx != "load" or node.name in bound else {node.name}
    if isinstance(node, nodes.For):
        targets = {target.name for target in _descendants(node.target) if isinstance(target, nodes.Name)}
        inside = bound | targets
        found = _free_names(node.iter, bound)
        for child in (*node.body, *node.else_):
            found |= _free_names(child, frozenset(inside))
        return found
    found = set()
    for child in node.iter_child_nodes():
        found |= _free_names(child, bound)
    return found
