//! Files read: CISO Assistant's libraries, OSCAL in JSON, YAML and XML, spreadsheets. Pure: bytes in, a library out.

pub(crate) mod ciso;
mod collection;
mod component;
pub(crate) mod library;
pub(crate) mod matrix;
mod node;
pub(crate) mod oscal;
mod profile;
mod questions;
pub(crate) mod returned;
mod sheet;
mod workbook;
mod xml;
mod yaml;

pub use library::{Library, Placed, Remark, Remarks, Scheme};

use node::{Node, Value};

/// The largest file that is read, in bytes.
const LARGEST: usize = 40 * 1024 * 1024;

/// Why a file cannot be read: its sentence is the text `framework-read-fault-{key}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which sentence.
    pub key: &'static str,
    /// The file.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What stands there, or what is missing.
    pub what: String,
}

impl Fault {
    fn new(key: &'static str) -> Self {
        Self { key, file: String::new(), line: None, what: String::new() }
    }

    /// No file was named.
    pub fn none() -> Self {
        Self::new("empty")
    }

    fn at(key: &'static str, line: usize) -> Self {
        Self { line: (line > 0).then_some(line), ..Self::new(key) }
    }

    fn with(self, what: impl Into<String>) -> Self {
        let what: String = what.into();
        Self { what: what.chars().take(200).collect(), ..self }
    }

    /// Who does not read the program's texts is told in English: the command line.
    pub fn said(&self) -> String {
        let what = &self.what;
        let words = match self.key {
            "empty" => "there is nothing in it; check that it is the right file".to_owned(),
            "large" => "it is larger than 40 MB; split it".to_owned(),
            "much" => "its aliases make far more of it than a library holds, as one made to do harm does; fetch it anew".to_owned(),
            "deep" => "its values lie deeper in each other than in any library; fetch it anew".to_owned(),
            "alias" => "an alias has nothing that it stands for; correct the file".to_owned(),
            "name" => "a name in a map is no text; correct the file".to_owned(),
            "yaml" | "json" | "xml" => format!("it is not well formed ({what}); correct the file"),
            "letters" => "its letters are not UTF-8; save it as UTF-8".to_owned(),
            "entities" => "it has a document type or entities of its own, which no OSCAL needs; take them away".to_owned(),
            "document" => format!("an OSCAL {what} holds no requirements; give the catalogue, profile or mapping"),
            "profile" => format!("the profile is about {what}, which is not among the files; give it too"),
            "circle" => "its profiles lead to each other in a circle; correct them".to_owned(),
            "columns" => "no sheet has columns for reference and title or text; name them in the first row".to_owned(),
            "sheet" => format!("the spreadsheet cannot be read ({what}); save it as .xlsx"),
            "nothing" => format!(
                "it holds no frameworks, mappings, controls, threats or risk matrices, but {what}"
            ),
            _ => "it is no library, catalogue, profile or spreadsheet of requirements".to_owned(),
        };
        match self.line {
            Some(line) => format!("{}, line {line}: {words}", self.file),
            None => format!("{}: {words}", self.file),
        }
    }
}

/// A file's name and bytes.
pub type File<'a> = (&'a str, &'a [u8]);

