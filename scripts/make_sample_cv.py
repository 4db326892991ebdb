#!/usr/bin/env python3
# SPDX-License-Identifier: CC-BY-4.0
"""Sets tests/samples/yuna-shirakawa-cv.pdf: a CV with dates at the right margin and bold headings, as LaTeX classes set them.

Needs python3-reportlab and fonts-dejavu-core. The same source gives the same bytes.
"""
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = "/usr/share/fonts/truetype/dejavu/DejaVuSerif%s.ttf"
LEFT, RIGHT, TOP, BOTTOM = 62, A4[0] - 62, A4[1] - 60, 60

# A line is (style, left text) or (style, left text, right text).
LINES = [
    ("name", "Yuna Shirakawa"),
    ("centre", "School of Informatics, University of Northmoor, Northmoor, UK"),
    ("centre", "yuna.shirakawa@northmoor.example  ·  yshirakawa.example  ·  ORCID: 0000-0000-0051-9065"),
    ("heading", "Research Interests"),
    ("text", "Learned data structures, streaming algorithms, and generalization theory."),
    ("heading", "Education"),
    ("bold", "University of Northmoor", "Northmoor, UK"),
    ("text", "Ph.D. in Computer Science", "Oct. 2021 – Present"),
    ("text", "Advisor: Prof. Tomás Arriaga"),
    ("bold", "Osterhaven University", "Osterhaven, Denmark"),
    ("text", "M.Sc. in Computer Science", "Sep. 2019 – Jun. 2021"),
    ("text", "Advisor: Prof. Ingrid Halvorsen"),
    ("bold", "Kitanohama University", "Kitanohama, Japan"),
    ("text", "B.Eng. in Information Engineering, GPA: 3.8/4.0", "Apr. 2015 – Mar. 2019"),
    ("heading", "Experience"),
    ("bold", "Kestrel Labs", "Zürich, Switzerland"),
    ("text", "Research Intern, Private Analytics Group", "Jun. 2023 – Sep. 2023"),
    ("text", "Mentor: Dr. Zofia Wielgosz"),
    ("bold", "Tallow Bay Institute of Technology", "Tallow Bay, Canada"),
    ("text", "Visiting Student", "Feb. 2023 – Apr. 2023"),
    ("text", "Host: Prof. Lwazi Mthembu-Clarke"),
    ("heading", "Publications"),
    ("item", "[1] Yuna Shirakawa and Tomás Arriaga. When Do Sketches Generalize? arXiv preprint"),
    ("more", "arXiv:2405.98873, 2024. Under review."),
    ("item", "[2] Yuna Shirakawa, Lwazi Mthembu-Clarke, Zofia Wielgosz, and Tomás Arriaga. Learned Index"),
    ("more", "Structures That Forget. In Advances in Neural Information Processing Systems (NeurIPS), 2023."),
    ("item", "[3] Yuna Shirakawa and Ingrid Halvorsen. Hashing with Regret. In International Conference"),
    ("more", "on Learning Representations (ICLR), 2022. Spotlight."),
    ("heading", "Talks"),
    ("text", "Hashing with Regret, Northmoor Theory Seminar, University of Northmoor", "Mar. 2022"),
    ("text", "Indexes That Forget, poster, Nordic Algorithms Day, Uppsala, Sweden", "Nov. 2023"),
    ("heading", "Teaching"),
    ("text", "Teaching Assistant, Algorithms for Massive Data, University of Northmoor", "Fall 2022, Fall 2023"),
    ("text", "Teaching Assistant, Graph Theory, Osterhaven University", "Spring 2020"),
    ("heading", "Awards"),
    ("text", "Northmoor Doctoral Scholarship, University of Northmoor", "2021 – 2025"),
    ("text", "Kitanohama President’s Prize", "2019"),
    ("heading", "Service"),
    ("text", "Reviewer: NeurIPS 2024, ICLR 2024, ICML 2024"),
    ("text", "Co-organizer, Northmoor Theory Seminar", "2022 – 2023"),
]

SIZES = {"name": 20, "centre": 9.5, "heading": 12.5, "bold": 10.5, "text": 10, "item": 10, "more": 10}
LEADING = {"name": 30, "centre": 14, "heading": 20, "bold": 15, "text": 14, "item": 15, "more": 13}


def main():
    for name, ending in (("Serif", ""), ("Serif-Bold", "-Bold")):
        pdfmetrics.registerFont(TTFont(name, FONTS % ending))
    target = Path(__file__).resolve().parent.parent / "tests/samples/yuna-shirakawa-cv.pdf"
    page = Canvas(str(target), pagesize=A4, invariant=1)
    page.setTitle("Curriculum Vitae")
    y = TOP
    for style, left, *right in LINES:
        bold = style in ("name", "heading", "bold")
        y -= LEADING[style] + (8 if style == "heading" else 0)
        if y < BOTTOM:
            page.showPage()
            y = TOP
        page.setFont("Serif-Bold" if bold else "Serif", SIZES[style])
        if style in ("name", "centre"):
            page.drawCentredString(A4[0] / 2, y, left)
        else:
            page.drawString(LEFT + (18 if style == "more" else 0), y, left)
        if right:
            page.setFont("Serif", SIZES["text"])
            page.drawRightString(RIGHT, y, right[0])
        if style == "heading":
            page.line(LEFT, y - 3, RIGHT, y - 3)
    page.showPage()
    page.save()


if __name__ == "__main__":
    main()
