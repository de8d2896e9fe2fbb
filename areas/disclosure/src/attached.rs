//! Files of the covered records: each is given whole, is not given, or a masked copy that the officer has made stands in its
//! place. Of a file that is not given nothing enters a copy, not its name either (SEC-07).

use crate::{
    detail::{Ruling, Sort},
    extract::is_hidden,
    gather::{Case, Detail, Place, Proposed},
};
use serde_json::Value;
use stadga_model::{Body, FieldType, FileId, Id, Refusal, Revision, Spec};
use stadga_web::Context;

/// What every PDF begins with.
const PDF: &[u8] = b"%PDF-";
/// What stands at the end of each state that a PDF has been kept in.
const STATE: &[u8] = b"startxref";
/// What a PDF says of itself that is written to be shown while it comes: it has two such ends and one state.
const SPREAD: &[u8] = b"/Linearized";
/// In so many first bytes it says it.
const HEAD: usize = 1_024;

/// A file that goes with the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    pub record: Id,
    /// Where it stands in the record: `file`, or `attachments.2.file` in rows.
    pub path: String,
    pub file: FileId,
    /// Whether it is a masked copy.
    pub masked: bool,
}

/// Why a masked copy is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It is no PDF: other forms keep what was changed in them.
    Form,
    /// What it was before it was masked is still in it.
    Earlier,
    /// It is the file itself.
    Same,
    /// All of the text is still there: it has only been covered.
    Covered,
}

impl Unfit {
    /// The key of the sentence that says it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Form => "disclosure-unfit-form",
            Self::Earlier => "disclosure-unfit-earlier",
            Self::Same => "disclosure-unfit-same",
            Self::Covered => "disclosure-unfit-covered",
        }
    }
}

/// A file as it is compared: its bytes, and its text where it has one that can be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared<'a> {
    pub bytes: &'a [u8],
    pub text: Option<&'a str>,
}

/// Why a masked copy still holds what it is to be without, as far as that can be told from it.
pub(crate) fn unfit(original: Compared<'_>, masked: Compared<'_>) -> Option<Unfit> {
    if original.bytes == masked.bytes {
        return Some(Unfit::Same);
    }
    if !masked.bytes.starts_with(PDF) {
        return Some(Unfit::Form);
    }
    let head = masked.bytes.get(..HEAD).unwrap_or(masked.bytes);
    let states = if count(head, SPREAD) > 0 { 2 } else { 1 };
    if count(masked.bytes, STATE) > states {
        return Some(Unfit::Earlier);
    }
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let (before, after) = (original.text.map(words), masked.text.map(words));
    let covered = before.is_some_and(|text| !text.is_empty() && after == Some(text));
    covered.then_some(Unfit::Covered)
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}

/// The files in a body: in fields, and in fields of rows. One that a mark withholds is not seen.
pub(crate) fn files_of(spec: &Spec, body: &Body) -> Vec<(String, FileId)> {
    let mut files = Vec::new();
    for field in spec.fields {
        match (field.ty, body.get(field.name)) {
            (FieldType::File, Some(Value::String(id))) if !id.is_empty() => {
                files.push((field.name.to_owned(), FileId(id.clone())));
            }
            (FieldType::Rows(inner), Some(Value::Array(rows))) => {
                for (at, row) in rows.iter().enumerate() {
                    for column in inner.iter().filter(|column| column.ty == FieldType::File) {
                        let id = row.get(column.name).and_then(Value::as_str);
                        let path = || format!("{}.{at}.{}", field.name, column.name);
                        files.extend(id.map(|id| (path(), FileId(id.to_owned()))));
                    }
                }
            }
            _ => {}
        }
    }
    files
}

/// The files of a record that can be decided on, each by its place.
fn of_record(case: &Case, record: &Revision) -> Result<Vec<(String, FileId)>, Refusal> {
    let spec = case.then.door.kind(&record.head.kind)?.spec;
    let mut files = files_of(spec, &record.body);
    files.retain(|(path, _)| {
        let field = path.split('.').next().unwrap_or_default();
        !record.head.withholds(field)
    });
    Ok(files)
}

/// One detail for each file that no mark withholds.
///
/// # Errors
/// Broken.
pub(crate) fn details(case: &Case) -> Result<Vec<Detail>, Refusal> {
    let mut details = Vec::new();
    for record in &case.covered {
        for (path, _) in of_record(case, record)? {
            details.push(Detail {
                place: Place::Field(record.head.id, path),
                sort: Sort::File,
                about: record.head.number.clone(),
                proposed: Proposed::default(),
                cleared: true,
                hidden: is_hidden(&record.head),
                decided: None,
            });
        }
    }
    Ok(details)
}

