//! Which sheets of a file are understood: one of records, and those of the rows within them.

use super::columns::{Columns, Of, Use, plain, with_rows};
use stadga_model::{Language, Spec, Texts};
use stadga_publish::sheet::ReadSheet;

/// A sheet that is understood.
pub struct Part<'a> {
    /// The sheet.
    pub sheet: &'a ReadSheet,
    /// What its rows are.
    pub of: Of,
    /// Its columns.
    pub columns: Columns,
}

/// The sheets that are understood: records first.
pub fn parts<'a>(sheets: &'a [ReadSheet], spec: &'static Spec, texts: &Texts) -> Vec<Part<'a>> {
    let part = |sheet: &'a ReadSheet, of| {
        let columns = Columns::of(sheet.rows.first()?, of, spec, texts);
        let known = columns.fields().next().is_some();
        known.then_some(Part { sheet, of, columns })
    };
    let (mut records, mut rows): (Option<Part>, Vec<Part>) = (None, Vec::new());
    for sheet in sheets {
        let within = with_rows(spec).filter_map(|field| part(sheet, Of::Rows(field)));
        let within = within.filter(|part| part.columns.column(Use::Place).is_some());
        // Several fields may have rows with the same columns: then the sheet's name tells which it is.
        let fit = |part: &Part| (part.columns.used.len(), is_called(part, spec, texts));
        match within.reduce(|best, next| if fit(&next) > fit(&best) { next } else { best }) {
            Some(within) => rows.push(within),
            // Of several, the one that most columns are known of: others explain, or belong to somebody else.
            None => records = best(records, part(sheet, Of::Records)),
        }
    }
    records.into_iter().chain(rows).collect()
}

/// The one of which more columns are known; of equals the first.
fn best<'a>(one: Option<Part<'a>>, other: Option<Part<'a>>) -> Option<Part<'a>> {
    match (one, other) {
        (Some(one), Some(other)) if other.columns.used.len() > one.columns.used.len() => {
            Some(other)
        }
        (one, other) => one.or(other),
    }
}

/// Whether the sheet bears the name of the field, as far as it fits there.
fn is_called(part: &Part, spec: &Spec, texts: &Texts) -> bool {
    let name = plain(&part.sheet.name);
    let key = part.of.words(spec);
    Language::ALL.iter().any(|language| plain(&texts.get(*language, &key, &[])).starts_with(&name))
}
