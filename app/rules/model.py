"""The whole rulebook: one field for each file of resources/rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.units import Pt
from app.rules.closing import AppendixRules, RecipientRules, SignatureRules
from app.rules.drafting import DraftingRules
from app.rules.look import Component, LineRules, MarkRules, PageRules, SchemeRules, SizeTier
from app.rules.reference import Guidance, Limits, TypeRules
from app.rules.wording import BodyRules, HeadingRules


# Compared by identity, so that a rulebook is a cheap key of caches.
@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Nghị định 30/2020/NĐ-CP as data. Each field is the file of the same name."""

    page: PageRules
    schemes: SchemeRules
    components: Mapping[str, Component]
    lines: LineRules
    heading: HeadingRules
    body: BodyRules
    signature: SignatureRules
    recipients: RecipientRules
    marks: MarkRules
    appendix: AppendixRules
    drafting: DraftingRules
    guidance: Mapping[str, Guidance]
    types: TypeRules
    limits: Limits

    def size(self, component_id: str, scheme_id: str) -> Pt:
        """The size of a component in a scheme, in points; KeyError for an unknown id.

        Source: chú thích 1 Mục V Phần I Phụ lục I (sizes of one document grow and shrink together).
        """
        component = self.components[component_id]
        scheme = self.schemes.scheme[scheme_id]
        match component.tier:
            case SizeTier.HEADING:
                return scheme.heading
            case SizeTier.TEXT:
                return scheme.text
            case SizeTier.CONTACT:
                return scheme.contact
            case SizeTier.MARK:
                return scheme.mark
            case SizeTier.FIXED:
                return component.size_min
