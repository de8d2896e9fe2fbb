//! The columns of a file: where its heads stand and what they mean, guessed by `content/risks/shapes.toml`.

use serde::Deserialize;
use stadga_model::{Language, Scales};
use stadga_publish::sheet::{ReadRow, ReadSheet, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    look_down: usize,
    unsaid: String,
    unsaid_by_type: BTreeMap<String, String>,
    together: BTreeMap<String, String>,
    second: BTreeMap<String, String>,
    heads: BTreeMap<String, Vec<String>>,
}

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/risks/shapes.toml",
        include_str!("../../../../content/risks/shapes.toml"),
    )
});

/// What columns can mean: keys of the file, and consequences by area.
pub fn parts(areas: &[String]) -> Vec<String> {
    let by_area = areas.iter().map(|area| format!("{CONSEQUENCE}@{area}"));
    SHAPES.heads.keys().cloned().chain(by_area).collect()
}

/// The area that a consequence is counted in where a file says none, in an analysis of this type.
pub fn unsaid(analysis_type: Option<&str>) -> &'static str {
    let by_type = analysis_type.and_then(|of| SHAPES.unsaid_by_type.get(of));
    by_type.unwrap_or(&SHAPES.unsaid)
}

/// The part that is a consequence of which no area is said.
const CONSEQUENCE: &str = "consequence";

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub place: u32,
    /// What its head says.
    pub head: String,
    /// What it means; nothing, where it is not read.
    pub part: Option<String>,
}

/// Where the risks are, and what the columns mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guess {
    /// Which of the sheets.
    pub sheet: usize,
    /// The number of the row with the heads.
    pub row: u32,
    /// The columns.
    pub columns: Vec<Column>,
}

impl Guess {
    /// With what somebody has said of columns instead of what was guessed: place and part, empty for not read.
    pub fn saying(mut self, said: &BTreeMap<u32, String>) -> Self {
        for column in &mut self.columns {
            if let Some(part) = said.get(&column.place) {
                column.part = (!part.is_empty()).then(|| part.clone());
            }
        }
        self
    }

    /// Whether there is a column that says what the risks are called.
    pub fn is_understood(&self) -> bool {
        self.columns.iter().any(|column| column.part.as_deref() == Some("title"))
    }
}

/// A cell as text; the apostrophe that keeps spreadsheets from running a text is not part of it.
pub fn text_of(value: &Value) -> String {
    let text = match value {
        Value::Text(text) | Value::Fault(text) | Value::Uncalculated(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(instant) => instant.to_string(),
        Value::Bool(yes) => yes.to_string(),
    };
    let bare = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    bare.unwrap_or(&text).trim().to_owned()
}

/// A text as it is compared: letters and digits, in lower case.
pub fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sheet and row where most heads are understood, and what the columns mean. Nothing, where no sheet has anything.
pub fn guess(sheets: &[ReadSheet], scales: &Scales) -> Option<Guess> {
    let mut best: Option<(usize, Guess)> = None;
    for (sheet, read) in sheets.iter().enumerate() {
        for row in read.rows.iter().take(SHAPES.look_down) {
            let columns = columns(row, scales);
            let known = columns.iter().filter(|column| column.part.is_some()).count();
            if best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, Guess { sheet, row: row.number, columns }));
            }
        }
    }
    best.map(|(_, guess)| guess)
}

fn columns(row: &ReadRow, scales: &Scales) -> Vec<Column> {
    let mut taken = BTreeSet::new();
    let heads: BTreeSet<String> =
        row.cells.iter().map(|cell| plain(&text_of(&cell.value))).collect();
    let together = SHAPES.together.keys().all(|letter| heads.contains(&plain(letter)));
    let of_letter = |head: &str| {
        let known = SHAPES.together.iter().find(|(letter, _)| plain(letter) == plain(head));
        known.filter(|_| together).map(|(_, part)| part.clone())
    };
    let column = |cell: &stadga_publish::sheet::ReadCell| {
        let head = text_of(&cell.value);
        let part = of_letter(&head).or_else(|| meaning(&head, scales));
        // Heads that come back stand for how it is to be after what is done.
        let part = part.and_then(|part| match taken.contains(&part) {
            true => SHAPES.second.get(&part).cloned(),
            false => Some(part),
        });
        let part = part.filter(|part| taken.insert(part.clone()));
        Column { place: cell.column, head, part }
    };
    row.cells.iter().map(column).collect()
}

