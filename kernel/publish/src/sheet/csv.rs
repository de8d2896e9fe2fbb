//! Sheets as CSV for Swedish Excel: semicolons, decimal commas, UTF-8 with its mark.

use super::{Cell, Sheet};

/// Writes `sheet` as CSV; `yes` and `no` are the words for yes and no.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn csv(sheet: &Sheet, yes: &str, no: &str) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    line(&mut out, sheet.columns.iter().map(|column| guarded(&column.title)));
    for row in &sheet.rows {
        line(&mut out, row.iter().map(|cell| field(cell, yes, no)));
    }
    out.into_bytes()
}

fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (number, field) in fields.enumerate() {
        if number > 0 {
            out.push(';');
        }
        if field.contains(['"', ';', '\n', '\r']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

fn field(cell: &Cell, yes: &str, no: &str) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Date(date) => date.to_string(),
        Cell::Money(ore) => {
            let sign = if *ore < 0 { "-" } else { "" };
            let ore = ore.unsigned_abs();
            format!("{sign}{},{:02}", ore / 100, ore % 100)
        }
        Cell::Bool(true) => yes.to_owned(),
        Cell::Bool(false) => no.to_owned(),
    }
}

/// The text with an apostrophe before it where it could be run as a formula.
fn guarded(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe that [`guarded`] has put before it: what goes out comes back as it was.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|text| is_risky(text)).unwrap_or(text)
}

fn is_risky(text: &str) -> bool {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    text.trim_start().starts_with(SIGNS) || text.starts_with(['\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Column, Kind};

    #[test]
    fn fields_are_quoted_and_formulas_are_disarmed() {
        let sheet = Sheet {
            name: String::new(),
            columns: vec![Column::new("A;B", Kind::Text), Column::new("Kr", Kind::Money)],
            rows: vec![
                vec![Cell::from("=1+1"), Cell::Money(-123_405)],
                vec![Cell::from(" @SUM(A1)"), Cell::Bool(true)],
                vec![Cell::from("sa \"nej\""), Cell::Number(1.5)],
            ],
        };
        let text = String::from_utf8(csv(&sheet, "Ja", "Nej")).unwrap();
        assert_eq!(
            text,
            "\u{feff}\"A;B\";Kr\r\n'=1+1;-1234,05\r\n' @SUM(A1);Ja\r\n\"sa \"\"nej\"\"\";1,5\r\n"
        );
    }
}
