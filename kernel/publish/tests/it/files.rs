//! Small files of each kind, good and hostile, made by hand.

use std::io::{Cursor, Write};

/// A small picture.
pub const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 30'><rect width='60' height='20' fill='#1d4f6e'/></svg>";

/// A Word body with a page break, a footnote, a text box that is written twice, and tracked changes.
pub const BODY: &str = "<w:p><w:r><w:t>Första sidan</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> med not</w:t></w:r></w:p>\
    <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>\
    <w:p><w:ins><w:r><w:t>Ett tillägg &amp; slut</w:t></w:r></w:ins><w:del><w:r><w:delText>borttaget</w:delText></w:r></w:del></w:p>\
    <w:p/><w:p><w:r><w:br w:type='page'/></w:r><w:r><w:t>Andra sidan</w:t></w:r></w:p>";

/// The part with the footnotes of [`BODY`].
pub const NOTES: &str = "<w:footnotes><w:footnote w:id='-1'><w:p/></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>Notens text</w:t></w:r></w:p></w:footnote></w:footnotes>";

/// An archive of `parts`.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word file whose main part has another name than usual, as some programs write it.
pub fn docx(body: &str, notes: Option<&str>) -> Vec<u8> {
    let body = format!("<w:document><w:body>{body}</w:body></w:document>");
    zipped(&[
        ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='x/officeDocument' Target='word/document2.xml'/></Relationships>"),
        ("word/document2.xml", body.as_bytes()),
        ("word/_rels/document2.xml.rels", b"<Relationships><Relationship Id='b' Type='x/footnotes' Target='footnotes.xml'/></Relationships>"),
        ("word/footnotes.xml", notes.unwrap_or_default().as_bytes()),
    ])
}

/// A Word file that unpacks to far more than it may.
pub fn docx_bomb() -> Vec<u8> {
    docx(&" ".repeat(160 * 1024 * 1024), None)
}

/// An OpenDocument text with a heading, a note, a list and a table.
pub fn odt() -> Vec<u8> {
    let content = "<office:text><text:h text:outline-level='1'>Syfte</text:h>\
        <text:p>Ett<text:s text:c='2'/>stycke<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noten</text:p></text:note-body></text:note> slut</text:p>\
        <text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table></office:text>";
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

/// The beginning of a modern office file under a password.
pub fn sealed() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend([0; 512]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

/// A PDF with a filled square and no letters, as a scanner would make it.
pub fn picture_pdf() -> Vec<u8> {
    assembled("", &[], b"0 0 100 100 re f")
}

/// A PDF that says it is encrypted, under a password that is not known.
pub fn encrypted_pdf() -> Vec<u8> {
    let key = "00".repeat(32);
    let trailer = format!(
        "/ID[<{0}><{0}>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O<{key}>/U<{key}>>>",
        "ab".repeat(16)
    );
    assembled(&trailer, &[], b"BT ET")
}

/// A PDF whose one page unpacks to more than a gigabyte of blanks.
pub fn pdf_bomb() -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let blanks = vec![b' '; 1024 * 1024];
    for _ in 0..1200 {
        packer.write_all(&blanks).unwrap();
    }
    assembled("", b"/Filter/FlateDecode", &packer.finish().unwrap())
}

fn assembled(trailer: &str, filter: &[u8], content: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let stream = [
        format!("<</Length {}", content.len()).as_bytes(),
        filter,
        b">>stream\n",
        content,
        b"\nendstream",
    ]
    .concat();
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>/Contents 4 0 R>>",
        &stream,
    ];
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend_from_slice(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer<</Size 5/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    out
}
