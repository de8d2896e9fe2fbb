//! The body of a Word file: the first page's head, then block after block.

use super::picture::{self, Picture};
use super::run::{self, paragraph};
use super::table::{grid, table};
use super::xml::Xml;
use super::{Parts, TEXT_WIDTH};
use crate::document::{Block, Fact, Figure, Signature, Text, Tone};
use crate::{Document, PublishError};

/// English metric units in a twip.
const EMU: usize = 635;

/// No room around a picture.
const FLUSH: [(&str, &str); 4] = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];

const SPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Writes the body and notes in `parts` what it refers to.
pub(super) fn body(document: &Document, parts: &mut Parts) -> Result<String, PublishError> {
    let mut content = Xml::default();
    head(&mut content, parts, document);
    for block in &document.blocks {
        write(&mut content, parts, document, block)?;
    }
    section(&mut content);
    let mut xml = Xml::file();
    xml.element("w:document", &SPACES, |xml| {
        xml.element("w:body", &[], |xml| xml.append(&content));
    });
    Ok(xml.finish())
}

fn head(xml: &mut Xml, parts: &mut Parts, document: &Document) {
    side_by_side(xml, [5000, TEXT_WIDTH - 5000], |xml, side| {
        if side == 0 {
            paragraph(xml, "Organisation", |xml| run::words(xml, None, &document.organisation));
        } else {
            for fact in &document.facts {
                self::fact(xml, parts, "HeadFact", fact);
            }
            if document.facts.is_empty() {
                paragraph(xml, "HeadFact", |_| {});
            }
        }
    });
    paragraph(xml, "Title", |xml| run::words(xml, None, &document.title));
    if let Some(subtitle) = &document.subtitle {
        paragraph(xml, "Subtitle", |xml| run::words(xml, None, subtitle));
    }
}

fn write(
    xml: &mut Xml,
    parts: &mut Parts,
    document: &Document,
    block: &Block,
) -> Result<(), PublishError> {
    match block {
        Block::Heading { level, text } => heading(xml, parts, *level, text),
        Block::Paragraph { text } => {
            paragraph(xml, "Normal", |xml| run::text(xml, parts, text));
        }
        Block::Lead { text } => lead(xml, parts, text),
        Block::List { numbered, items } => list(xml, parts, *numbered, items),
        Block::Facts { facts } => {
            for fact in facts {
                self::fact(xml, parts, "Fact", fact);
            }
        }
        Block::Table(content) => {
            if !content.caption.is_empty() {
                parts.tables += 1;
                caption(xml, &document.labels.table, parts.tables, &content.caption, true);
            }
            table(xml, parts, content);
            paragraph(xml, "TableText", |_| {});
        }
        Block::Figure(content) => figure(xml, parts, document, content)?,
        Block::Note { tone, title, text } => note(xml, parts, *tone, title.as_deref(), text),
        Block::Signatures { lines } => signatures(xml, document, lines),
        Block::PageBreak => {
            paragraph(xml, "Normal", |xml| {
                xml.element("w:r", &[], |xml| xml.empty("w:br", &[("w:type", "page")]));
            });
        }
        Block::Contents => contents(xml, document),
    }
    Ok(())
}

fn heading(xml: &mut Xml, parts: &mut Parts, level: u8, text: &str) {
    parts.headings += 1;
    let id = parts.headings.to_string();
    paragraph(xml, &format!("Heading{level}"), |xml| {
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(parts.headings))]);
        run::words(xml, None, text);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
}

fn bookmark(heading: usize) -> String {
    format!("_Toc{heading:06}")
}

/// A paragraph that is kept with what follows.
fn lead(xml: &mut Xml, parts: &mut Parts, text: &Text) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", "Normal");
            xml.empty("w:keepNext", &[]);
        });
        run::text(xml, parts, text);
    });
}

fn list(xml: &mut Xml, parts: &mut Parts, numbered: bool, items: &[Text]) {
    let (style, number) = if numbered {
        parts.numbered_lists += 1;
        ("ListNumber", parts.numbered_lists + 1)
    } else {
        ("ListBullet", 1)
    };
    for item in items {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", style);
                xml.element("w:numPr", &[], |xml| {
                    xml.value("w:ilvl", "0");
                    xml.value("w:numId", &number.to_string());
                });
            });
            run::text(xml, parts, item);
        });
    }
}

fn fact(xml: &mut Xml, parts: &mut Parts, style: &str, fact: &Fact) {
    paragraph(xml, style, |xml| {
        run::words(xml, Some("Label"), &fact.label);
        run::tab(xml);
        run::text(xml, parts, &fact.value);
    });
}

/// A caption with its number; one that stands `above` is kept with what follows.
fn caption(xml: &mut Xml, label: &str, number: usize, text: &str, above: bool) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", "Caption");
            if above {
                xml.empty("w:keepNext", &[]);
            }
        });
        run::words(xml, Some("Strong"), &format!("{label}\u{a0}"));
        run::field(xml, &format!("SEQ {label} \\* ARABIC"), &number.to_string());
        run::words(xml, None, &format!(". {text}"));
    });
}

fn figure(
    xml: &mut Xml,
    parts: &mut Parts,
    document: &Document,
    figure: &Figure,
) -> Result<(), PublishError> {
    let Picture { png, ratio } = picture::draw(&figure.svg)?;
    let id = parts.picture(png);
    parts.figures += 1;
    let number = parts.figures.to_string();
    let width = TEXT_WIDTH * EMU;
    let size = [("cx", width.to_string()), ("cy", ((width as f32 * ratio) as usize).to_string())];
    let size: Vec<(&str, &str)> = size.iter().map(|(key, value)| (*key, value.as_str())).collect();
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.empty("w:keepNext", &[]));
        xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| {
                xml.element("wp:inline", &FLUSH, |xml| {
                    xml.empty("wp:extent", &size);
                    xml.empty(
                        "wp:docPr",
                        &[("id", &number), ("name", &id), ("descr", &figure.alt)],
                    );
                    graphic(xml, &number, &id, &size);
                });
            });
        });
    });
    caption(xml, &document.labels.figure, parts.figures, &figure.caption, false);
    Ok(())
}