/// What files hold together: a profile needs its catalogue beside it.
///
/// # Errors
/// The first file that cannot be read, and why.
pub fn read(files: &[File<'_>]) -> Result<Library, Fault> {
    let mut all = Library::default();
    let mut documents = Vec::new();
    for (name, bytes) in files {
        let named = |fault: Fault| Fault { file: (*name).to_owned(), ..fault };
        for found in found(name, bytes, &mut all.remarks).map_err(named)? {
            match found {
                Found::Library(library) => join(&mut all, *library),
                Found::Oscal(json) => documents.push((*name, json)),
            }
        }
    }
    oscal::take(documents, &mut all)?;
    if !all.is_empty() {
        return Ok(all);
    }
    let file = files.first().map(|(name, _)| (*name).to_owned()).unwrap_or_default();
    let left: Vec<&str> = all.remarks.of("left").map(|remark| remark.place.as_str()).collect();
    Err(Fault {
        file,
        ..Fault::new("nothing").with(match left.is_empty() {
            true => "–".to_owned(),
            false => left.join(", "),
        })
    })
}

enum Found {
    Library(Box<Library>),
    Oscal(serde_json::Value),
}

fn join(all: &mut Library, one: Library) {
    all.frameworks.extend(one.frameworks);
    all.mappings.extend(one.mappings);
    all.controls.extend(one.controls);
    all.threats.extend(one.threats);
    all.matrices.extend(one.matrices);
    for Remark { key, place, line, what, count } in one.remarks.0 {
        all.remarks.tell(key, &place, line, what);
        let told = all.remarks.0.iter_mut().find(|r| r.key == key && r.place == place);
        if let Some(told) = told {
            told.count += count - 1;
        }
    }
}

/// What a file holds: one thing, or one for each document of YAML.
fn found(name: &str, bytes: &[u8], remarks: &mut Remarks) -> Result<Vec<Found>, Fault> {
    if bytes.is_empty() {
        return Err(Fault::new("empty"));
    }
    if bytes.len() > LARGEST {
        return Err(Fault::new("large"));
    }
    if bytes.starts_with(b"PK")
        || name.to_lowercase().ends_with(".csv")
        || bytes.starts_with(&[0xd0, 0xcf])
    {
        return sheet::read(name, bytes).map(|library| vec![Found::Library(Box::new(library))]);
    }
    let text = letters(bytes)?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let nodes = match start.as_bytes().first() {
        None => return Err(Fault::new("empty")),
        Some(b'<') => vec![xml::read(start)?],
        Some(b'{') => json(start).map(|node| vec![node]).or_else(|fault| {
            // YAML in one line begins the same way.
            yaml::read(&text, &mut |_, _, _| {}).map_err(|_| fault)
        })?,
        Some(_) => {
            let mut tell = |key, line, what: String| remarks.tell(key, &what, line, what.clone());
            yaml::read(&text, &mut tell)?
        }
    };
    documents(nodes, remarks)
}

/// What each document is; one that is nothing known is told where another is something.
fn documents(nodes: Vec<Node>, remarks: &mut Remarks) -> Result<Vec<Found>, Fault> {
    let several = nodes.len() > 1;
    let (mut all, mut first) = (Vec::new(), None);
    for (nth, node) in (1..).zip(nodes) {
        let line = node.line;
        match known(node) {
            Ok(found) => all.push(found),
            Err(fault) => {
                if several {
                    remarks.tell("documents", "---", line, nth.to_string());
                }
                first = first.or(Some(fault));
            }
        }
    }
    match first {
        Some(fault) if all.is_empty() => Err(fault),
        _ => Ok(all),
    }
}

/// What a tree is, by its names.
fn known(node: Node) -> Result<Found, Fault> {
    const OTHERS: [&str; 4] = [
        "system-security-plan",
        "assessment-plan",
        "assessment-results",
        "plan-of-action-and-milestones",
    ];
    const READ: [&str; 4] = ["catalog", "profile", "component-definition", "mapping-collection"];
    let Value::Map(all) = &node.value else { return Err(Fault::at("unknown", node.line)) };
    let has = |name: &str| all.iter().any(|(key, _)| key == name);
    if READ.into_iter().any(has) {
        return Ok(Found::Oscal(node.json()));
    }
    if let Some(other) = OTHERS.into_iter().find(|name| has(name)) {
        return Err(Fault::new("document").with(other));
    }
    if has("objects") || has("requirement_nodes") {
        return ciso::read(node).map(|library| Found::Library(Box::new(library)));
    }
    Err(Fault::at("unknown", node.line))
}

fn json(text: &str) -> Result<Node, Fault> {
    let read = serde_json::from_str(text);
    read.map(Node::of_json).map_err(|e| Fault::at("json", e.line()).with(e.to_string()))
}

/// The text of a file in UTF-8, or in UTF-16 where it says so.
fn letters(bytes: &[u8]) -> Result<String, Fault> {
    let wide = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| Some(of(pair.try_into().ok()?)));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| Fault::new("letters"))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).map_err(|fault| {
            let right = bytes.get(..fault.utf8_error().valid_up_to()).unwrap_or_default();
            Fault::at("letters", right.iter().filter(|byte| **byte == b'\n').count() + 1)
        }),
    }
}

#[cfg(test)]
pub(crate) mod tests;
