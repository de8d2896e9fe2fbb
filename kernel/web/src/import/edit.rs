//! What the rows of a spreadsheet change in one record, put together to its new body.

use serde_json::Value as Json;
use stadga_model::Body;

/// What one row changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Fields of the record get new values.
    Fields(Body),
    /// Fields of an inner row get new values.
    Row {
        /// The field that holds the rows.
        field: &'static str,
        /// The row's place, from 0.
        at: usize,
        /// The new values.
        values: Body,
    },
    /// A new inner row comes last.
    Add {
        /// The field that holds the rows.
        field: &'static str,
        /// The row.
        row: Body,
    },
    /// An inner row is taken out.
    Remove {
        /// The field that holds the rows.
        field: &'static str,
        /// The row's place, from 0.
        at: usize,
    },
}

impl Edit {
    /// The field whose inner rows it concerns.
    pub fn rows_of(&self) -> Option<&'static str> {
        match self {
            Self::Fields(_) => None,
            Self::Row { field, .. } | Self::Add { field, .. } | Self::Remove { field, .. } => {
                Some(field)
            }
        }
    }
}

/// An inner row, and which of the edits (by its place among them) wrote it.
struct Line {
    row: Json,
    edit: Option<usize>,
    gone: bool,
}

/// `before` with all edits done, each inner row counted by its place before.
pub fn together(before: &Body, edits: &[&Edit]) -> Body {
    let mut body = before.clone();
    for edit in edits {
        match edit {
            Edit::Fields(values) => body.extend(values.clone()),
            Edit::Row { field, .. } | Edit::Add { field, .. } | Edit::Remove { field, .. } => {
                let rows = lines(before, field, edits).into_iter().map(|line| line.row);
                body.insert((*field).to_owned(), rows.collect());
            }
        }
    }
    body
}

/// Which of the edits wrote the row that stands at `at` (from 0) in `field` once all are done.
pub fn writer(before: &Body, edits: &[&Edit], field: &str, at: usize) -> Option<usize> {
    lines(before, field, edits).get(at)?.edit
}

/// The inner rows under `field` once all edits are done.
fn lines(before: &Body, field: &str, edits: &[&Edit]) -> Vec<Line> {
    let standing = before.get(field).and_then(Json::as_array).cloned().unwrap_or_default();
    let line = |row| Line { row, edit: None, gone: false };
    let mut lines: Vec<Line> = standing.into_iter().map(line).collect();
    for (number, edit) in edits.iter().enumerate().filter(|(_, e)| e.rows_of() == Some(field)) {
        match edit {
            Edit::Fields(_) => {}
            Edit::Add { row, .. } => {
                lines.push(Line {
                    row: Json::Object(row.clone()),
                    edit: Some(number),
                    gone: false,
                });
            }
            Edit::Row { at, values, .. } => {
                let Some(line) = lines.get_mut(*at) else { continue };
                line.edit = Some(number);
                if let Some(row) = line.row.as_object_mut() {
                    row.extend(values.clone());
                }
            }
            Edit::Remove { at, .. } => {
                if let Some(line) = lines.get_mut(*at) {
                    line.gone = true;
                }
            }
        }
    }
    lines.retain(|line| !line.gone);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn object(json: Json) -> Body {
        json.as_object().cloned().unwrap()
    }

    #[test]
    fn rows_are_counted_as_they_stood_before() {
        let before = object(json!({"title": "x", "notes": [{"t": 0}, {"t": 1}, {"t": 2, "u": 2}]}));
        let edits = [
            Edit::Remove { field: "notes", at: 0 },
            Edit::Row { field: "notes", at: 2, values: object(json!({"t": 22})) },
            Edit::Add { field: "notes", row: object(json!({"t": 3})) },
            Edit::Fields(object(json!({"title": "y"}))),
        ];
        let edits: Vec<&Edit> = edits.iter().collect();
        let after = json!({"title": "y", "notes": [{"t": 1}, {"t": 22, "u": 2}, {"t": 3}]});
        assert_eq!(together(&before, &edits), object(after));
        let writers = [0, 1, 2, 3].map(|at| writer(&before, &edits, "notes", at));
        assert_eq!(writers, [None, Some(1), Some(2), None]);
    }
}
