//! T40: an extract that is open to all names functions only; no name is left in text, titles, alternatives or metadata.

use std::io::{Cursor, Read as _};

use crate::answer;
use flate2::read::ZlibDecoder;
use proptest::prelude::*;
use stadga_publish::document::{
    Document, Signature, Table, Text, bullets, cell, column, fact, facts, figure, heading, lead,
    note, paragraph, signatures,
};
use stadga_publish::names::{Named, Names};
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook, workbook};
use stadga_publish::text_in::text_of;
use stadga_publish::{pdf, word};

/// Family names that no other word of the documents contains.
const FAMILIES: [&str; 4] = ["Qvarnström", "Zetterblad", "von Xylander", "Wåhlqvist"];
const GIVEN: [&str; 4] = ["Anna", "Karl-Erik", "Åsa", "Bo"];

fn people(who: &[(usize, usize)]) -> Vec<Named> {
    let named = who.iter().map(|(given, family)| Named {
        name: format!("{} {}", GIVEN.get(*given).unwrap(), FAMILIES.get(*family).unwrap()),
        email: None,
        title: Some("Systemägare".into()),
        role: "medarbetare".into(),
    });
    named.collect()
}

/// A document that names a person wherever a document can say anything.
fn naming(name: &str) -> Document {
    let (first, last) = name.split_once(' ').unwrap();
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 30' aria-label='{name}'><title>{name}</title><text y='9'>{name}</text></svg>"
    );
    let parted = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 30'><text y='9'>{first}</text><text y='20'>{last}</text></svg>"
    );
    let mut document = Document::new(
        Default::default(),
        format!("Region {name}"),
        format!("Svar från {name}"),
        jiff::civil::date(2026, 3, 17),
        answer::labels(),
    );
    document.subtitle = Some(format!("{name}s svar"));
    document.reference = Some(format!("{last}, {first}"));
    document.provenance = Some(format!("Framställt av {name}"));
    document.facts = vec![fact(format!("Till {name}"), name)];
    document.extend([
        heading(1, name),
        paragraph(Text::from(first).plain(" ").strong(last).plain(" menar det.")),
        lead(Text::from("Se ").link("hemsidan", &format!("https://region.example/{name}"))),
        paragraph(Text::from("Skriv ").link("hit", "mailto:someone@region.example")),
        bullets([name.to_uppercase(), format!("{last} igen")]),
        facts([fact(name, format!("{}. {last}", first.chars().next().unwrap()))]),
        figure(&svg, format!("Bild av {name}"), format!("{name} i bild")),
        figure(&parted, format!("Bild av {name}"), "Delad"),
        note(name, name),
        Table::new(name, [column(name, 1)]).row([cell(name)]).into(),
        signatures([Signature::new(format!("ordförande ({name})")).name(name)]),
    ]);
    document
}

/// Everything that a PDF holds: its text, its bytes, and its streams unpacked.
fn all_of_pdf(bytes: &[u8]) -> String {
    let mut all = text_of("x.pdf", bytes).unwrap().text;
    all.push_str(&String::from_utf8_lossy(bytes));
    for rest in (0..bytes.len()).filter_map(|at| bytes.get(at..)?.strip_prefix(b"stream")) {
        let rest = rest.trim_ascii_start();
        let mut stream = Vec::new();
        let _ = ZlibDecoder::new(rest).read_to_end(&mut stream);
        all.push_str(&String::from_utf8_lossy(&stream));
        let (pairs, _) = stream.as_chunks::<2>();
        let wide: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        all.push_str(&String::from_utf16_lossy(&wide));
    }
    all
}

/// Everything in all parts of an office file.
fn all_of_zip(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        all.push_str(&part.name().unwrap());
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

/// Fails if a family name is left, by itself or part of a word.
#[track_caller]
fn names_nobody(all: &str) {
    let all = all.to_lowercase();
    for family in FAMILIES {
        let last = family.split(' ').next_back().unwrap().to_lowercase();
        assert!(!all.contains(&last), "{last} is left");
        assert!(!all.contains(&last.replace(['å', 'ö'], "%c3")), "{last} is left in an address");
    }
}

#[test]
fn t40_a_pdf_names_functions_only_in_text_streams_and_metadata() {
    let names = Names::new(&people(&[(1, 2)]), "någon");
    let document = naming("Karl-Erik von Xylander");
    let whole = all_of_pdf(&pdf(&document).unwrap());
    assert!(whole.contains("Xylander"), "the test would see a name");
    let extract = pdf(&document.by_function(&names)).unwrap();
    let all = all_of_pdf(&extract);
    names_nobody(&all);
    assert!(all.contains("Svar från Systemägare"), "the title in the metadata");
    let text = text_of("x.pdf", &extract).unwrap().text;
    assert!(text.contains("Systemägare menar det."), "{text}");
    assert!(all.contains("Region Systemägare"), "the organisation is the author");
}

#[test]
fn t40_a_workbook_names_functions_only() {
    let names = Names::new(&people(&[(0, 0)]), "någon");
    let name = "Anna Qvarnström";
    let sheet = Sheet {
        name: name.into(),
        columns: vec![Column::new(name, Kind::Text)],
        rows: vec![vec![Cell::Text(format!("Enligt {name} och Qvarnström"))]],
    };
    let book = Workbook { title: name.into(), date: None, sheets: vec![sheet] };
    assert!(all_of_zip(&workbook(&book).unwrap()).contains("Qvarnström"));
    names_nobody(&all_of_zip(&workbook(&book.by_function(&names)).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn t40_no_generated_name_survives_in_word(who in prop::collection::vec((0..4_usize, 0..4_usize), 1..4)) {
        let people = people(&who);
        let names = Names::new(&people, "någon");
        for person in &people {
            names_nobody(&all_of_zip(&word(&naming(&person.name).by_function(&names)).unwrap()));
        }
    }
}
