//! What a file is, told by its content: a name can say anything.

/// The outermost shape of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A zip archive: the modern office formats.
    Zip,
    /// A PDF.
    Pdf,
    /// A compound file that holds an encrypted modern office file.
    Sealed,
    /// A compound file of old Word, Excel or PowerPoint.
    Compound,
    /// Rich text.
    Rtf,
    /// A picture.
    Picture,
    /// None of these.
    Other,
}

/// Readers accept a PDF's signature anywhere in so many first bytes.
const PDF_HEAD: usize = 1024;

/// The shape of `bytes`.
pub(crate) fn shape(bytes: &[u8]) -> Shape {
    let head = bytes.get(..PDF_HEAD.min(bytes.len())).unwrap_or_default();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Shape::Zip
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        if holds(bytes, &wide("EncryptedPackage")) { Shape::Sealed } else { Shape::Compound }
    } else if bytes.starts_with(b"{\\rtf") {
        Shape::Rtf
    } else if PICTURES.iter().any(|start| bytes.starts_with(start)) {
        Shape::Picture
    } else if holds(head, b"%PDF-") {
        Shape::Pdf
    } else {
        Shape::Other
    }
}

const PICTURES: [&[u8]; 5] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"];

/// Whether `part` stands somewhere in `bytes`.
pub(crate) fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
