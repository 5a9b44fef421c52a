"""An office that has worked for a year: agencies with long names, an address book, templates, letters."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.letter.model import (
    Addressee,
    AddresseeKind,
    Authority,
    AuthorityStep,
    ContactLine,
    Letter,
    Paragraph,
    Place,
    Run,
)
from app.library.agency import Agency, AgencyKind, Signer, Unit
from app.library.contact import Contact
from app.library.library import Library
from app.library.template import Prompt, PromptKind, Template
from tests.support.edited_skeletons import built_in_bytes
from tests.support.house_rules import ROOT

SAMPLES = ROOT / "resources" / "samples"
LONG_NAME = "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu"
ASKING = "Đề nghị góp ý dự thảo Nghị quyết của Hội đồng nhân dân tỉnh quy định chính sách hỗ trợ"
_GROUPS = (
    "Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh",
    "Ủy ban nhân dân các xã, phường",
    "Trường học",
    "Báo chí",
)
_CONTACTS = 30


def agencies() -> list[Agency]:
    """Three, with units and signers."""
    units = (
        Unit(name="Phòng Văn hóa - Xã hội và Tiếp công dân", abbreviation="VHXH"),
        Unit(name="Phòng Kinh tế, Hạ tầng và Đô thị", abbreviation="KTHTĐT"),
        Unit(name="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", abbreviation="VP"),
    )
    signers = (
        Signer(full_name="Nguyễn Thị Hoàng Phương Thảo", position="Chủ tịch"),
        Signer(
            full_name="Trần Văn Bình",
            position="Phó Chủ tịch",
            chain=(AuthorityStep(authority=Authority.FOR_HEAD, on_behalf_of="Chủ tịch"),),
        ),
    )
    contact = ContactLine(address="Số 01 Trần Phú, phường Pleiku, tỉnh Gia Lai", phone="0269 3824 404")
    return [
        Agency(
            kind=kind,
            name=name,
            parent=parent,
            notation=notation,
            place=Place(name="Vũng Tàu", unit="phường"),
            units=units,
            signers=signers,
            contact=contact,
        )
        for kind, name, parent, notation in (
            (AgencyKind.OFFICE, LONG_NAME, "", "VP"),
            (AgencyKind.COMMUNE, "Ủy ban nhân dân xã Hàm Yên", "", "UBND"),
            (
                AgencyKind.DEPARTMENT,
                "Sở Văn hóa, Thể thao và Du lịch",
                "Ủy ban nhân dân tỉnh Tuyên Quang",
                "SVHTTDL",
            ),
        )
    ]


def contacts() -> list[Contact]:
    """Thirty in groups, the names of some as long as they come."""
    made = [
        Contact(
            name=f"{LONG_NAME}, cơ sở {number}" if number % 7 == 0 else f"Ủy ban nhân dân phường số {number}",
            abbreviation=f"P{number}",
            note="để báo cáo" if number % 3 == 0 else "",
            groups=(_GROUPS[number % len(_GROUPS)],),
        )
        for number in range(1, _CONTACTS)
    ]
    person = Contact(
        name="Nguyễn Văn An", kind=AddresseeKind.PERSON, address="Thôn 3, xã Hàm Yên, tỉnh Tuyên Quang"
    )
    return [*made, person]


def templates() -> list[Template]:
    """One that asks everything there is to ask, one that warns, one that asks nothing."""
    prompts = (
        Prompt(name="tên dự thảo nghị quyết của Hội đồng nhân dân tỉnh", example="Nghị quyết về học phí"),
        Prompt(name="số lượng", kind=PromptKind.NUMBER, help="Số đơn vị phải báo cáo trong kỳ này."),
        Prompt(name="thời hạn báo cáo", kind=PromptKind.DATE),
        Prompt(name="hình thức", kind=PromptKind.CHOICE, choices=("Bằng văn bản", "Qua thư điện tử")),
        Prompt(name="nơi nhận", kind=PromptKind.CONTACT),
        Prompt(name="văn bản trả lời", kind=PromptKind.RELATED),
    )
    words = " ".join(f"[[{prompt.name}]]" for prompt in prompts if prompt.kind is not PromptKind.CONTACT)
    letter = Letter(
        subject="góp ý dự thảo nghị quyết",
        addressees=(Addressee(name="[[nơi nhận]]"),),
        body=(Paragraph(runs=(Run(text=f"Đề nghị góp ý {words}."),)),),
    )
    caution = "Mẫu này chỉ dùng để đính chính lỗi về thể thức; sai về nội dung thì phải sửa đổi, thay thế."
    return [
        Template(
            name=ASKING, category="Góp ý, xin ý kiến", description=caution, letter=letter, prompts=prompts
        ),
        Template(
            name="Đính chính của cơ quan", category="Khác", caution=caution, letter=letter, prompts=prompts
        ),
        Template(name="Mời họp", category="Mời họp", letter=Letter(subject="mời họp giao ban")),
    ]


def fill_library(library: Library, folder: Path) -> None:
    """Put all of it into a library; its letters lie in the folder."""
    for agency in agencies():
        library.agencies.save(agency)
    for contact in contacts():
        library.contacts.save(contact)
    for template in templates():
        library.templates.save(template)
    library.skeletons.save("Khung văn bản của Văn phòng dùng từ tháng 7 năm 2025", built_in_bytes())
    folder.mkdir()
    for sample in SAMPLES.glob("*.congvan"):
        shutil.copy(sample, folder)
    (folder / "hỏng vì chép dở từ USB của phòng Văn hóa - Xã hội.congvan").write_bytes(b"{")
    library.letters.folders.add(folder)
