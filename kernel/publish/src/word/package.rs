//! The parts of a Word file and the archive that holds them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipResult};

use super::xml::Xml;
use super::{Parts, run};
use crate::Document;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const MEDIA: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The parts that the body's relations name: id, kind, file.
const RELATED: [(&str, &str); 6] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("header", "header.xml"),
    ("footer", "footer.xml"),
    ("footer", "footer-first.xml"),
];

/// Puts the archive together.
pub(super) fn package(document: &Document, parts: &Parts, body: String) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> ZipResult<()> {
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    add("[Content_Types].xml", content_types().as_bytes())?;
    add("_rels/.rels", package_relations().as_bytes())?;
    add("docProps/core.xml", core(document).as_bytes())?;
    add("word/document.xml", body.as_bytes())?;
    add("word/_rels/document.xml.rels", relations(parts).as_bytes())?;
    let styles = include_str!("styles.xml").replace("LANGUAGE", document.language.tag());
    add("word/styles.xml", styles.as_bytes())?;
    add("word/numbering.xml", numbering(parts).as_bytes())?;
    add("word/settings.xml", settings(document).as_bytes())?;
    add("word/header.xml", header(document).as_bytes())?;
    add("word/footer.xml", footer(document).as_bytes())?;
    add("word/footer-first.xml", footer(document).as_bytes())?;
    for (number, png) in parts.pictures.iter().enumerate() {
        add(&format!("word/media/picture{}.png", number + 1), png)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types() -> String {
    let mut xml = Xml::file();
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in
            [("rels", relations), ("xml", "application/xml"), ("png", "image/png")]
        {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/word/document.xml", &format!("{MEDIA}document.main+xml"));
        for (kind, file) in RELATED {
            part(&format!("/word/{file}"), &format!("{MEDIA}{kind}+xml"));
        }
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    });
    xml.finish()
}

fn package_relations() -> String {
    let mut xml = Xml::file();
    xml.element("Relationships", &[("xmlns", PACKAGE)], |xml| {
        relation(xml, "document", &format!("{OFFICE}/officeDocument"), "word/document.xml");
        relation(xml, "core", CORE_RELATION, "docProps/core.xml");
    });
    xml.finish()
}

fn relations(parts: &Parts) -> String {
    let mut xml = Xml::file();
    xml.element("Relationships", &[("xmlns", PACKAGE)], |xml| {
        for (kind, file) in RELATED {
            relation(xml, file.trim_end_matches(".xml"), &format!("{OFFICE}/{kind}"), file);
        }
        for number in 1..=parts.pictures.len() {
            let id = format!("picture{number}");
            relation(xml, &id, &format!("{OFFICE}/image"), &format!("media/{id}.png"));
        }
        for (number, to) in parts.links.iter().enumerate() {
            xml.empty(
                "Relationship",
                &[
                    ("Id", &format!("link{}", number + 1)),
                    ("Type", &format!("{OFFICE}/hyperlink")),
                    ("Target", to),
                    ("TargetMode", "External"),
                ],
            );
        }
    });
    xml.finish()
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str) {
    xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
}

fn core(document: &Document) -> String {
    let mut xml = Xml::file();
    let spaces = [
        ("xmlns:cp", CORE),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &spaces, |xml| {
        xml.element("dc:title", &[], |xml| xml.text(&document.title));
        xml.element("dc:creator", &[], |xml| xml.text(&document.organisation));
        xml.element("dc:language", &[], |xml| xml.text(document.language.tag()));
        xml.element("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], |xml| {
            xml.text(&format!("{}T00:00:00Z", document.date));
        });
    });
    xml.finish()
}

fn settings(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.element("w:settings", &[("xmlns:w", WORD)], |xml| {
        xml.value("w:defaultTabStop", "720");
        xml.value("w:autoHyphenation", "true");
        xml.element("w:compat", &[], |xml| {
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.value("w:themeFontLang", document.language.tag());
    });
    xml.finish()
}

/// Bullets have number 1; each numbered list has its own, so that it starts at 1.
fn numbering(parts: &Parts) -> String {
    let mut xml = Xml::file();
    xml.element("w:numbering", &[("xmlns:w", WORD)], |xml| {
        level(xml, "0", "bullet", "•");
        level(xml, "1", "decimal", "%1.");
        list(xml, "1", "0", false);
        for number in 0..parts.numbered_lists {
            list(xml, &(number + 2).to_string(), "1", true);
        }
    });
    xml.finish()
}

fn level(xml: &mut Xml, id: &str, kind: &str, mark: &str) {
    xml.element("w:abstractNum", &[("w:abstractNumId", id)], |xml| {
        xml.value("w:multiLevelType", "singleLevel");
        xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
            xml.value("w:start", "1");
            xml.value("w:numFmt", kind);
            xml.value("w:lvlText", mark);
            xml.value("w:lvlJc", "left");
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:ind", &[("w:left", "420"), ("w:hanging", "340")]);
            });
            xml.element("w:rPr", &[], |xml| {
                xml.empty("w:rFonts", &[("w:ascii", "Calibri"), ("w:hAnsi", "Calibri")]);
                xml.value("w:color", "1D4F6E");
            });
        });
    });
}

fn list(xml: &mut Xml, id: &str, kind: &str, restarted: bool) {
    xml.element("w:num", &[("w:numId", id)], |xml| {
        xml.value("w:abstractNumId", kind);
        if restarted {
            xml.element("w:lvlOverride", &[("w:ilvl", "0")], |xml| {
                xml.value("w:startOverride", "1");
            });
        }
    });
}

fn header(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.element("w:hdr", &[("xmlns:w", WORD)], |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Header");
                xml.element("w:pBdr", &[], |xml| {
                    xml.empty(
                        "w:bottom",
                        &[
                            ("w:val", "single"),
                            ("w:sz", "4"),
                            ("w:space", "4"),
                            ("w:color", "C3CAD1"),
                        ],
                    );
                });
            });
            let left = format!("{} · {}", document.organisation, document.title);
            run::words(xml, None, &left);
            if let Some(reference) = &document.reference {
                run::tab(xml);
                run::words(xml, None, reference);
            }
        });
    });
    xml.finish()
}

fn footer(document: &Document) -> String {
    let mut xml = Xml::file();
    xml.element("w:ftr", &[("xmlns:w", WORD)], |xml| {
        run::paragraph(xml, "Footer", |xml| {
            run::words(xml, None, document.provenance.as_deref().unwrap_or_default());
            run::tab(xml);
            run::words(xml, None, &format!("{} ", document.labels.page));
            run::field(xml, "PAGE", "1");
            run::words(xml, None, &format!(" {} ", document.labels.of));
            run::field(xml, "NUMPAGES", "1");
        });
    });
    xml.finish()
}
