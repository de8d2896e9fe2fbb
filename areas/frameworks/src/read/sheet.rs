//! Spreadsheets of requirements: the columns are guessed from their heads, headings from what stands above.

use super::{
    Fault, ciso,
    library::{Library, Placed, Remarks, Scheme, keep, line, prose, stand_in},
    workbook,
};
use crate::{Framework, FrameworkRequirement, framework::Format};
use serde::Deserialize;
use serde_json::json;
use stadga_model::Id;
use stadga_publish::sheet::{
    ReadRow, ReadSheet, SheetError, Value, column_letters, read_csv, read_workbook,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

/// The heads are sought among so many rows from the top.
const HEADS: usize = 25;

/// What columns are called.
#[derive(Deserialize)]
struct Heads {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    no: Vec<String>,
    #[serde(flatten)]
    parts: BTreeMap<String, Vec<String>>,
}

static KNOWN: LazyLock<Heads> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/frameworks/columns.toml",
        include_str!("../../../../content/frameworks/columns.toml"),
    )
});

/// The library that a spreadsheet is: one framework for each sheet that is understood.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Library, Fault> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let sheets = match read_workbook(bytes) {
        Err(SheetError::UnknownFormat) => read_csv(bytes).map(|sheet| vec![sheet]),
        read => Some(read.map_err(|e| Fault::new("sheet").with(e.to_string()))?),
    };
    let sheets = sheets.ok_or(Fault::new("sheet"))?;
    let mut remarks = Remarks::default();
    if let Some(node) = workbook::library(&sheets, &mut remarks) {
        let mut library = ciso::read(node)?;
        library.remarks.0.extend(remarks.0);
        return Ok(library);
    }
    let mut library = Library::default();
    let mut unknown = Vec::new();
    let understood: Vec<(&ReadSheet, Columns)> = sheets
        .iter()
        .filter_map(|sheet| {
            let columns = Columns::of(sheet);
            unknown.extend(columns.is_none().then_some(sheet));
            Some((sheet, columns?))
        })
        .collect();
    let several = understood.len() > 1;
    for (sheet, columns) in understood {
        let title = if several { format!("{stem}: {}", sheet.name) } else { stem.to_owned() };
        let requirements = requirements(sheet, &columns, &mut library.remarks);
        let framework = Framework {
            reference: Some(line(title.clone(), "name", &mut Vec::new(), &mut library.remarks)),
            title: line(title, "name", &mut Vec::new(), &mut library.remarks),
            format: Format::Sheet,
            ..Framework::default()
        };
        library.frameworks.push(Scheme { framework, requirements, replaced_by: None, of: None });
    }
    if library.frameworks.is_empty() {
        return Err(Fault::new("columns"));
    }
    for sheet in unknown.into_iter().filter(|sheet| !sheet.rows.is_empty()) {
        library.remarks.tell("left", &sheet.name, 0, sheet.rows.len().to_string());
    }
    Ok(library)
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == '§')
        .flat_map(char::to_lowercase)
        .collect()
}

