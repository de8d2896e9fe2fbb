//! Text comes back out of what people hand in, and hostile files get a code.

use std::path::Path;

use crate::{answer, files};
use proptest::prelude::*;
use stadga_publish::document::{Document, Language, bullets, heading, paragraph};
use stadga_publish::text_in::{Format, TextError, text_of, text_of_limited};
use stadga_publish::{pdf, word};

const READER: &str = env!("CARGO_BIN_EXE_text-of");

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn sample() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/samples/audits/kronoberg-granskning-2024.txt");
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("skipped: the sample of an audit report is not here");
    }
    text
}

/// The lines of `text` as a document, a paragraph for each.
fn document(text: &str) -> Document {
    let mut document = Document::new(
        Language::Swedish,
        "",
        "Granskning",
        jiff::civil::date(2024, 1, 24),
        answer::labels(),
    );
    document.extend(text.lines().filter(|line| !line.trim().is_empty()).map(paragraph));
    document
}

/// The words of a text without what stands on each page's head and foot.
fn body_words(text: &str) -> Vec<String> {
    let foot = |words: &[String]| matches!(words, [page, _, of, _] if page == "Sida" && of == "av");
    let lines = text.lines().map(words);
    lines.filter(|line| !foot(line) && *line != ["Granskning"]).flatten().collect()
}

#[test]
fn aud_03_the_report_as_pdf_has_all_its_words_in_order() {
    let Some(text) = sample() else { return };
    let plain = text_of("g.txt", text.as_bytes()).unwrap();
    let read = text_of("g.pdf", &pdf(&document(&plain.text)).unwrap()).unwrap();
    assert_eq!(read.format, Format::Pdf);
    assert!(read.pages.len() > 20 && read.unread.is_empty());
    let (read, expected) = (body_words(&read.text), body_words(&plain.text));
    let differs = read.iter().zip(&expected).position(|(one, other)| one != other);
    let around =
        differs.map(|place| (&read[place - 3..place + 5], &expected[place - 3..place + 5]));
    assert_eq!((around, read.len()), (None, expected.len()));
}

#[test]
fn aud_03_the_report_as_word_has_all_its_words_in_order() {
    let Some(text) = sample() else { return };
    let plain = text_of("g.txt", text.as_bytes()).unwrap();
    let read = text_of("g.docx", &word(&document(&plain.text)).unwrap()).unwrap();
    assert_eq!(read.format, Format::Word);
    let expected: Vec<&str> =
        plain.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let lines: Vec<&str> =
        read.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[0], "Granskning");
    assert_eq!(lines[1..], expected[..]);
}

#[test]
fn word_keeps_headings_lists_and_rows() {
    let read = text_of("svar.docx", &word(&answer::answer(files::SVG)).unwrap()).unwrap();
    let lines: Vec<&str> = read.text.lines().collect();
    let headings: Vec<&str> = read.headings.iter().map(|it| lines[it.line - 1]).collect();
    assert_eq!(
        headings[..3],
        ["Sammanfattning", "Bedömning per revisionsfråga", "Svar per rekommendation"]
    );
    assert_eq!(read.headings[3].level, 2);
    assert!(
        read.text.contains("\n• Behörigheter gås igenom två gånger om året i alla vårdsystem.\n")
    );
    assert!(read.text.contains("\n1. Utbildningen upphandlas under våren.\n2. Genomgången"));
    assert!(read.text.contains(
        "\n3\tFöljs arbetet upp på politisk nivå?\t○\u{a0}Ej uppfylld\tInstämmer delvis."
    ));
    assert_eq!(read.text.matches("1. Utbildningen upphandlas").count(), 3, "each list begins at 1");
}

#[test]
fn word_notes_pages_and_deleted_text_are_told_apart() {
    let read = text_of("x.docx", &files::docx(files::BODY, Some(files::NOTES))).unwrap();
    assert_eq!(
        read.text,
        "Första sidan[2] med not\nRuta\nEtt tillägg & slut\n\nAndra sidan\n\n[2]\nNotens text"
    );
    assert_eq!(read.pages, [1, 5]);
}

#[test]
fn opendocument_is_read() {
    let read = text_of("x.odt", &files::odt()).unwrap();
    assert_eq!(read.format, Format::OpenDocument);
    assert_eq!(read.text, "Syfte\nEtt  stycke[1]  slut\n• Punkt\nA\tB\n\n[1] Noten");
    assert_eq!(read.headings.len(), 1);
}

