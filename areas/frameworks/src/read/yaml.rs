//! YAML as a tree, bounded: how deep, how much, and how much aliases may make of it.

use super::{
    Fault,
    node::{DEEPEST, Node, Value},
};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::{HashMap, HashSet};

/// How many values a file may hold, those that aliases repeat counted each time.
const MOST_NODES: usize = 1_000_000;
/// How much text it may hold, counted the same way.
const MOST_TEXT: usize = 100 * 1024 * 1024;

/// The documents of a YAML file that say something, at least one; `told` hears of names that come twice.
pub(super) fn read(
    text: &str,
    told: &mut dyn FnMut(&'static str, usize, String),
) -> Result<Vec<Node>, Fault> {
    let mut build = Build::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|fault| {
            Fault::at("yaml", fault.marker().line()).with(fault.info().to_owned())
        })?;
        build.take(event, span, told)?;
    }
    build.roots.retain(|root| !root.is_empty());
    if build.roots.is_empty() { Err(Fault::new("empty")) } else { Ok(build.roots) }
}

/// A list or a map that is not at its end.
struct Open {
    line: usize,
    anchor: usize,
    holds: Holds,
}

enum Holds {
    List(Vec<Node>),
    /// Its values, the name that waits for one, and the maps that it goes on from (`<<`).
    Map(Vec<(String, Node)>, Option<String>, Vec<Node>),
}

#[derive(Default)]
struct Build {
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize, usize)>,
    roots: Vec<Node>,
    nodes: usize,
    text: usize,
}

impl Build {
    fn take(
        &mut self,
        event: Event<'_>,
        span: Span,
        told: &mut dyn FnMut(&'static str, usize, String),
    ) -> Result<(), Fault> {
        let line = span.start.line();
        let (node, anchor) = match event {
            Event::SequenceStart(anchor, _) => {
                return self.begin(Open { line, anchor, holds: Holds::List(Vec::new()) });
            }
            Event::MappingStart(anchor, _) => {
                return self.begin(Open {
                    line,
                    anchor,
                    holds: Holds::Map(Vec::new(), None, Vec::new()),
                });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else { return Ok(()) };
                let value = match open.holds {
                    Holds::List(all) => Value::List(all),
                    Holds::Map(mut all, _, from) => {
                        from.into_iter().for_each(|map| merge(&mut all, map));
                        Value::Map(all)
                    }
                };
                (Node { line: open.line, value }, open.anchor)
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.count(1, text.len(), line)?;
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let nothing = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let scalar = Value::Scalar { text: text.into_owned(), plain };
                let value = if nothing { Value::Nothing } else { scalar };
                (Node { line, value }, anchor)
            }
            Event::Alias(anchor) => {
                let (node, nodes, text) =
                    self.anchors.get(&anchor).cloned().ok_or(Fault::at("alias", line))?;
                self.count(nodes, text, line)?;
                if depth(&node) + self.open.len() > DEEPEST {
                    return Err(Fault::at("deep", line));
                }
                (node, 0)
            }
            _ => return Ok(()),
        };
        if anchor != 0 {
            let (nodes, text) = size(&node);
            self.count(nodes, text, line)?;
            self.anchors.insert(anchor, (node.clone(), nodes, text));
        }
        self.put(node, told)
    }

    fn begin(&mut self, open: Open) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            return Err(Fault::at("deep", open.line));
        }
        self.count(1, 0, open.line)?;
        self.open.push(open);
        Ok(())
    }

    fn count(&mut self, nodes: usize, text: usize, line: usize) -> Result<(), Fault> {
        self.nodes = self.nodes.saturating_add(nodes);
        self.text = self.text.saturating_add(text);
        let much = self.nodes > MOST_NODES || self.text > MOST_TEXT;
        if much { Err(Fault::at("much", line)) } else { Ok(()) }
    }

    fn put(
        &mut self,
        node: Node,
        told: &mut dyn FnMut(&'static str, usize, String),
    ) -> Result<(), Fault> {
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.roots.push(node),
            Some(Holds::List(all)) => all.push(node),
            Some(Holds::Map(all, waiting, from)) => match waiting.take() {
                None => *waiting = Some(name(&node)?),
                Some(name) if name == "<<" => from.push(node),
                Some(name) => match all.iter_mut().rev().take(64).find(|(key, _)| *key == name) {
                    Some((_, before)) => {
                        told("twice", node.line, name);
                        *before = node;
                    }
                    None => all.push((name, node)),
                },
            },
        }
        Ok(())
    }
}

