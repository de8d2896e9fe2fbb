//! What the elements of OSCAL are called in JSON: which stand in lists, which are texts, what their own words are called.

use super::{Child, Element, markup};
use crate::read::node::{Node, Value};

/// Elements that come several times, and the list that they stand in (OSCAL 1.0 to 1.2).
const LISTS: [(&str, &str); 60] = [
    ("action", "actions"),
    ("add", "adds"),
    ("addr-line", "addr-lines"),
    ("address", "addresses"),
    ("alter", "alters"),
    ("authorized-privilege", "authorized-privileges"),
    ("capability", "capabilities"),
    ("choice", "choice"),
    ("component", "components"),
    ("constraint", "constraints"),
    ("control", "controls"),
    ("control-implementation", "control-implementations"),
    ("document-id", "document-ids"),
    ("email-address", "email-addresses"),
    ("exclude-controls", "exclude-controls"),
    ("external-id", "external-ids"),
    ("function-performed", "functions-performed"),
    ("group", "groups"),
    ("guideline", "guidelines"),
    ("hash", "hashes"),
    ("implemented-component", "implemented-components"),
    ("implemented-requirement", "implemented-requirements"),
    ("import", "imports"),
    ("import-component-definition", "import-component-definitions"),
    ("include-controls", "include-controls"),
    ("incorporates-component", "incorporates-components"),
    ("insert-controls", "insert-controls"),
    ("link", "links"),
    ("location", "locations"),
    ("location-uuid", "location-uuids"),
    ("map", "maps"),
    ("mapping", "mappings"),
    ("matching", "matching"),
    ("member-of-organization", "member-of-organizations"),
    ("param", "params"),
    ("part", "parts"),
    ("party", "parties"),
    ("party-uuid", "party-uuids"),
    ("port-range", "port-ranges"),
    ("prop", "props"),
    ("protocol", "protocols"),
    ("qualifier", "qualifiers"),
    ("remove", "removes"),
    ("resource", "resources"),
    ("responsible-party", "responsible-parties"),
    ("responsible-role", "responsible-roles"),
    ("revision", "revisions"),
    ("rlink", "rlinks"),
    ("role", "roles"),
    ("role-id", "role-ids"),
    ("set-parameter", "set-parameters"),
    ("source", "sources"),
    ("statement", "statements"),
    ("target", "targets"),
    ("telephone-number", "telephone-numbers"),
    ("test", "tests"),
    ("unmapped-controls", "unmapped-controls"),
    ("url", "urls"),
    ("value", "values"),
    ("with-id", "with-ids"),
];

/// Elements around others that are a list themselves in JSON, with what stands in them.
const AROUND: [&str; 1] = ["revisions"];

/// Elements that are a text of one line with markup.
const LINES: [&str; 5] = ["title", "label", "choice", "text", "purpose"];

/// Elements that are a text of several paragraphs.
const TEXTS: [&str; 4] = ["remarks", "description", "usage", "mapping-description"];

/// What the words of an element with attributes are called, where it is not `value`.
const WORDS: [(&str, &str); 5] = [
    ("document-id", "identifier"),
    ("telephone-number", "number"),
    ("external-id", "id"),
    ("relationship", "type"),
    ("coverage", "target-coverage"),
];

/// Elements that are never but a map, also without anything in them.
const MAPS: [&str; 3] = ["include-all", "flat", "back-matter"];

/// The document that an element is: a map with its name alone.
pub(super) fn document(root: &Element) -> Node {
    let value = Value::Map(vec![(root.name.clone(), map(root))]);
    Node { line: root.line, value }
}

fn text(line: usize, text: String) -> Node {
    Node { line, value: Value::Scalar { text, plain: false } }
}

/// What an element is in JSON.
fn value(element: &Element) -> Node {
    let name = element.name.as_str();
    if LINES.contains(&name) {
        return text(element.line, markup::line(element));
    }
    if TEXTS.contains(&name) {
        let several = element.elements().any(|one| markup::is_block(&one.name));
        let words = if several { paragraphs(element) } else { markup::line(element) };
        return text(element.line, words);
    }
    let bare = element.attributes.is_empty() && element.elements().next().is_none();
    if bare && !MAPS.contains(&name) {
        // The one yes or no that profiles have.
        let value = Value::Scalar { text: markup::line(element), plain: name == "as-is" };
        return Node { line: element.line, value };
    }
    map(element)
}

fn paragraphs(element: &Element) -> String {
    markup::blocks(element.elements().filter(|one| markup::is_block(&one.name)))
}

fn map(element: &Element) -> Node {
    let mut all: Vec<(String, Node)> = Vec::new();
    for (name, said) in &element.attributes {
        let node = Node { line: element.line, value: scalar(said) };
        all.push((name.clone(), node));
    }
    for child in element.elements().filter(|one| !markup::is_block(&one.name)) {
        if AROUND.contains(&child.name.as_str()) {
            let inner = child.elements().map(map).collect();
            all.push((child.name.clone(), Node { line: child.line, value: Value::List(inner) }));
        } else {
            put(&mut all, &element.name, child);
        }
    }
    let words = paragraphs(element);
    if !words.is_empty() {
        all.push(("prose".into(), text(element.line, words)));
    }
    if let Some(words) = own_words(element) {
        let words_of = WORDS.iter().find(|(name, _)| *name == element.name);
        let name = words_of.map_or("value", |(_, words)| *words);
        all.push((name.into(), Node { line: element.line, value: scalar(&words) }));
    }
    Node { line: element.line, value: Value::Map(all) }
}

fn scalar(text: &str) -> Value {
    Value::Scalar { text: text.trim().to_owned(), plain: false }
}

/// The words that stand in an element itself, beside no others.
fn own_words(element: &Element) -> Option<String> {
    let texts = element.children.iter().filter_map(|child| match child {
        Child::Text(text) => Some(text.trim()),
        Child::Element(_) => None,
    });
    let words = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Puts a child where it stands in JSON: in its list, or alone.
fn put(all: &mut Vec<(String, Node)>, parent: &str, child: &Element) {
    let node = value(child);
    // A place has one address, people and organisations have several.
    let alone = parent == "location" && child.name == "address";
    let list = LISTS.iter().find(|(name, _)| *name == child.name).filter(|_| !alone);
    let name = list.map_or(child.name.as_str(), |(_, list)| *list);
    match all.iter_mut().find(|(own, _)| own == name).map(|(_, node)| &mut node.value) {
        Some(Value::List(nodes)) => nodes.push(node),
        // What no list is known of and comes again all the same: nothing is lost.
        Some(before) => {
            let first = std::mem::replace(before, Value::Nothing);
            *before = Value::List(vec![Node { line: node.line, value: first }, node]);
        }
        None if list.is_some() => {
            let value = Value::List(vec![node]);
            all.push((name.to_owned(), Node { line: child.line, value }));
        }
        None => all.push((name.to_owned(), node)),
    }
}
