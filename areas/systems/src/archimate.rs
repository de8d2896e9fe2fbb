//! Items, services and what flows between them as a model in The Open Group's ArchiMate Model Exchange File Format 3.1.

use quick_xml::escape::escape;
use serde::Deserialize;
use stadga_model::Id;
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    sync::LazyLock,
};

const NAMESPACE: &str = "http://www.opengroup.org/xsd/archimate/3.0/";
const SCHEMA: &str = "http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    elements: BTreeMap<String, String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/systems/archimate.toml",
        include_str!("../../../content/systems/archimate.toml"),
    )
});

/// The element that a type of item is.
pub fn element_of(item_type: &str) -> &'static str {
    FILE.elements.get(item_type).map_or("Node", String::as_str)
}

/// An element of the model.
#[derive(Clone, Debug)]
pub struct Element {
    /// Whose record it is.
    pub id: Id,
    /// The element's type in ArchiMate.
    pub is: &'static str,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub documentation: Option<String>,
    /// What else is known, by the keys of [`Model::properties`].
    pub properties: Vec<(&'static str, String)>,
}

/// A relationship of the model.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// Its type in ArchiMate.
    pub is: &'static str,
    /// Where it starts.
    pub from: Id,
    /// Where it ends.
    pub to: Id,
    /// What it is called.
    pub name: String,
}

/// A model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What it is called.
    pub name: String,
    /// The language that it is in: `sv`, `en`.
    pub language: &'static str,
    /// What it was made from.
    pub documentation: String,
    /// Its elements.
    pub elements: Vec<Element>,
    /// Its relationships; those whose ends are no elements are left out.
    pub relationships: Vec<Relationship>,
    /// What its properties are called, by key.
    pub properties: Vec<(&'static str, String)>,
}

impl Model {
    /// The model as XML.
    pub fn xml(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let _ = writeln!(
            out,
            "<model xmlns=\"{NAMESPACE}\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:schemaLocation=\"{NAMESPACE} {SCHEMA}\" identifier=\"model-systems\">"
        );
        self.line(&mut out, "name", &self.name);
        self.line(&mut out, "documentation", &self.documentation);
        self.elements(&mut out);
        self.relationships(&mut out);
        self.definitions(&mut out);
        out.push_str("</model>\n");
        out
    }

    fn line(&self, out: &mut String, tag: &str, text: &str) {
        let _ = writeln!(out, "<{tag} xml:lang=\"{}\">{}</{tag}>", self.language, clean(text));
    }

    fn elements(&self, out: &mut String) {
        // The schema has no empty list: where there is nothing, there is no list either.
        if self.elements.is_empty() {
            return;
        }
        out.push_str("<elements>\n");
        for element in &self.elements {
            let _ = writeln!(
                out,
                "<element identifier=\"id-{}\" xsi:type=\"{}\">",
                element.id, element.is
            );
            self.line(out, "name", &element.name);
            if let Some(text) = &element.documentation {
                self.line(out, "documentation", text);
            }
            if !element.properties.is_empty() {
                out.push_str("<properties>\n");
                for (key, value) in &element.properties {
                    let _ = writeln!(out, "<property propertyDefinitionRef=\"property-{key}\">");
                    self.line(out, "value", value);
                    out.push_str("</property>\n");
                }
                out.push_str("</properties>\n");
            }
            out.push_str("</element>\n");
        }
        out.push_str("</elements>\n");
    }

    fn relationships(&self, out: &mut String) {
        let known: HashMap<Id, &str> = self.elements.iter().map(|one| (one.id, one.is)).collect();
        let stands =
            |one: &&Relationship| known.contains_key(&one.from) && known.contains_key(&one.to);
        let mut all = self.relationships.iter().filter(stands).enumerate().peekable();
        if all.peek().is_none() {
            return;
        }
        out.push_str("<relationships>\n");
        for (number, one) in all {
            let _ = writeln!(
                out,
                "<relationship identifier=\"relation-{number}\" source=\"id-{}\" target=\"id-{}\" xsi:type=\"{}\">",
                one.from, one.to, one.is
            );
            self.line(out, "name", &one.name);
            out.push_str("</relationship>\n");
        }
        out.push_str("</relationships>\n");
    }

    fn definitions(&self, out: &mut String) {
        if self.properties.is_empty() {
            return;
        }
        out.push_str("<propertyDefinitions>\n");
        for (key, name) in &self.properties {
            let _ =
                writeln!(out, "<propertyDefinition identifier=\"property-{key}\" type=\"string\">");
            self.line(out, "name", name);
            out.push_str("</propertyDefinition>\n");
        }
        out.push_str("</propertyDefinitions>\n");
    }
}

/// Text as XML 1.0 can hold it.
fn clean(text: &str) -> String {
    let allowed = |letter: &char| {
        matches!(letter, '\t' | '\n' | '\r')
            || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    escape(text.chars().filter(allowed).collect::<String>().as_str()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn cmdb_01_hostile_names_stay_text_in_the_model() {
        let element = |number, name: &str| Element {
            id: id(number),
            is: element_of("server"),
            name: name.into(),
            documentation: None,
            properties: Vec::new(),
        };
        let relation =
            |to| Relationship { is: "Serving", from: id(1), to: id(to), name: "a".into() };
        let model = Model {
            name: "M".into(),
            language: "sv",
            elements: vec![element(1, "</name><x>&\u{1}\u{ffff}"), element(2, "B")],
            relationships: vec![relation(2), relation(9)],
            ..Model::default()
        };
        let xml = model.xml();
        assert!(xml.contains("&lt;/name&gt;&lt;x&gt;&amp;</name>"), "{xml}");
        assert_eq!(xml.matches("<relationship ").count(), 1, "what has no end is left out");
    }
}
