//! What the columns of a list mean, and its words for levels: what is saved of the source first, then what is guessed
//! (`content/classification/import.toml`).

use serde::Deserialize;
use stadga_model::Term;
use stadga_publish::sheet::{ReadRow, ReadSheet, Value};
use std::{collections::BTreeMap, sync::LazyLock};

use crate::{ClassificationSource, class::Levels, source::Part};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    look_down: usize,
    #[serde(rename = "part")]
    parts: Vec<Guess>,
    #[serde(rename = "method")]
    methods: Vec<Method>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guess {
    key: Part,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Method {
    key: String,
    words: Vec<[String; 2]>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/classification/import.toml",
        include_str!("../../../../content/classification/import.toml"),
    )
});

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub place: u32,
    /// What its head says.
    pub head: String,
    /// What stands in it.
    pub part: Part,
}

/// A text as it is compared: letters and digits, in lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A cell as text; the apostrophe that keeps spreadsheets from running a text is not part of it.
pub(super) fn text_of(value: &Value) -> String {
    let text = match value {
        Value::Text(text) => text.strip_prefix('\'').unwrap_or(text).to_owned(),
        Value::Fault(text) | Value::Uncalculated(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(moment) => moment.date().to_string(),
        Value::Bool(yes) => yes.to_string(),
    };
    text.trim().to_owned()
}

/// What somebody has said of the columns of one sheet, by their places.
pub type Said = BTreeMap<u32, Part>;

/// The row of a sheet with its heads: lists begin with titles and explanations now and then. It is the one of the first rows
/// that tells the most parts, if it tells two at least; else the first.
pub fn head<'a>(sheet: &'a ReadSheet, source: &ClassificationSource) -> Option<&'a ReadRow> {
    let mut best = (1, sheet.rows.first()?);
    for row in sheet.rows.iter().take(FILE.look_down) {
        let columns = columns(row, source, &Said::new());
        let known = columns.iter().filter(|column| column.part != Part::Nothing).count();
        if known > best.0 {
            best = (known, row);
        }
    }
    Some(best.1)
}

/// Whether there is enough to read of: what is classified, and how.
pub fn is_understood(columns: &[Column]) -> bool {
    let has = |parts: &[Part]| columns.iter().any(|column| parts.contains(&column.part));
    has(&[Part::Information, Part::System])
        && has(&[Part::Confidentiality, Part::Integrity, Part::Availability, Part::Class])
}

/// The columns under a head row: as somebody has just said, as the source says, or as guessed; each part once. What was said
/// comes before what is guessed, wherever it stands.
pub fn columns(head: &ReadRow, source: &ClassificationSource, said: &Said) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for cell in &head.cells {
        let written = text_of(&cell.value);
        let word = plain(&written);
        let saved = source.columns.iter().find(|row| plain(&row.head) == word).map(|row| row.part);
        let told = said.get(&cell.column).copied();
        let part = told.or(saved).unwrap_or_else(|| guessed(&word));
        let elsewhere = said.iter().any(|(place, one)| *place != cell.column && *one == part);
        let taken = columns.iter().any(|column| column.part == part);
        let free = part == Part::Nothing || !taken && (told.is_some() || !elsewhere);
        let part = if free { part } else { Part::Nothing };
        columns.push(Column { place: cell.column, head: written, part });
    }
    columns
}

/// What a head means: a part of which it is a word, else one of whose longer words it holds.
fn guessed(word: &str) -> Part {
    let is = |guess: &&Guess| guess.words.iter().any(|known| plain(known) == word);
    let holds = |guess: &&Guess| {
        guess.words.iter().any(|known| known.chars().count() >= 5 && word.contains(&plain(known)))
    };
    let found = FILE.parts.iter().find(is).or_else(|| FILE.parts.iter().find(holds));
    found.map_or(Part::Nothing, |guess| guess.key)
}

/// The rank that a cell tells: by the source's words, the method's, the organisation's own, or the one digit that is in it.
pub(super) fn rank(text: &str, source: &ClassificationSource, levels: &Levels) -> Option<u8> {
    let word = plain(text);
    let saved = source.words.iter().find(|row| plain(&row.written) == word);
    if let Some(row) = saved {
        return levels.rank(&row.level);
    }
    let method = FILE.methods.iter().find(|method| method.key == source.method.0);
    let known = method.and_then(|method| {
        method.words.iter().find(|[written, _]| plain(written) == word).map(|[_, level]| level)
    });
    if let Some(level) = known {
        return levels.rank(&Term(level.clone()));
    }
    let own = levels
        .steps()
        .iter()
        .find(|step| step.key == word || plain(&step.sv) == word || plain(&step.en) == word);
    match own {
        Some(step) => levels.rank(&Term(step.key.clone())),
        None => digits(text, levels).filter(|ranks| ranks.len() == 1)?.first().copied(),
    }
}

