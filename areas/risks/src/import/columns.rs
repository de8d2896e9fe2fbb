//! The columns of a file: where its heads stand and what they mean, guessed by `content/risks/shapes.toml`.

use serde::Deserialize;
use stadga_model::{Language, Scales};
use stadga_publish::sheet::{ReadRow, ReadSheet, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use crate::source::{ColumnMeans, NOTHING};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shapes {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    look_down: usize,
    unsaid: String,
    no_measure: Vec<String>,
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

/// What columns can mean, in the order of the scale `risk-column`: of consequences by area those that a method asks for.
pub fn parts(scales: &Scales, areas: &[String]) -> Vec<String> {
    let steps = scales.get("risk-column").map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let offered = |key: &str| match key.split_once('@') {
        Some((_, area)) => areas.iter().any(|one| one == area),
        None => key != NOTHING,
    };
    steps.iter().map(|step| step.key.clone()).filter(|key| offered(key)).collect()
}

/// The area that a consequence is counted in where a file says none, in an analysis of this type.
pub fn unsaid(analysis_type: Option<&str>) -> &'static str {
    let by_type = analysis_type.and_then(|of| SHAPES.unsaid_by_type.get(of));
    by_type.unwrap_or(&SHAPES.unsaid)
}

/// Whether what stands among measures says that there is none; it is compared as [`plain`] gives it.
pub fn is_no_measure(word: &str) -> bool {
    word.is_empty() || SHAPES.no_measure.iter().any(|one| plain(one) == word)
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

    /// What the columns mean, in one line: what was shown is what is agreed to.
    pub fn spoken(&self) -> String {
        let said = |column: &Column| {
            format!("{}={}", column.place, column.part.as_deref().unwrap_or_default())
        };
        self.columns.iter().map(said).collect::<Vec<_>>().join(";")
    }

    /// Keeps what the columns mean for the next file of the same source, each head once. Of heads that come back the first
    /// that means something is kept: what the next ones mean follows from it.
    pub fn remember(&self, saved: &mut Vec<ColumnMeans>) {
        let mut seen = BTreeSet::new();
        for column in &self.columns {
            let head = plain(&column.head);
            if head.is_empty() || !seen.insert(head.clone()) {
                continue;
            }
            let mut same = self.columns.iter().filter(|one| plain(&one.head) == head);
            let part = same.find_map(|one| one.part.as_deref()).unwrap_or(NOTHING);
            match saved.iter_mut().find(|row| plain(&row.head) == head) {
                Some(row) => row.part = part.into(),
                None => saved.push(ColumnMeans { head: column.head.clone(), part: part.into() }),
            }
        }
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

/// The sheet and row where most heads are understood, and what the columns mean: as is saved of the source, else as guessed.
/// Nothing, where no sheet has anything.
pub fn guess(sheets: &[ReadSheet], scales: &Scales, saved: &[ColumnMeans]) -> Option<Guess> {
    let mut best: Option<(usize, Guess)> = None;
    for (sheet, read) in sheets.iter().enumerate() {
        for row in read.rows.iter().take(SHAPES.look_down) {
            let columns = columns(row, scales, saved);
            let known = columns.iter().filter(|column| column.part.is_some()).count();
            if best.as_ref().is_none_or(|(most, _)| known > *most) {
                best = Some((known, Guess { sheet, row: row.number, columns }));
            }
        }
    }
    best.map(|(_, guess)| guess)
}

fn columns(row: &ReadRow, scales: &Scales, saved: &[ColumnMeans]) -> Vec<Column> {
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
        let word = plain(&head);
        let own = saved.iter().find(|row| !word.is_empty() && plain(&row.head) == word);
        let part = match own {
            Some(row) => Some(row.part.0.clone()).filter(|part| part != NOTHING),
            None => of_letter(&head).or_else(|| meaning(&head, scales)),
        };
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
            guess(&[sheet("Skalor", &["1 = liten"]), sheet("Analys", &rows)], &scales(), &[])
                .unwrap();
        assert_eq!((found.sheet, found.row), (1, 3));
        let parts: Vec<_> =
            found.columns.iter().map(|one| one.part.as_deref().unwrap_or("")).collect();
        assert_eq!(
            parts,
            ["key", "title", "cause", "likelihood", "consequence@patient", "", "measure", "owner"]
        );
        assert!(found.is_understood());
        let said = BTreeMap::from([(5, "description".to_owned()), (1, String::new())]);
        let said = found.saying(&said);
        assert_eq!(said.columns[5].part.as_deref(), Some("description"));
        assert!(!said.is_understood());
    }

    /// What the columns of a row of heads are understood as.
    fn understood(heads: &str) -> Vec<String> {
        let found = guess(&[sheet("Risker", &[heads])], &scales(), &[]).unwrap();
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
                "measure"
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
                "measure",
                "likelihood-target",
                "consequence-target",
                ""
            ]
        );
        assert_eq!(
            understood("Risk;Sannolikhet;Konsekvens;Ny sannolikhet;Ny konsekvens"),
            ["title", "likelihood", "consequence", "likelihood-target", "consequence-target"]
        );
        assert_eq!(
            understood("Risk;Ansvarig;Åtgärd;Ansvarig;Ansvarig"),
            ["title", "owner", "measure", "measure-owner", ""]
        );
    }

    #[test]
    fn int_13_what_is_saved_of_a_source_comes_before_what_is_guessed() {
        let said = |head: &str, part: &str| ColumnMeans { head: head.into(), part: part.into() };
        let rows = ["Vad;S;K;S;Beskrivning"];
        let read = |saved: &[ColumnMeans]| {
            let found = guess(&[sheet("Risker", &rows)], &scales(), saved).unwrap();
            let parts = found.columns.iter().map(|one| one.part.clone().unwrap_or_default());
            (parts.collect::<Vec<_>>(), found)
        };
        let (guessed, found) = read(&[]);
        assert_eq!(guessed, ["", "likelihood", "consequence", "likelihood-target", "description"]);
        let mut saved = vec![said("VAD", "nothing"), said("Annat", "process")];
        let told = BTreeMap::from([(0, "title".to_owned()), (4, String::new())]);
        found.saying(&told).remember(&mut saved);
        let (again, found) = read(&saved);
        assert_eq!(again, ["title", "likelihood", "consequence", "likelihood-target", ""]);
        assert_eq!(found.spoken(), "0=title;1=likelihood;2=consequence;3=likelihood-target;4=");
        // Remembered twice it is the same, and what this file has not stays.
        let before = saved.clone();
        found.remember(&mut saved);
        assert_eq!(saved, before);
        assert_eq!(saved.len(), 5, "{saved:?}");
    }

    #[test]
    fn int_13_what_columns_can_mean_are_words_of_a_scale() {
        let scales = scales();
        let words = &scales.get("risk-column").unwrap().steps;
        let known = |key: &str| words.iter().any(|step| step.key == key);
        for part in
            SHAPES.heads.keys().chain(SHAPES.second.values()).chain(SHAPES.together.values())
        {
            assert!(known(part), "{part}");
        }
        for area in &scales.get("consequence-area").unwrap().steps {
            assert!(known(&format!("{CONSEQUENCE}@{}", area.key)), "{}", area.key);
        }
        assert!(known(NOTHING) && !parts(&scales, &[]).iter().any(|part| part == NOTHING));
        let offered = parts(&scales, &["patient".to_owned()]);
        let by_area: Vec<_> = offered.iter().filter(|part| part.contains('@')).collect();
        assert_eq!(by_area, ["consequence@patient"]);
    }

    #[test]
    fn int_13_no_head_means_two_things() {
        let mut seen = BTreeSet::new();
        for head in SHAPES.heads.values().flatten() {
            assert!(seen.insert(plain(head)), "{head} stands twice");
        }
    }
}
