//! Markup in OSCAL's texts, written as the same document in JSON has it: a few signs of Markdown.

use super::{Child, Element};

/// The elements that stand beside each other in a text of several paragraphs.
const BLOCKS: [&str; 13] =
    ["p", "ul", "ol", "pre", "table", "blockquote", "img", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Whether an element is a paragraph, a list or the like.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// A text of one line.
pub(super) fn line(element: &Element) -> String {
    let mut out = String::new();
    inline(&mut out, element);
    one_line(&out)
}

/// A text of several paragraphs.
pub(super) fn blocks<'a>(all: impl Iterator<Item = &'a Element>) -> String {
    let all: Vec<String> = all.map(block).filter(|text| !text.is_empty()).collect();
    all.join("\n\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn block(element: &Element) -> String {
    match element.name.as_str() {
        "ul" => items(element, |_| "-".into()),
        "ol" => items(element, |nth| format!("{nth}.")),
        "pre" => format!("```\n{}\n```", plain(element).trim_matches('\n')),
        "blockquote" => {
            let inner = match element.elements().any(|one| is_block(&one.name)) {
                true => blocks(element.elements()),
                false => line(element),
            };
            inner.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
        }
        "table" => table(element),
        "img" => image(element),
        name => match name.strip_prefix('h').and_then(|level| level.parse::<usize>().ok()) {
            Some(level) => format!("{} {}", "#".repeat(level.min(6)), line(element)),
            None => line(element),
        },
    }
}

/// The points of a list, those within drawn in.
fn items(element: &Element, sign: fn(usize) -> String) -> String {
    let points = element.elements().filter(|one| one.name == "li").zip(1..).map(|(one, nth)| {
        let (mut own, mut below) = (String::new(), Vec::new());
        for child in &one.children {
            match child {
                Child::Text(text) => own.push_str(text),
                Child::Element(inner) if is_block(&inner.name) => below.push(block(inner)),
                Child::Element(inner) => mark(&mut own, inner),
            }
        }
        let own = one_line(&own);
        let all = (!own.is_empty()).then_some(own).into_iter().chain(below);
        let text = all.collect::<Vec<_>>().join("\n");
        format!("{} {}", sign(nth), text.replace('\n', "\n  "))
    });
    points.collect::<Vec<_>>().join("\n")
}

fn table(element: &Element) -> String {
    let mut rows = Vec::new();
    for row in element.elements() {
        // Some have their rows in a head and a body.
        let inner: Vec<&Element> = match row.name.as_str() {
            "tr" => vec![row],
            _ => row.elements().filter(|one| one.name == "tr").collect(),
        };
        for row in inner {
            let cells: Vec<String> =
                row.elements().map(|cell| line(cell).replace('|', "\\|")).collect();
            rows.push(format!("| {} |", cells.join(" | ")));
            if rows.len() == 1 {
                rows.push(format!("|{}", " --- |".repeat(cells.len())));
            }
        }
    }
    rows.join("\n")
}

fn image(element: &Element) -> String {
    let said = |name: &str| element.attribute(name).unwrap_or_default();
    format!("![{}]({})", said("alt"), said("src"))
}

/// All letters of an element, as they stand.
fn plain(element: &Element) -> String {
    let mut out = String::new();
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(inner) => out.push_str(&plain(inner)),
        }
    }
    out
}

fn inline(out: &mut String, element: &Element) {
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(text),
            Child::Element(inner) => mark(out, inner),
        }
    }
}

/// An element within a line.
fn mark(out: &mut String, element: &Element) {
    let around = match element.name.as_str() {
        "em" | "i" => "*",
        "strong" | "b" => "**",
        "code" => "`",
        "q" => "\"",
        "sub" => "~",
        "sup" => "^",
        _ => "",
    };
    match element.name.as_str() {
        "insert" => {
            let kind = element.attribute("type").unwrap_or("param");
            // Before 1.0 an insert named its parameter otherwise.
            let id = element.attribute("id-ref").or(element.attribute("param-id"));
            out.push_str(&format!("{{{{ insert: {kind}, {} }}}}", id.unwrap_or_default()));
        }
        "a" => {
            let href = element.attribute("href").unwrap_or_default();
            out.push_str(&format!("[{}]({href})", line(element)));
        }
        "img" => out.push_str(&image(element)),
        "br" => out.push('\n'),
        _ => {
            out.push_str(around);
            inline(out, element);
            out.push_str(around);
        }
    }
}
