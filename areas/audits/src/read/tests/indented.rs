//! A PDF whose list has neither bullets nor blank lines: only its hanging lines tell where an item begins.

use std::fmt::Write as _;

use stadga_publish::text_in::text_of;

use super::kronoberg::FILE;
use super::{Reading, reading, sample};

/// Letters to a line of the list.
const WIDE: usize = 72;
/// Lines to a page.
const LONG: usize = 55;

/// A line: how far it is set in, in points, and its words.
type Line = (u32, String);

/// The report's lines, with its list of documents set by indentation alone, all but an item's first line set in to `hang`.
fn lines(text: &str, found: &Reading, hang: u32) -> Vec<Line> {
    let documents = &found.documents;
    let (first, last) = (documents[0].said.lines.0, documents[documents.len() - 1].said.lines.1);
    let mut set: Vec<Line> = Vec::new();
    for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end())) {
        if at == first {
            while set.last().is_some_and(|(_, words)| words.is_empty()) {
                set.pop();
            }
            documents.iter().for_each(|document| set.extend(item(&document.said.as_written, hang)));
        }
        if !(first..=last).contains(&at) {
            set.push((0, line.to_owned()));
        }
    }
    set
}

/// An item broken into lines.
fn item(words: &str, hang: u32) -> Vec<Line> {
    let mut set: Vec<Line> = vec![(18, String::new())];
    for word in words.split_whitespace() {
        let (_, line) = set.last_mut().unwrap();
        if line.chars().count() + 1 + word.chars().count() > WIDE {
            set.push((hang, word.to_owned()));
        } else {
            let gap = if line.is_empty() { "" } else { " " };
            line.push_str(&format!("{gap}{word}"));
        }
    }
    set
}

/// A PDF with these lines, in letters that are all equally wide.
fn pdf(lines: &[Line]) -> Vec<u8> {
    let pages: Vec<&[Line]> = lines.chunks(LONG).collect();
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()).into_bytes(),
        font.as_bytes().to_vec(),
    ];
    for (nth, page) in pages.iter().enumerate() {
        let content = format!("{} 0 R", 5 + nth * 2);
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {content}>>")
                .into_bytes(),
        );
        objects.push(stream(page));
    }
    assembled(&objects)
}

fn stream(page: &[Line]) -> Vec<u8> {
    let mut content: Vec<u8> = Vec::new();
    for (nth, (indent, words)) in page.iter().enumerate().filter(|(_, (_, w))| !w.is_empty()) {
        let high = 800 - nth * 13;
        content.extend(format!("BT /F 9 Tf {} {high} Td (", 40 + indent).bytes());
        for letter in words.chars() {
            match letter {
                '(' | ')' | '\\' => content.extend([b'\\', letter as u8]),
                '–' => content.push(0x96),
                '”' => content.push(0x94),
                '\u{f0b7}' => content.push(0x95),
                _ => content.push(u8::try_from(u32::from(letter)).unwrap_or(b'?')),
            }
        }
        content.extend(b") Tj ET\n");
    }
    [format!("<</Length {}>>stream\n", content.len()).as_bytes(), &content, b"\nendstream"].concat()
}

fn assembled(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = String::new();
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    let table = format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    out.extend(table.bytes());
    out.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    out
}

/// The names and ends of the documents that a PDF of the report gives back, beside those of the report itself.
fn again(hang: u32) {
    let Some(text) = sample(FILE) else { return };
    let found = reading(&text);
    let extracted = text_of("rapport.pdf", &pdf(&lines(&text, &found, hang))).unwrap();
    let again = reading(&extracted.text);
    let names = |reading: &Reading| {
        let all = reading.documents.iter();
        all.map(|document| (document.name.clone(), document.valid_to)).collect::<Vec<_>>()
    };
    assert_eq!(names(&again), names(&found), "{}", extracted.text);
    assert_eq!(again.documents.len(), 14);
}

#[test]
fn aud_06_items_that_only_indentation_parts() {
    again(32);
}

#[test]
fn aud_06_items_of_a_block_without_hanging_lines() {
    again(18);
}
