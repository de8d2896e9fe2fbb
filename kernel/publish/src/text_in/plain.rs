//! Plain text in the encodings that Swedish offices still use.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Lines, TextError};

/// Reads text in UTF-8, in UTF-16 with its mark, or else in Windows-1252. A form feed begins a page.
pub(super) fn read(bytes: &[u8]) -> Result<Lines, TextError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1252.decode(bytes).0,
        },
    };
    if !legible(&text) {
        return Err(TextError::UnknownFormat);
    }
    Ok(numbered(&text))
}

/// The lines as an editor numbers them; one with a form feed begins a page.
fn numbered(text: &str) -> Lines {
    let text = text.trim_end_matches('\u{c}');
    let mut lines = Lines::default();
    if text.contains('\u{c}') {
        lines.page();
    }
    for line in text.lines() {
        if line.contains('\u{c}') {
            lines.page();
        }
        lines.add_as_numbered(line);
    }
    lines
}

/// Text with form feeds as lines with pages.
pub(super) fn paged(text: &str) -> Lines {
    let mut lines = Lines::default();
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    for page in &pages {
        if pages.len() > 1 {
            lines.page();
        }
        lines.add(page);
    }
    lines
}

/// Whether the letters are such as people write: a binary file holds control characters.
fn legible(text: &str) -> bool {
    let strange = |letter: &char| {
        matches!(letter, '\u{fffd}' | '\0')
            || (letter.is_control() && !letter.is_ascii_whitespace())
    };
    let count = text.chars().count();
    text.chars().filter(strange).count() * 50 <= count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_is_read_in_each_encoding() {
        let utf16: Vec<u8> =
            "\u{feff}Åtgärd på ö".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "Åtgärd på ö".as_bytes(),
            "\u{feff}Åtgärd på ö".as_bytes(),
            &utf16,
            b"\xc5tg\xe4rd p\xe5 \xf6",
        ] {
            assert_eq!(read(bytes).unwrap().text(), "Åtgärd på ö");
        }
    }

    #[test]
    fn a_binary_file_is_no_text() {
        assert!(read(&[0, 1, 2, 3, 255, 254, 7, 9]).is_err());
    }

    #[test]
    fn lines_keep_the_numbers_that_an_editor_gives_them() {
        assert_eq!(read(b"\n\nett\r\n\n\n\ntv\xc3\xa5").unwrap().text(), "\n\nett\n\n\n\ntvå");
    }

    #[test]
    fn form_feeds_begin_pages() {
        let lines = read(b"ett\ntv\xc3\xa5\n\x0ctre\n\x0c").unwrap();
        assert_eq!(lines.pages, [1, 3]);
    }
}
