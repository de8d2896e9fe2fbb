//! CISO Assistant's own workbooks (its "v2"): a sheet `_meta` and a sheet `_content` for each part of a library, laid out as
//! the library that they become.

use super::{
    library::Remarks,
    node::{Node, Value},
};
use stadga_publish::sheet::{ReadRow, ReadSheet};
use std::collections::HashMap;

/// Names and values, as a map of the library has them.
type Named = Vec<(String, Node)>;

/// The library that a workbook lays out; nothing where it is another workbook.
pub(super) fn library(sheets: &[ReadSheet], remarks: &mut Remarks) -> Option<Node> {
    let parts: Vec<Part<'_>> = sheets.iter().filter_map(|sheet| Part::of(sheet, sheets)).collect();
    let head = parts.iter().find(|part| part.kind == "library")?;
    let prefixes = prefixes(&parts);
    let mut objects: Named = Vec::new();
    for part in &parts {
        let (name, node) = match part.kind.as_str() {
            "framework" => ("frameworks", part.framework(&parts, &prefixes)),
            "threats" => ("threats", list(part.named_rows())),
            "reference_controls" => ("reference_controls", list(part.named_rows())),
            "library" | "scores" | "implementation_groups" | "urn_prefix" => continue,
            other => {
                remarks.tell("left", part.name, 0, other);
                continue;
            }
        };
        let more = listed(node.value);
        let own = objects.iter_mut().find(|(own, _)| own == name);
        match own.map(|(_, node)| &mut node.value) {
            Some(Value::List(all)) => all.extend(more),
            _ => objects.push((name.to_owned(), list(more))),
        }
    }
    let belongs = |sheet: &&ReadSheet| {
        parts.iter().any(|part| sheet.name == part.name || sheet.name == part.content_name())
    };
    for sheet in sheets.iter().filter(|sheet| !belongs(sheet) && !sheet.rows.is_empty()) {
        remarks.tell("left", &sheet.name, 0, sheet.rows.len().to_string());
    }
    let mut library = head.own(&["type"]);
    library.push(("objects".into(), map(objects)));
    Some(map(library))
}

fn text(text: &str, line: usize) -> Node {
    Node { line, value: Value::Scalar { text: text.to_owned(), plain: false } }
}

fn map(all: Named) -> Node {
    Node { line: 0, value: Value::Map(all) }
}

fn list(all: Vec<Node>) -> Node {
    Node { line: 0, value: Value::List(all) }
}

fn listed(value: Value) -> Vec<Node> {
    match value {
        Value::List(all) => all,
        value => vec![Node { line: 0, value }],
    }
}

/// Puts a value under its name; `name[fr]` goes among the translations.
fn put(all: &mut Named, name: &str, value: &str, line: usize) {
    let language = name.strip_suffix(']').and_then(|name| name.split_once('['));
    let Some((what, language)) = language else {
        all.push((name.to_owned(), text(value, line)));
        return;
    };
    let within = |all: &mut Named, name: &str| -> usize {
        all.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
            all.push((name.to_owned(), map(Vec::new())));
            all.len() - 1
        })
    };
    let at = within(all, "translations");
    let Some((_, Node { value: Value::Map(languages), .. })) = all.get_mut(at) else { return };
    let at = within(languages, language);
    if let Some((_, Node { value: Value::Map(words), .. })) = languages.get_mut(at) {
        words.push((what.to_owned(), text(value, line)));
    }
}

/// The words before the `:` in names, and what each stands for.
fn prefixes(parts: &[Part<'_>]) -> HashMap<String, String> {
    let rows = parts.iter().filter(|part| part.kind == "urn_prefix").flat_map(Part::rows);
    let pair = |row: Named| Some((said(&row, "prefix_id")?, said(&row, "prefix_value")?));
    rows.filter_map(pair).collect()
}

fn said(row: &[(String, Node)], name: &str) -> Option<String> {
    let node = row.iter().find(|(own, _)| own == name).map(|(_, node)| node)?;
    node.text().map(|text| text.trim().to_owned())
}

/// A part of the library: its `_meta` sheet with the `_content` sheet beside it.
struct Part<'a> {
    kind: String,
    name: &'a str,
    meta: Named,
    content: Option<&'a ReadSheet>,
}