fn graphic(xml: &mut Xml, number: &str, id: &str, size: &[(&str, &str)]) {
    let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    xml.element("a:graphic", &[], |xml| {
        xml.element("a:graphicData", &[("uri", picture)], |xml| {
            xml.element("pic:pic", &[], |xml| {
                xml.element("pic:nvPicPr", &[], |xml| {
                    xml.empty("pic:cNvPr", &[("id", number), ("name", id)]);
                    xml.empty("pic:cNvPicPr", &[]);
                });
                xml.element("pic:blipFill", &[], |xml| {
                    xml.empty("a:blip", &[("r:embed", id)]);
                    xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                });
                xml.element("pic:spPr", &[], |xml| {
                    xml.element("a:xfrm", &[], |xml| {
                        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                        xml.empty("a:ext", size);
                    });
                    xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                });
            });
        });
    });
}

fn note(xml: &mut Xml, parts: &mut Parts, tone: Tone, title: Option<&str>, text: &Text) {
    let style = match tone {
        Tone::Plain => "Note",
        Tone::Warning => "NoteWarning",
    };
    paragraph(xml, style, |xml| {
        if let Some(title) = title {
            run::words(xml, Some("Strong"), &format!("{title}\n"));
        }
        run::text(xml, parts, text);
    });
}

fn signatures(xml: &mut Xml, document: &Document, lines: &[Signature]) {
    let half = TEXT_WIDTH / 2;
    for pair in lines.chunks(2) {
        side_by_side(xml, [half, TEXT_WIDTH - half], |xml, side| match pair.get(side) {
            Some(line) => signature(xml, document, line),
            None => paragraph(xml, "SignatureText", |_| {}),
        });
        // Word joins tables that follow on one another.
        paragraph(xml, "TableText", |_| {});
    }
}

fn signature(xml: &mut Xml, document: &Document, line: &Signature) {
    paragraph(xml, "SignatureText", |xml| run::words(xml, Some("Strong"), &line.title()));
    paragraph(xml, "SignatureLine", |xml| {
        run::words(xml, Some("Label"), &format!("{} ", document.labels.date));
        match &line.date {
            Some(date) => run::words(xml, None, date),
            None => run::tab(xml),
        }
    });
    paragraph(xml, "SignatureLine", run::tab);
    paragraph(xml, "SignatureText", |xml| match &line.name {
        Some(name) => run::words(xml, None, name),
        None => run::words(xml, Some("Label"), &document.labels.name),
    });
}

/// A table without lines, for what stands side by side.
fn side_by_side(xml: &mut Xml, widths: [usize; 2], mut inside: impl FnMut(&mut Xml, usize)) {
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.element("w:tblCellMar", &[], |xml| {
                xml.empty("w:left", &[("w:w", "0"), ("w:type", "dxa")]);
            });
        });
        grid(xml, &widths);
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
            for (side, width) in widths.iter().enumerate() {
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| {
                        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                    });
                    inside(xml, side);
                });
            }
        });
    });
}

/// The table of contents, filled with the headings; Word puts in the page numbers when it opens.
fn contents(xml: &mut Xml, document: &Document) {
    paragraph(xml, "TOCHeading", |xml| run::words(xml, None, &document.labels.contents));
    let headings: Vec<(u8, usize, &str)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, text } => Some((*level, text.as_str())),
            _ => None,
        })
        .enumerate()
        .filter(|(_, (level, _))| *level <= 3)
        .map(|(number, (level, text))| (level, number + 1, text))
        .collect();
    let last = headings.len().saturating_sub(1);
    for (position, (level, number, text)) in headings.into_iter().enumerate() {
        paragraph(xml, &format!("TOC{level}"), |xml| {
            if position == 0 {
                mark(xml, "begin");
                instruction(xml, " TOC \\o \"1-3\" \\h \\z \\u ");
                mark(xml, "separate");
            }
            xml.element("w:hyperlink", &[("w:anchor", &bookmark(number))], |xml| {
                run::words(xml, None, text);
                run::tab(xml);
                run::field(xml, &format!("PAGEREF {} \\h", bookmark(number)), "");
            });
            if position == last {
                mark(xml, "end");
            }
        });
    }
}

fn mark(xml: &mut Xml, kind: &str) {
    let attributes: &[(&str, &str)] = match kind {
        "begin" => &[("w:fldCharType", "begin"), ("w:dirty", "true")],
        _ => &[("w:fldCharType", kind)],
    };
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", attributes));
}

fn instruction(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

/// A4 with the margins of the PDF; the first page has no header.
fn section(xml: &mut Xml) {
    xml.element("w:sectPr", &[], |xml| {
        for (name, kind, id) in [
            ("w:headerReference", "default", "header"),
            ("w:footerReference", "default", "footer"),
            ("w:footerReference", "first", "footer-first"),
        ] {
            xml.empty(name, &[("w:type", kind), ("r:id", id)]);
        }
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = [
            ("w:top", "1600"),
            ("w:right", "1474"),
            ("w:bottom", "1500"),
            ("w:left", "1474"),
            ("w:header", "800"),
            ("w:footer", "740"),
            ("w:gutter", "0"),
        ];
        xml.empty("w:pgMar", &margins);
        xml.empty("w:titlePg", &[]);
    });
}