/// The levels whose numbers stand in a text one by one: `K3-R2-T2`, `322`. None, where a number is no level.
pub(super) fn digits(text: &str, levels: &Levels) -> Option<Vec<u8>> {
    let found = text.chars().filter(char::is_ascii_digit).map(|digit| {
        let place = levels
            .steps()
            .iter()
            .position(|step| step.symbol.as_deref() == Some(&*digit.to_string()));
        place.and_then(|place| u8::try_from(place).ok())
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{head_row, import_source, scales, sheet};

    fn parts(heads: &[&str], said: &[(u32, Part)]) -> Vec<Part> {
        let said = said.iter().copied().collect();
        columns(&head_row(heads), &import_source("klassa-4"), &said)
            .into_iter()
            .map(|column| column.part)
            .collect()
    }

    #[test]
    fn cls_05_columns_are_guessed_and_what_somebody_says_comes_first() {
        use Part::{
            Availability, Class, Confidentiality, Date, Information, Integrity, Nothing, Owner,
            System,
        };
        assert_eq!(
            parts(
                &[
                    "Informationsobjekt",
                    "System",
                    "Informationsägare",
                    "K",
                    "R",
                    "T",
                    "Datum för klassning"
                ],
                &[]
            ),
            [Information, System, Owner, Confidentiality, Integrity, Availability, Date]
        );
        assert_eq!(parts(&["Benämning", "KRT-värde", "Klassad"], &[]), [Information, Class, Date]);
        assert_eq!(parts(&["Objekt", "Namn"], &[]), [Information, Nothing], "each part once");
        assert_eq!(
            parts(&["Systemnamn", "Konf.", "Rikt.", "Tillg.", "Spårb.", "Senast uppdaterad"], &[]),
            [System, Confidentiality, Integrity, Availability, Part::Traceability, Date]
        );
        assert_eq!(parts(&["År", "Giltig t.o.m."], &[]), [Date, Part::ValidTo]);
        assert_eq!(parts(&["Kolumn 1"], &[(0, System)]), [System]);
        // Two columns with the same head are two columns.
        assert_eq!(parts(&["K", "K"], &[]), [Confidentiality, Nothing]);
        assert_eq!(
            parts(&["K", "K"], &[(0, Nothing), (1, Confidentiality)]),
            [Nothing, Confidentiality]
        );
        assert_eq!(parts(&["Objekt", "Namn"], &[(1, Information)]), [Nothing, Information]);
    }

    #[test]
    fn cls_05_the_heads_are_found_below_titles_and_explanations() {
        let source = import_source("klassa-4");
        let found = |lines: &[&[&str]]| head(&sheet(lines), &source).map(|row| row.number);
        let title: &[&str] = &["Resultat ur KLASSA"];
        let heads: &[&str] = &["Informationsobjekt", "K", "R", "T", "Datum"];
        let line: &[&str] = &["Systemförvaltning", "3", "2", "1", "2024-01-10"];
        assert_eq!(found(&[heads, line]), Some(1));
        assert_eq!(found(&[title, &["Skriv inget här."], heads, line]), Some(3));
        // Where no row is understood the first is shown, to be said by hand.
        assert_eq!(found(&[&["Vad", "Hur"], line]), Some(1));
        assert_eq!(found(&[]), None);
        let understood =
            |heads: &[&str]| is_understood(&columns(&head_row(heads), &source, &Said::new()));
        assert!(understood(heads) && understood(&["System", "KRT"]));
        assert!(!understood(&["Informationsobjekt", "Datum"]) && !understood(&["K", "R", "T"]));
    }

    #[test]
    fn cls_05_levels_are_told_by_words_numbers_and_methods() {
        let levels = Levels::of(&scales());
        let (klassa, bits) = (import_source("klassa-4"), import_source("bits"));
        for (text, found) in [
            ("3", Some(3)),
            ("3.", Some(3)),
            ("Allvarlig", Some(3)),
            ("Nivå 2 (betydande)", Some(2)),
            ("K1", Some(1)),
            ("?", None),
            ("32", None),
            ("9", None),
        ] {
            assert_eq!(rank(text, &klassa, &levels), found, "{text}");
        }
        assert_eq!(rank("Basnivå", &bits, &levels), Some(1));
        assert_eq!(rank("Hög", &bits, &levels), Some(2));
        assert_eq!(digits("K3-R2-T2", &levels), Some(vec![3, 2, 2]));
        assert_eq!(digits("3-9", &levels), None);
    }
}