impl<'a> Part<'a> {
    fn of(sheet: &'a ReadSheet, sheets: &'a [ReadSheet]) -> Option<Self> {
        let stem = sheet.name.strip_suffix("_meta")?;
        let content = sheets.iter().find(|other| other.name == format!("{stem}_content"));
        let mut meta = Vec::new();
        for row in &sheet.rows {
            let mut cells = row.cells.iter().filter_map(|cell| super::sheet::said(&cell.value));
            if let (Some(name), Some(value)) = (cells.next(), cells.next()) {
                put(&mut meta, &name, &value, super::sheet::line_of(row));
            }
        }
        Some(Self { kind: said(&meta, "type")?, name: &sheet.name, meta, content })
    }

    fn content_name(&self) -> String {
        format!("{}_content", self.name.trim_end_matches("_meta"))
    }

    /// What it says of itself but for these.
    fn own(&self, without: &[&str]) -> Named {
        let own = self.meta.iter().filter(|(name, _)| !without.contains(&name.as_str()));
        own.cloned().collect()
    }

    /// The rows of its content, each with the names at the head of the columns.
    fn rows(&self) -> Vec<Named> {
        let Some((head, rows)) = self.content.and_then(|sheet| sheet.rows.split_first()) else {
            return Vec::new();
        };
        let row = |row: &ReadRow| {
            let mut all = Vec::new();
            for cell in &row.cells {
                let name = head.value(cell.column).and_then(super::sheet::said);
                let name = name.unwrap_or_else(|| format!("column{}", cell.column + 1));
                if let Some(value) = super::sheet::said(&cell.value) {
                    put(&mut all, &name, &value, super::sheet::line_of(row));
                }
            }
            all
        };
        rows.iter().map(row).collect()
    }

    /// The same with a urn for each, made of the part's own and what it is called.
    fn named_rows(&self) -> Vec<Node> {
        let base = said(&self.meta, "base_urn");
        let mut all = self.rows();
        for (nth, row) in (1..).zip(&mut all) {
            if let (None, Some(base)) = (said(row, "urn"), &base) {
                let called = said(row, "urn_id").or_else(|| said(row, "ref_id"));
                let called = called.map(|called| called.to_lowercase().replace(' ', "-"));
                let called = called.unwrap_or_else(|| format!("node{nth}"));
                row.push(("urn".into(), text(&format!("{base}:{called}"), 0)));
            }
            row.retain(|(name, _)| name != "urn_id");
        }
        all.into_iter().map(map).collect()
    }