/// What a head means: as it stands, or as a consequence in an area.
fn meaning(head: &str, scales: &Scales) -> Option<String> {
    let written = plain(head);
    let known =
        SHAPES.heads.iter().find(|(_, heads)| heads.iter().any(|one| plain(one) == written));
    if let Some((part, _)) = known {
        return Some(part.clone());
    }
    let heads = SHAPES.heads.get(CONSEQUENCE)?.iter().map(|head| plain(head));
    let rest: Vec<String> = heads
        .filter(|head| head.len() > 3)
        .filter_map(|head| written.strip_prefix(&head).map(str::to_owned))
        .collect();
    let steps = scales.get("consequence-area")?.steps.iter();
    let named = |step: &&stadga_model::Step| {
        let words = Language::ALL.map(|language| plain(step.label(language)));
        rest.iter().any(|rest| words.contains(rest) || plain(&step.key) == *rest)
    };
    steps.into_iter().find(named).map(|step| format!("{CONSEQUENCE}@{}", step.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{scales, sheet};

    #[test]
    fn int_13_heads_are_found_below_explanations_and_understood() {
        let rows = [
            "Riskanalys för kliniken",
            "Fyll i en rad för varje risk. Skalorna står på nästa blad.",
            "Nr;Oönskad händelse;Orsak;Sannolikhet;Konsekvens Patient;Riskpoäng;Åtgärd;Ansvarig",
            "1;Fel läkemedel;Förväxling;3 - Stor;4;12;Streckkod;Verksamhetschef",
        ];
        let found =
            guess(&[sheet("Skalor", &["1 = liten"]), sheet("Analys", &rows)], &scales()).unwrap();
        assert_eq!((found.sheet, found.row), (1, 3));
        let parts: Vec<_> =
            found.columns.iter().map(|one| one.part.as_deref().unwrap_or("")).collect();
        assert_eq!(
            parts,
            ["key", "title", "cause", "likelihood", "consequence@patient", "", "plan", "owner"]
        );
        assert!(found.is_understood());
        let said = BTreeMap::from([(5, "description".to_owned()), (1, String::new())]);
        let said = found.saying(&said);
        assert_eq!(said.columns[5].part.as_deref(), Some("description"));
        assert!(!said.is_understood());
    }

    /// What the columns of a row of heads are understood as.
    fn understood(heads: &str) -> Vec<String> {
        let found = guess(&[sheet("Risker", &[heads])], &scales()).unwrap();
        found.columns.into_iter().map(|one| one.part.unwrap_or_default()).collect()
    }

    #[test]
    fn int_13_layouts_of_others_are_understood() {
        assert_eq!(
            understood("Processteg;Feltyp;Feleffekt;Felorsak;S;O;D;RPN;Åtgärd"),
            [
                "process",
                "title",
                "description",
                "cause",
                "consequence",
                "likelihood",
                "detection",
                "",
                "plan"
            ]
        );
        assert_eq!(
            understood(
                "Risk ID;Name;Description;Existing controls;Current likelihood;Current impact;Residual likelihood;Residual impact;Risk owner"
            ),
            [
                "key",
                "title",
                "description",
                "control",
                "likelihood",
                "consequence",
                "likelihood-target",
                "consequence-target",
                "owner"
            ]
        );
        assert_eq!(
            understood("Nr;Händelse;S;K;Ansvarig;Följs upp"),
            ["key", "title", "likelihood", "consequence", "owner", "review_by"]
        );
    }

    #[test]
    fn int_13_heads_that_come_back_are_how_it_is_to_become() {
        assert_eq!(
            understood("Nr;Risk;S;K;Riskvärde;Åtgärd;S;K;Riskvärde"),
            [
                "key",
                "title",
                "likelihood",
                "consequence",
                "",
                "plan",
                "likelihood-target",
                "consequence-target",
                ""
            ]
        );
        assert_eq!(
            understood("Risk;Sannolikhet;Konsekvens;Ny sannolikhet;Ny konsekvens"),
            ["title", "likelihood", "consequence", "likelihood-target", "consequence-target"]
        );
        assert_eq!(understood("Risk;Ansvarig;Ansvarig"), ["title", "owner", ""]);
    }

    #[test]
    fn int_13_no_head_means_two_things() {
        let mut seen = BTreeSet::new();
        for head in SHAPES.heads.values().flatten() {
            assert!(seen.insert(plain(head)), "{head} stands twice");
        }
    }
}