pub(super) fn said(value: &Value) -> Option<String> {
    let text = match value {
        Value::Text(text) | Value::Uncalculated(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(at) => at.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::Fault(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Which column is what.
struct Columns {
    /// The number of the row with the heads.
    head: u32,
    parts: HashMap<&'static str, u32>,
    /// Columns that are nothing known, with their heads.
    others: Vec<(u32, String)>,
}

impl Columns {
    fn of(sheet: &ReadSheet) -> Option<Self> {
        let rows = sheet.rows.iter().take(HEADS);
        let mut best = rows.map(Self::heads).max_by_key(|columns| columns.parts.len())?;
        let has = |part: &str| best.parts.contains_key(part);
        let tells = has("title") || has("text");
        if !tells || best.parts.len() < 2 {
            return None;
        }
        let unnamed = best.unnamed(sheet);
        best.others.extend(unnamed);
        Some(best)
    }

    /// Columns that hold something and have no head: they go by their letters.
    fn unnamed(&self, sheet: &ReadSheet) -> Vec<(u32, String)> {
        let below = sheet.rows.iter().filter(|row| row.number > self.head);
        let all: BTreeSet<u32> = below.flat_map(|row| &row.cells).map(|cell| cell.column).collect();
        let named = |column: &u32| {
            self.parts.values().any(|own| own == column)
                || self.others.iter().any(|(own, _)| own == column)
        };
        let unnamed = all.into_iter().filter(|column| !named(column));
        unnamed.map(|column| (column, column_letters(column))).collect()
    }

    fn heads(row: &ReadRow) -> Self {
        let mut columns = Self { head: row.number, parts: HashMap::new(), others: Vec::new() };
        let heads: Vec<(u32, String)> =
            row.cells.iter().filter_map(|cell| Some((cell.column, said(&cell.value)?))).collect();
        // A head that is exactly known goes before one that only begins so.
        for exact in [true, false] {
            for (column, head) in &heads {
                let taken = columns.parts.values().any(|own| own == column);
                let part = (!taken).then(|| part(head, exact)).flatten();
                if let Some(part) = part.filter(|part| !columns.parts.contains_key(part)) {
                    columns.parts.insert(part, *column);
                }
            }
        }
        for (column, head) in heads {
            if !columns.parts.values().any(|own| *own == column) {
                let twice = columns.others.iter().any(|(_, other)| *other == head);
                let letters = column_letters(column);
                let head = if twice { format!("{head} ({letters})") } else { head };
                columns.others.push((column, head));
            }
        }
        columns
    }

    fn value(&self, row: &ReadRow, part: &str) -> Option<String> {
        said(row.value(*self.parts.get(part)?)?)
    }
}

fn part(head: &str, exact: bool) -> Option<&'static str> {
    let head = plain(head);
    let fits = |known: &&String| {
        let known = plain(known);
        if exact { head == known } else { known.len() > 3 && head.starts_with(&known) }
    };
    let found = KNOWN.parts.iter().find(|(_, heads)| heads.iter().any(|one| fits(&one)));
    found.map(|(part, _)| part.as_str())
}

/// A row's requirement with what it says of its place.
struct Row {
    requirement: FrameworkRequirement,
    parent: Option<String>,
    chapter: Option<String>,
}

fn requirements(sheet: &ReadSheet, columns: &Columns, remarks: &mut Remarks) -> Vec<Placed> {
    let mut all: Vec<Placed> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    let mut waiting = Vec::new();
    let mut chapters: HashMap<String, usize> = HashMap::new();
    for (column, head) in &columns.others {
        let letters = column_letters(*column);
        remarks.tell("column", &format!("{} {letters}", sheet.name), 0, head.clone());
    }
    for row in sheet.rows.iter().filter(|row| row.number < columns.head) {
        left(sheet, row, remarks);
    }
    for row in sheet.rows.iter().filter(|row| row.number > columns.head) {
        faults(sheet, row, remarks);
        let Some(Row { requirement, parent, chapter }) = self::row(row, columns, remarks) else {
            left(sheet, row, remarks);
            continue;
        };
        let under = match (&parent, &chapter) {
            (None, Some(chapter)) => Some(*chapters.entry(plain(chapter)).or_insert_with(|| {
                let title = chapter.clone();
                let heading = FrameworkRequirement { title, ..FrameworkRequirement::of(Id::NONE) };
                all.push(Placed { requirement: heading, under: None });
                all.len() - 1
            })),
            _ => None,
        };
        let here = all.len();
        waiting.push((here, parent));
        let keys = [&requirement.reference, &requirement.urn];
        for key in keys.into_iter().flatten() {
            if *by_reference.entry(key.to_lowercase()).or_insert(here) != here {
                remarks.tell("repeated", &sheet.name, line_of(row), key.clone());
            }
        }
        all.push(Placed { requirement, under });
    }
    place(&mut all, &waiting, &by_reference, remarks);
    all
}

pub(super) fn line_of(row: &ReadRow) -> usize {
    usize::try_from(row.number).unwrap_or_default()
}

/// A row that is no requirement is told with what stands in it.
fn left(sheet: &ReadSheet, row: &ReadRow, remarks: &mut Remarks) {
    let words: Vec<String> = row.cells.iter().filter_map(|cell| said(&cell.value)).collect();
    if !words.is_empty() {
        remarks.tell("left", &sheet.name, line_of(row), words.join(" · "));
    }
}

/// What the sheet itself shows as an error is told.
fn faults(sheet: &ReadSheet, row: &ReadRow, remarks: &mut Remarks) {
    for cell in &row.cells {
        if let Value::Fault(words) = &cell.value {
            let place = format!("{} {}", sheet.name, column_letters(cell.column));
            remarks.tell("left", &place, line_of(row), words.clone());
        }
    }
}

/// Places what says its parent, what says its depth, and what tells by its reference: `A.5.1` under `A.5`.
fn place(
    all: &mut [Placed],
    waiting: &[(usize, Option<String>)],
    by_reference: &HashMap<String, usize>,
    remarks: &mut Remarks,
) {
    let mut above: Vec<(i64, usize)> = Vec::new();
    for (here, parent) in waiting {
        let Some(one) = all.get(*here) else { continue };
        let depth = one.requirement.depth;
        let found = |key: &str| by_reference.get(&key.to_lowercase()).copied();
        let mut under = one.under;
        if let Some(parent) = parent {
            under = found(parent);
            if under.is_none() {
                remarks.tell("no-parent", "parent", 0, parent.clone());
            }
            if under.is_none_or(|under| under == *here)
                && let Some(one) = all.get_mut(*here)
            {
                keep(&mut one.requirement.kept, "parent_urn", &json!(parent));
            }
        } else if depth > 0 {
            above.retain(|(own, _)| *own < depth);
            under = above.last().map(|(_, at)| *at).or(under);
            above.push((depth, *here));
        } else if let Some(reference) = &one.requirement.reference {
            let mut key = reference.as_str();
            while let Some((shorter, _)) = key.rsplit_once(['.', '-', ' ']) {
                if let Some(at) = found(shorter).filter(|at| at != here) {
                    under = Some(at);
                    break;
                }
                key = shorter;
            }
        }
        if let Some(one) = all.get_mut(*here) {
            one.under = under.filter(|under| under != here);
            one.requirement.depth = 0;
        }
    }
    ciso::settle(all, remarks);
    let mut has_below = vec![false; all.len()];
    for under in all.iter().filter_map(|one| one.under) {
        if let Some(below) = has_below.get_mut(under) {
            *below = true;
        }
    }
    for (nth, (one, below)) in all.iter_mut().zip(has_below).enumerate() {
        one.requirement.place = i64::try_from(nth + 1).unwrap_or(i64::MAX);
        // What only gathers others is a heading, unless the sheet says what is assessed.
        if below && one.requirement.text.is_none() && one.requirement.weight.is_none() {
            one.requirement.assessable = false;
        }
    }
}

fn row(row: &ReadRow, columns: &Columns, remarks: &mut Remarks) -> Option<Row> {
    let mut kept = Vec::new();
    let lined = |part: &str, remarks: &mut Remarks, kept: &mut Vec<_>| {
        columns.value(row, part).map(|text| line(text, part, kept, remarks))
    };
    let reference = lined("reference", remarks, &mut kept);
    let title = lined("title", remarks, &mut kept);
    let urn = lined("urn", remarks, &mut kept);
    let text = columns.value(row, "text").map(|t| prose(t, "text", &mut kept, remarks));
    if reference.is_none() && title.is_none() && text.is_none() {
        return None;
    }
    let mut whole = |part: &str, most: i64| {
        let text = columns.value(row, part)?;
        let whole = text.parse::<i64>().ok().filter(|whole| (0..=most).contains(whole));
        if whole.is_none() {
            keep(&mut kept, &format!("column.{part}"), &json!(text));
            remarks.tell("kept", part, line_of(row), text);
        }
        whole
    };
    let (depth, weight) = (whole("depth", 50), whole("weight", 1_000));
    let groups = columns.value(row, "groups").unwrap_or_default();
    let groups = groups.split([',', ';', '\n']).map(str::trim).filter(|one| !one.is_empty());
    let no = |said: &String| KNOWN.no.iter().any(|no| no.eq_ignore_ascii_case(said.trim()));
    let blank = columns.parts.contains_key("assessable");
    let assessable = columns.value(row, "assessable").map_or(!blank, |said| !no(&said));
    let mut requirement = FrameworkRequirement {
        guidance: columns.value(row, "guidance").map(|t| prose(t, "guidance", &mut kept, remarks)),
        evidence: columns.value(row, "evidence").map(|t| prose(t, "evidence", &mut kept, remarks)),
        depth: depth.unwrap_or_default(),
        groups: groups.map(str::to_owned).collect(),
        weight,
        reference,
        urn,
        text,
        assessable,
        ..FrameworkRequirement::of(Id::NONE)
    };
    for (column, head) in &columns.others {
        if let Some(text) = row.value(*column).and_then(said) {
            keep(&mut kept, &format!("column.{head}"), &json!(text));
        }
    }
    requirement.title = title.unwrap_or_else(|| stand_in(&requirement));
    requirement.kept = kept;
    let (parent, chapter) = (columns.value(row, "parent"), columns.value(row, "chapter"));
    if let (Some(_), Some(chapter)) = (&parent, &chapter) {
        keep(&mut requirement.kept, "column.chapter", &json!(chapter));
        remarks.tell("kept", "chapter", line_of(row), "");
    }
    Some(Row { requirement, parent, chapter })
}
