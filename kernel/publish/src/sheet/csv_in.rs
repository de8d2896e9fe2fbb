//! Reads comma-, semicolon- and tab-separated text, as Swedish and English spreadsheets write it.

use super::csv::unguarded;
use super::{ReadCell, ReadRow, ReadSheet, Value};

/// The most rows that are read.
const MOST_ROWS: usize = 200_000;
/// In so many lines it is looked what separates them.
const FIRST: usize = 25;
/// What Excel shows where a formula fails, in English and in Swedish: in text nothing else tells it from words.
const FAULTS: [&str; 14] = [
    "#DIV/0!",
    "#DIVISION/0!",
    "#N/A",
    "#SAKNAS!",
    "#NAME?",
    "#NAMN?",
    "#NULL!",
    "#SKÄRNING!",
    "#NUM!",
    "#OGILTIGT!",
    "#REF!",
    "#REFERENS!",
    "#VALUE!",
    "#VÄRDEFEL!",
];

/// The rows of a CSV file; nothing when it is not text or has too many rows.
pub fn read_csv(bytes: &[u8]) -> Option<ReadSheet> {
    let text = decode(bytes)?;
    let separator = separator(&text);
    let mut sheet = ReadSheet { name: "CSV".into(), rows: Vec::new() };
    for (index, fields) in records(&text, separator).into_iter().enumerate() {
        if index >= MOST_ROWS {
            return None;
        }
        let cells: Vec<_> = (0..).zip(fields).filter_map(cell).collect();
        if !cells.is_empty() {
            sheet.rows.push(ReadRow { number: u32::try_from(index).ok()? + 1, cells });
        }
    }
    Some(sheet)
}

fn cell((column, text): (u32, String)) -> Option<ReadCell> {
    let text = text.trim();
    let value = if FAULTS.contains(&text) { Value::Fault } else { Value::Text };
    let text = unguarded(text);
    (!text.is_empty()).then(|| ReadCell { column, value: value(text.to_owned()) })
}

/// UTF-16 where it says so, as Excel's "Unicode text" does; UTF-8; or else what older spreadsheets on Windows write, whose
/// letters beyond ASCII are Latin-1's. Nothing when it is no text.
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let pairs = rest.chunks_exact(2).filter_map(|pair| Some(order(pair.try_into().ok()?)));
        String::from_utf16(&pairs.collect::<Vec<_>>()).ok()
    };
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return wide(rest, u16::from_be_bytes);
    }
    if bytes.contains(&0) {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// The one of the three that the heads have most of: they are the first line with several, for a title can stand above them
/// and have a comma of its own.
fn separator(text: &str) -> char {
    let most = |line: &str| {
        let count = |separator: &char| line.matches(*separator).count();
        [',', '\t', ';'].into_iter().map(|one| (count(&one), one)).max_by_key(|(count, _)| *count)
    };
    let first = || text.lines().take(FIRST).filter_map(most);
    let heads = first().find(|(count, _)| *count > 1).or_else(|| first().next());
    heads.map_or(';', |(_, separator)| separator)
}

fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            letter if quoted => field.push(letter),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            letter if letter == separator => record.push(std::mem::take(&mut field)),
            letter => field.push(letter),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let text = |cell: ReadCell| match cell.value {
            Value::Text(text) => text,
            other => panic!("{other:?}"),
        };
        let rows = read_csv(bytes).unwrap().rows.into_iter();
        rows.map(|row| row.cells.into_iter().map(text).collect()).collect()
    }

    #[test]
    fn semicolons_quotes_and_line_ends_inside_quotes() {
        let text = "\u{feff}Namn;Not\r\n\"Åsa; AB\";\"rad 1\nrad \"\"2\"\"\"\r\n";
        assert_eq!(
            rows(text.as_bytes()),
            [vec!["Namn", "Not"], vec!["Åsa; AB", "rad 1\nrad \"2\""]]
        );
    }

    #[test]
    fn commas_tabs_and_old_windows_letters() {
        assert_eq!(rows(b"a,b\n1,2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(rows(b"a\tb\n\xe5\t2"), [["a", "b"], ["å", "2"]]);
        assert_eq!(rows(b"Export, oktober\na;b;c\n1;2;3")[1..], [["a", "b", "c"], ["1", "2", "3"]]);
        let wide: Vec<u8> = "å\tb".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&[b"\xff\xfe", &*wide].concat()), [["å", "b"]]);
    }

    #[test]
    fn empty_rows_keep_the_numbers_of_those_below() {
        let sheet = read_csv(b"a;b\n;\n1;2\n").unwrap();
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn what_was_guarded_against_formulas_comes_back_as_it_was() {
        assert_eq!(rows("a,'+45 procent,'citat'".as_bytes()), [["a", "+45 procent", "'citat'"]]);
    }

    #[test]
    fn what_a_failed_formula_left_is_no_text() {
        let sheet = read_csv("Namn;#DIVISION/0!;#Div\n".as_bytes()).unwrap();
        let values = sheet.rows.into_iter().flat_map(|row| row.cells).map(|cell| cell.value);
        let text = |text: &str| Value::Text(text.into());
        let wanted = [text("Namn"), Value::Fault("#DIVISION/0!".into()), text("#Div")];
        assert_eq!(values.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(read_csv(b"PK\x03\x04\0\0").is_none());
        assert!(read_csv(b"").unwrap().rows.is_empty());
    }
}