    fn framework(&self, parts: &[Part<'_>], prefixes: &HashMap<String, String>) -> Node {
        const SHARED: [(&str, &str); 2] = [
            ("scores_definition", "scores"),
            ("implementation_groups_definition", "implementation_groups"),
        ];
        let mut all = self.own(&["type", "base_urn"]);
        for (name, node) in &mut all {
            let kind =
                SHARED.iter().find(|(shared, _)| *shared == name.as_str()).map(|(_, kind)| *kind);
            let called = node.text().map(|text| text.trim().to_owned());
            let meant = parts.iter().filter(|part| Some(part.kind.as_str()) == kind);
            let meant = meant.filter(|part| said(&part.meta, "name") == called);
            let rows: Vec<Node> = meant.flat_map(Part::rows).map(map).collect();
            // What it names and is not there is kept as it came.
            if !rows.is_empty() {
                *node = list(rows);
            }
        }
        let mut above: Vec<(i64, String)> = Vec::new();
        let mut nodes = self.named_rows();
        for node in &mut nodes {
            let Value::Map(row) = &mut node.value else { continue };
            let depth = said(row, "depth").and_then(|depth| depth.parse().ok()).unwrap_or(1);
            above.retain(|(own, _)| *own < depth);
            if let (None, Some((_, parent))) = (said(row, "parent_urn"), above.last()) {
                row.push(("parent_urn".into(), text(parent, 0)));
            }
            above.extend(said(row, "urn").map(|urn| (depth, urn)));
            for (name, node) in row {
                spelt(name, node, prefixes);
            }
        }
        all.push(("requirement_nodes".into(), list(nodes)));
        map(all)
    }
}

/// What these workbooks write in their own way: `x` for yes, and names with a prefix that stands for more.
fn spelt(name: &str, node: &mut Node, prefixes: &HashMap<String, String>) {
    let Value::Scalar { text, .. } = &mut node.value else { return };
    match name {
        "assessable" if text.eq_ignore_ascii_case("x") => *text = "true".to_owned(),
        "threats" | "reference_controls" => {
            let whole = |one: &str| match one.split_once(':') {
                Some((prefix, rest)) if prefixes.contains_key(prefix) => {
                    let prefix = prefixes.get(prefix).map_or(prefix, String::as_str);
                    format!("{prefix}:{}", rest.to_lowercase())
                }
                _ => one.to_owned(),
            };
            let all: Vec<String> = text.split([',', '\n']).map(|one| whole(one.trim())).collect();
            *text = all.join(",");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ciso;
    use stadga_publish::sheet::{ReadCell, Value as Cell};

    fn sheet(name: &str, rows: &[&[&str]]) -> ReadSheet {
        let cells = |row: &&[&str]| -> Vec<ReadCell> {
            let all = (0..).zip(*row).filter(|(_, text)| !text.is_empty());
            let cell = |(column, text): (u32, &&str)| ReadCell {
                column,
                value: Cell::Text((*text).to_owned()),
            };
            all.map(cell).collect()
        };
        let row = |(number, row)| ReadRow { number, cells: cells(row) };
        ReadSheet { name: name.into(), rows: (1..).zip(rows).map(row).collect() }
    }

    #[test]
    fn ctl_05_workbooks_of_ciso_assistant_become_libraries() {
        let sheets = [
            sheet(
                "library_meta",
                &[&["type", "library"], &["urn", "urn:x:l"], &["locale", "en"], &["version", "2"]],
            ),
            sheet(
                "krav_meta",
                &[
                    &["type", "framework"],
                    &["base_urn", "urn:x:req"],
                    &["urn", "urn:x:f"],
                    &["name", "Frame"],
                    &["name[sv]", "Ramverk"],
                    &["scores_definition", "steg"],
                ],
            ),
            sheet(
                "krav_content",
                &[
                    &["assessable", "depth", "ref_id", "name", "threats", "egen"],
                    &["", "1", "A", "Chapter", "", ""],
                    &["x", "2", "A 1", "One", "t:T1", "y"],
                ],
            ),
            sheet("steg_meta", &[&["type", "scores"], &["name", "steg"]]),
            sheet("steg_content", &[&["score", "name"], &["1", "Låg"]]),
            sheet("hot_meta", &[&["type", "threats"], &["base_urn", "urn:x:t"]]),
            sheet("hot_content", &[&["ref_id", "name"], &["T1", "Intrång"]]),
            sheet("p_meta", &[&["type", "urn_prefix"]]),
            sheet("p_content", &[&["prefix_id", "prefix_value"], &["t", "urn:x:t"]]),
            sheet("annat", &[&["a", "b"]]),
        ];
        let mut remarks = Remarks::default();
        let read = ciso::read(library(&sheets, &mut remarks).unwrap()).unwrap();
        assert_eq!(remarks.0.iter().map(|one| &*one.place).collect::<Vec<_>>(), ["annat"]);
        let scheme = &read.frameworks[0];
        assert_eq!(scheme.framework.version.as_deref(), Some("2"));
        assert_eq!((&*scheme.framework.title, scheme.framework.called("sv")), ("Frame", "Ramverk"));
        assert_eq!(scheme.framework.scores[0].score, 1);
        let one = &scheme.requirements[1];
        assert_eq!((one.under, one.requirement.assessable), (Some(0), true));
        assert_eq!(one.requirement.urn.as_deref(), Some("urn:x:req:a-1"));
        assert_eq!(one.requirement.threat_refs, ["urn:x:t:t1"]);
        assert_eq!(read.threats[0].urn.as_deref(), Some("urn:x:t:t1"));
        assert_eq!(one.requirement.kept[0].place, "egen");
        assert!(library(&sheets[1..], &mut remarks).is_none());
    }
}