/// The files that go with the copy, in the order in which they are numbered.
///
/// # Errors
/// Broken.
pub(crate) fn given(case: &Case) -> Result<Vec<Given>, Refusal> {
    let mut given = Vec::new();
    for record in &case.covered {
        let files = of_record(case, record)?;
        for detail in &case.details {
            let (Place::Field(id, path), Some((_, kept))) = (&detail.place, &detail.decided) else {
                continue;
            };
            // Of rows that are masked nothing is given, their files neither.
            let field = path.split('.').next().unwrap_or_default();
            let in_masked = path.contains('.') && case.masks(record, field);
            if *id != record.head.id || in_masked {
                continue;
            }
            let masked = kept.ruling == Ruling::Replace;
            let file = match kept.ruling {
                Ruling::Replace => kept.replaced.clone(),
                Ruling::Disclose if detail.sort == Sort::File => {
                    files.iter().find(|(known, _)| known == path).map(|(_, file)| file.clone())
                }
                _ => None,
            };
            let file = file.map(|file| Given { record: *id, path: path.clone(), file, masked });
            given.extend(file);
        }
    }
    Ok(given)
}

/// The file at a place of an open record.
///
/// # Errors
/// Not found, when there is none.
pub(crate) fn file_at(case: &Case, record: &Revision, path: &str) -> Result<FileId, Refusal> {
    let files = of_record(case, record)?;
    let file = files.into_iter().find(|(known, _)| known == path);
    file.map(|(_, file)| file).ok_or(Refusal::NotFound)
}

/// Whether a file stands at a place, whether or not a mark withholds it.
pub(crate) fn is_file(case: &Case, place: &Place) -> bool {
    let Place::Field(record, path) = place else { return false };
    let Some(record) = case.record(*record) else { return false };
    let Ok(kind) = case.then.door.kind(&record.head.kind) else { return false };
    let field = kind.spec.field(path);
    field.map_or(path.contains('.'), |field| field.ty == FieldType::File)
}

/// What a file is called on the workbench and in the copy: its field, and in rows which of them.
pub(crate) fn label(cx: &Context, kind: &str, path: &str) -> String {
    let mut parts = path.split('.');
    let field = parts.next().unwrap_or_default();
    let called = cx.t(&format!("{kind}-{field}"));
    match parts.next().and_then(|at| at.parse::<usize>().ok()) {
        Some(at) => format!("{called} {}", at + 1),
        None => called,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stadga_model::{Field, Row as _};

    fn file<'a>(bytes: &'a [u8], text: &'a str) -> Compared<'a> {
        Compared { bytes, text: Some(text).filter(|text| !text.is_empty()) }
    }

    #[test]
    fn sec_07_a_masked_copy_is_a_pdf_without_earlier_states() {
        let original = file(b"Brandvaggen", "Brandvaggen");
        assert_eq!(unfit(original, original), Some(Unfit::Same));
        assert_eq!(unfit(original, file(b"PK\x03\x04", "")), Some(Unfit::Form));
        let once = b"%PDF-1.7\nstartxref\n9\n%%EOF\n".as_slice();
        assert_eq!(unfit(original, file(once, "")), None);
        let twice = [once, b"startxref\n9\n%%EOF\n"].concat();
        assert_eq!(unfit(original, file(&twice, "")), Some(Unfit::Earlier));
        let spread = [b"%PDF-1.7\n/Linearized 1\n", &twice[9..]].concat();
        assert_eq!(unfit(original, file(&spread, "")), None);
    }

    #[test]
    fn sec_07_what_is_only_covered_is_still_there() {
        let pdf = b"%PDF-1.7\nstartxref\n9\n%%EOF\n".as_slice();
        let original = file(b"%PDF-1.4", "Nyckeln ligger\nunder mattan.");
        assert_eq!(
            unfit(original, file(pdf, "Nyckeln ligger under mattan.")),
            Some(Unfit::Covered)
        );
        assert_eq!(unfit(original, file(pdf, "Nyckeln ligger under")), None);
        assert_eq!(unfit(original, file(pdf, "")), None, "a picture of the page has no text");
        assert_eq!(unfit(file(b"%PDF-1.4", ""), file(pdf, "")), None);
    }

    #[test]
    fn sec_07_files_are_found_in_rows_too() {
        const ROW: &[Field] = crate::copy::Attachment::FIELDS;
        let spec = <crate::DisclosureCopy as stadga_model::Record>::SPEC;
        assert!(ROW.iter().any(|field| field.ty == FieldType::File));
        let body = serde_json::json!({
            "pdf": "a", "about": "b", "attachments": [{ "masked": false }, { "file": "c" }],
        });
        let body = body.as_object().cloned().unwrap();
        let found = files_of(spec, &body);
        let found: Vec<_> = found.iter().map(|(path, file)| (path.as_str(), &*file.0)).collect();
        assert_eq!(found, [("pdf", "a"), ("attachments.1.file", "c")]);
    }
}