/// A map's name: a text.
fn name(node: &Node) -> Result<String, Fault> {
    match &node.value {
        Value::Scalar { text, .. } => Ok(text.clone()),
        Value::Nothing => Ok(String::new()),
        _ => Err(Fault::at("name", node.line)),
    }
}

/// What another map gives where this one says nothing itself (`<<`).
fn merge(all: &mut Vec<(String, Node)>, from: Node) {
    match from.value {
        Value::Map(more) => {
            let own: HashSet<String> = all.iter().map(|(name, _)| name.clone()).collect();
            all.extend(more.into_iter().filter(|(name, _)| !own.contains(name)));
        }
        Value::List(maps) => maps.into_iter().for_each(|map| merge(all, map)),
        _ => {}
    }
}

fn size(node: &Node) -> (usize, usize) {
    let sum = |all: &mut dyn Iterator<Item = &Node>| {
        all.map(size).fold((1, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    match &node.value {
        Value::Nothing => (1, 0),
        Value::Scalar { text, .. } => (1, text.len()),
        Value::List(all) => sum(&mut all.iter()),
        Value::Map(all) => sum(&mut all.iter().map(|(_, one)| one)),
    }
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::List(all) => 1 + all.iter().map(depth).max().unwrap_or(0),
        Value::Map(all) => 1 + all.iter().map(|(_, one)| depth(one)).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    type Heard = Vec<(&'static str, usize, String)>;

    fn read_all(text: &str) -> (Result<Node, Fault>, Heard) {
        let mut heard = Vec::new();
        let read = read(text, &mut |key, line, what| heard.push((key, line, what)));
        (read.map(|mut all| all.remove(0)), heard)
    }

    fn read_line(node: &Node, name: &str) -> Option<usize> {
        let Value::Map(all) = &node.value else { return None };
        all.iter().find(|(key, _)| key == name).map(|(_, node)| node.line)
    }

    #[test]
    fn ctl_05_yaml_keeps_what_is_written_and_where() {
        let text =
            "ref_id: 1.10\nquoted: '12'\nlist:\n- a\n- ~\ntext: |\n  one\n  two\nday: 2025-07-03\n";
        let (read, heard) = read_all(text);
        let read = read.unwrap();
        assert_eq!(
            read.json(),
            json!({"ref_id": "1.10", "quoted": "12", "list": ["a", null], "text": "one\ntwo\n", "day": "2025-07-03"})
        );
        assert_eq!(read_line(&read, "list"), Some(4));
        assert!(heard.is_empty());
    }

    #[test]
    fn ctl_05_names_that_come_twice_are_told_and_every_document_is_read() {
        let (first, heard) = read_all("a: 1\na: 2\n---\nb: 3\n");
        assert_eq!(first.unwrap().json(), json!({"a": 2}));
        assert_eq!(heard.iter().map(|one| one.0).collect::<Vec<_>>(), ["twice"]);
        let all = read("---\n---\na: 1\n---\nb: 3\n...\n", &mut |_, _, _| {}).unwrap();
        let all: Vec<_> = all.iter().map(Node::json).collect();
        assert_eq!(all, [json!({"a": 1}), json!({"b": 3})]);
    }

    #[test]
    fn ctl_05_aliases_and_merges_are_followed() {
        let (read, heard) = read_all("base: &b {x: 1, y: 2}\none:\n  <<: *b\n  y: 3\ntwo: *b\n");
        assert!(heard.is_empty(), "what a map says itself goes before: {heard:?}");
        assert_eq!(
            read.unwrap().json(),
            json!({"base": {"x": 1, "y": 2}, "one": {"y": 3, "x": 1}, "two": {"x": 1, "y": 2}})
        );
    }

    #[test]
    fn ctl_05_bombs_and_depths_end_in_a_sentence() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let one = format!("*a{}", n - 1);
            bomb.push_str(&format!("a{n}: &a{n} [{}]\n", [one.as_str(); 10].join(", ")));
        }
        assert_eq!(read_all(&bomb).0.unwrap_err().key, "much");
        assert_eq!(read_all(&format!("{}x", "- ".repeat(100))).0.unwrap_err().key, "deep");
        assert!(["deep", "yaml"].contains(&read_all(&"[".repeat(100_000)).0.unwrap_err().key));
        assert_eq!(read_all("? [a]\n: b\n").0.unwrap_err().key, "name");
        assert_eq!(read_all("a: [b").0.unwrap_err().key, "yaml");
        assert_eq!(read_all("").0.unwrap_err().key, "empty");
    }
}
