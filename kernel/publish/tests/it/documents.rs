//! The answer as PDF and Word: accessible, the same content, the same bytes each time.

use std::io::{Cursor, Read};
use std::process::Command;

use crate::{answer, files};
use stadga_publish::document::{
    Document, Language, Signature, Table, bullets, column, figure, heading, lead, narrow,
    paragraph, signatures,
};
use stadga_publish::text_in::text_of;
use stadga_publish::{PublishError, pdf, word};

fn sample() -> Document {
    answer::answer(files::SVG)
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn rep_01_the_same_document_gives_the_same_bytes() {
    assert_eq!(pdf(&sample()).unwrap(), pdf(&sample()).unwrap());
    assert_eq!(word(&sample()).unwrap(), word(&sample()).unwrap());
}

#[test]
fn rep_01_the_answer_reads_as_before() {
    let read = text_of("svar.pdf", &pdf(&sample()).unwrap()).unwrap();
    insta::assert_snapshot!("answer_as_pdf", read.text);
    let read = text_of("svar.docx", &word(&sample()).unwrap()).unwrap();
    insta::assert_snapshot!("answer_as_word", read.text);
}

#[test]
fn rep_01_a_pdf_says_its_title_language_and_standards() {
    let bytes = pdf(&sample()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for mark in ["pdfuaid:part>1<", "pdfaid:part>2<", "pdfaid:conformance>A<", "<rdf:li>sv-SE<"] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(text.contains("Svar på revisorernas granskning"), "the title in the metadata");
    assert!(!text.contains("/JavaScript"));
}

#[test]
fn rep_01_a_validator_finds_no_fault_in_the_pdf() {
    const CHECK: &str = "import page, sys\n\
        for profile in ('2a', 'ua1'):\n    \
            report = page.validate_pdf(sys.argv[1], profile=page.ValidationProfile(profile))\n    \
            assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]\n";
    let python = std::env::var("STADGA_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import page"]).output();
    if !there.is_ok_and(|run| run.status.success()) {
        eprintln!("skipped: the Python package page-validation is not installed");
        return;
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf(&sample()).unwrap()).unwrap();
    let run = Command::new(python).args(["-c", CHECK]).arg(file.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_figure_without_its_text_alternative_is_refused() {
    let mut document = sample();
    document.push(figure(files::SVG, "", "Bild"));
    assert!(matches!(pdf(&document), Err(PublishError::Standard(_))));
    document.blocks.pop();
    document.push(figure("no picture", "Bild", "Bild"));
    assert!(matches!(pdf(&document), Err(PublishError::Typeset(_))));
    assert!(matches!(word(&document), Err(PublishError::Figure(_))));
}

#[test]
fn text_that_looks_like_code_is_set_as_it_is() {
    let wild = "#panic() $x$ *a* _b_ <w:p> & \" \u{1} \\ 🦑 \u{f0b7}";
    let mut document = Document::new(
        Language::English,
        wild,
        wild,
        jiff::civil::date(2026, 1, 1),
        answer::labels(),
    );
    document.extend([heading(1, wild), paragraph(wild)]);
    document
        .push(Table::new(wild, [narrow(wild), column(wild, 1)]).row([wild.into(), wild.into()]));
    let shown = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = text_of("x.pdf", &pdf(&document).unwrap()).unwrap().text;
    assert!(shown(&read).contains("#panic() $x$ *a* _b_ <w:p> & \" \\ \u{fffd} •"), "{read}");
    let read = text_of("x.docx", &word(&document).unwrap()).unwrap().text;
    assert!(shown(&read).contains("#panic() $x$ *a* _b_ <w:p> & \" \\ 🦑 •"), "{read}");
}

#[test]
fn an_empty_document_can_be_set() {
    let document = Document {
        title: "Tomt".into(),
        date: jiff::civil::date(2026, 1, 1),
        ..Document::default()
    };
    assert!(pdf(&document).is_ok() && word(&document).is_ok());
    let mut document = document;
    document.push(Table::new("", []));
    document.push(Table::new("Utan rader", [narrow("A")]));
    assert!(pdf(&document).is_ok() && word(&document).is_ok());
}

#[test]
fn a_long_table_runs_over_pages_with_its_head_on_each() {
    let mut document = sample();
    let long = "Mycket lång text om informationssäkerhet. ".repeat(60);
    let rows = (0..9).map(|number| vec![number.to_string().into(), long.as_str().into()]);
    document.push(Table::new("Lång", [narrow("Nummer"), column("Innehåll", 1)]).rows(rows));
    let read = text_of("x.pdf", &pdf(&document).unwrap()).unwrap();
    assert!(read.text.matches("Nummer Innehåll").count() > 4);
}

#[test]
fn rep_01_what_leads_into_a_list_stays_with_it_on_its_page() {
    let mut document = Document { title: "Svar".into(), ..sample() };
    document.blocks.clear();
    // Whatever the room that is left on the page: heading and lead never stand alone at its end.
    for filling in 24..40 {
        document.blocks = vec![paragraph("Fyllning.\n".repeat(filling))];
        document.extend([heading(1, "Vidtagna"), lead("Förslag:"), bullets(["Första punkten"])]);
        let read = text_of("x.pdf", &pdf(&document).unwrap()).unwrap();
        let page = |words: &str| {
            let line = read.text.lines().position(|line| line.contains(words)).unwrap() + 1;
            read.pages.iter().filter(|first| **first <= line).count()
        };
        assert_eq!(page("Förslag:"), page("Första punkten"), "{filling}");
        assert_eq!(page("Vidtagna"), page("Första punkten"), "{filling}");
    }
    let body = part(&word(&document).unwrap(), "word/document.xml");
    assert!(body.contains("<w:pStyle w:val=\"Normal\"/><w:keepNext/>"));
}

#[test]
fn org_25_a_signature_that_is_given_shows_its_day() {
    let mut document = sample();
    document.push(signatures([Signature::new("Direktör").signed("2026-03-18")]));
    let read = text_of("x.pdf", &pdf(&document).unwrap()).unwrap();
    assert!(read.text.contains("2026-03-18"));
    assert!(part(&word(&document).unwrap(), "word/document.xml").contains("2026-03-18"));
}

#[test]
fn word_has_language_title_repeated_heads_and_alternatives() {
    let bytes = word(&sample()).unwrap();
    let body = part(&bytes, "word/document.xml");
    let tables = body.matches("<w:tblCaption").count();
    assert_eq!((tables, body.matches("<w:tblHeader/>").count()), (5, 5));
    assert!(body.contains("descr=\"Staplar per kvartal"));
    assert!(body.contains("<w:pStyle w:val=\"Heading2\"/>"));
    assert!(body.contains("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"DFF0E2\"/>"));
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:title>Svar på revisorernas"));
    let footer = part(&bytes, "word/footer.xml");
    assert!(footer.contains("w:instr=\"PAGE\"") && footer.contains("w:instr=\"NUMPAGES\""));
}