#[test]
fn a_wrongly_named_file_is_read_for_what_it_is() {
    let bytes = pdf(&document("Hej alla")).unwrap();
    let read = text_of("rapport.DOCX", &bytes).unwrap();
    assert_eq!((read.format, read.misnamed.as_deref()), (Format::Pdf, Some("docx")));
    assert_eq!(text_of("rapport.PDF", &bytes).unwrap().misnamed, None);
    assert_eq!(text_of("rapport", &bytes).unwrap().misnamed, None);
}

#[test]
fn what_gives_no_text_has_its_code() {
    let code = |bytes: &[u8]| text_of("x", bytes).unwrap_err().code();
    assert_eq!(code(b""), "text.empty");
    assert_eq!(code(b" \n "), "text.empty");
    assert_eq!(code(&vec![b'a'; 51 * 1024 * 1024]), "text.too-large");
    assert_eq!(code(b"{\\rtf1 Hej}"), "text.legacy-doc");
    assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W o r d"), "text.legacy-doc");
    assert_eq!(code(&files::sealed()), "text.encrypted");
    assert_eq!(code(b"\x89PNG\r\n\x1a\n...."), "text.no-text");
    assert_eq!(code(&files::picture_pdf()), "text.no-text");
    assert_eq!(code(&files::zipped(&[("a.txt", b"x")])), "text.unknown-format");
    assert_eq!(code(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0"), "text.unknown-format");
    assert_eq!(code(b"%PDF-1.7\nnothing more"), "text.broken");
    let whole = pdf(&document("Hej")).unwrap();
    assert_eq!(code(&whole[..whole.len() / 2]), "text.broken");
    assert_eq!(code(&files::encrypted_pdf()), "text.encrypted");
    assert_eq!(code(&files::docx_bomb()), "text.unpacks-too-large");
}

#[tokio::test]
async fn a_child_reads_the_same() {
    let bytes = word(&answer::answer(files::SVG)).unwrap();
    let read = text_of_limited(Path::new(READER), "svar.docx", &bytes).await;
    assert_eq!(read, text_of("svar.docx", &bytes));
    let fault = text_of_limited(Path::new(READER), "x", b"{\\rtf1 Hej}").await;
    assert_eq!(fault, Err(TextError::LegacyDoc));
}

#[tokio::test]
async fn a_pdf_that_fills_all_memory_takes_down_the_child_only() {
    let fault = text_of_limited(Path::new(READER), "x.pdf", &files::pdf_bomb()).await;
    assert_eq!(fault, Err(TextError::TooMuchMemory));
}

#[tokio::test]
async fn a_missing_program_is_told() {
    let fault = text_of_limited(Path::new("/nowhere/stadga"), "x.txt", b"Hej").await;
    assert_eq!(fault, Err(TextError::Reader));
}

/// Small valid files of each kind, to be damaged.
fn seeds() -> Vec<Vec<u8>> {
    let mut small = document("Första stycket\nAndra stycket");
    small.extend([heading(1, "Rubrik"), bullets(["en punkt"])]);
    vec![
        pdf(&small).unwrap(),
        word(&small).unwrap(),
        files::odt(),
        files::docx(files::BODY, Some(files::NOTES)),
        files::picture_pdf(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_text_or_a_code(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = text_of("x", &bytes);
        let _ = stadga_publish::sheet::read_workbook(&bytes);
    }

    #[test]
    fn damaged_files_give_text_or_a_code(
        seed in 0..5_usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        static SEEDS: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(seeds);
        let mut bytes = SEEDS[seed].clone();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        if let Ok(read) = text_of("x.pdf", &bytes) {
            prop_assert!(!read.text.trim().is_empty());
        }
    }

    #[test]
    fn any_body_of_a_word_file_gives_text_or_a_code(body in "(<w:(p|r|t|tbl|tr|tc|br|numPr)/?>|</w:(p|r|t|tbl|tr|tc)>|ord|&amp;|&#x41;|<mc:Fallback>|</mc:Fallback>){0,60}") {
        let _ = text_of("x.docx", &files::docx(&body, None));
    }
}
