//! A file as a tree of values, each with its line where the format tells it: what YAML and JSON have in common.

use serde_json::{Map, Number, Value as Json};

/// How deep values may lie in each other: no library comes near.
pub(super) const DEEPEST: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Its line from 1 on; 0 where it is not known.
    pub line: usize,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    Nothing,
    /// A text, a number, yes or no; `plain` where it stood without quotes and may be other than text.
    Scalar {
        /// As it is written.
        text: String,
        /// Whether it stood without quotes.
        plain: bool,
    },
    /// Values in order.
    List(Vec<Node>),
    /// Values by name, in order.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of JSON.
    pub fn of_json(json: Json) -> Self {
        let plain = |text: String| Value::Scalar { text, plain: true };
        let value = match json {
            Json::Null => Value::Nothing,
            Json::Bool(yes) => plain(yes.to_string()),
            Json::Number(number) => plain(number.to_string()),
            Json::String(text) => Value::Scalar { text, plain: false },
            Json::Array(all) => Value::List(all.into_iter().map(Self::of_json).collect()),
            Json::Object(all) => {
                Value::Map(all.into_iter().map(|(name, one)| (name, Self::of_json(one))).collect())
            }
        };
        Self { line: 0, value }
    }

    /// The same as JSON: what stood without quotes is read as YAML's core schema has it.
    pub fn json(&self) -> Json {
        match &self.value {
            Value::Nothing => Json::Null,
            Value::Scalar { text, plain: true } => core(text),
            Value::Scalar { text, .. } => Json::String(text.clone()),
            Value::List(all) => Json::Array(all.iter().map(Self::json).collect()),
            Value::Map(all) => {
                let fields = all.iter().map(|(name, one)| (name.clone(), one.json()));
                Json::Object(fields.collect::<Map<_, _>>())
            }
        }
    }

    /// The text, where it is one that says something.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// Whether it says nothing: nothing, an empty text, an empty list.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Nothing => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::List(all) => all.is_empty(),
            Value::Map(all) => all.is_empty(),
        }
    }

    /// What kind of value it is, for sentences.
    pub fn what(&self) -> &'static str {
        match self.value {
            Value::Nothing => "nothing",
            Value::Scalar { .. } => "text",
            Value::List(_) => "list",
            Value::Map(_) => "map",
        }
    }
}

/// What a plain scalar is: null, yes or no, a number that is written the one way, else text.
fn core(text: &str) -> Json {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Json::Null,
        "true" | "True" | "TRUE" => return Json::Bool(true),
        "false" | "False" | "FALSE" => return Json::Bool(false),
        _ => {}
    }
    if let Ok(whole) = text.parse::<i64>()
        && whole.to_string() == text
    {
        return Json::Number(whole.into());
    }
    // `1.10` is a reference as often as a number: only what is written back the same way is one.
    if let Some(number) = text.parse::<f64>().ok().and_then(Number::from_f64)
        && number.to_string() == text
    {
        return Json::Number(number);
    }
    Json::String(text.to_owned())
}

/// The parts of a map that are taken out one by one, so that what nobody asks for is left.
#[derive(Debug)]
pub(super) struct Fields {
    all: Vec<(String, Node)>,
    /// The line of the map.
    pub line: usize,
}

impl Fields {
    /// The fields of a map; the node itself where it is none.
    pub fn of(node: Node) -> Result<Self, Node> {
        match node.value {
            Value::Map(all) => Ok(Self { all, line: node.line }),
            _ => Err(node),
        }
    }

    /// Whether there is a value with this name.
    pub fn has(&self, name: &str) -> bool {
        self.all.iter().any(|(key, _)| key == name)
    }

    /// The value with this name, where it stands.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.all.iter().find(|(key, _)| key == name).map(|(_, node)| node)
    }

    /// Takes a value out.
    pub fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.all.iter().position(|(key, _)| key == name)?;
        Some(self.all.remove(at).1)
    }

    /// Takes a text out: what is there and no text stays.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let at = self.all.iter().position(|(key, _)| key == name)?;
        match &self.all.get(at)?.1.value {
            Value::Scalar { .. } | Value::Nothing => {}
            _ => return None,
        }
        let (_, node) = self.all.remove(at);
        node.text().map(str::to_owned)
    }

    /// Takes a whole number out: what is there and no number stays.
    pub fn whole(&mut self, name: &str) -> Option<i64> {
        let at = self.all.iter().position(|(key, _)| key == name)?;
        let node = &self.all.get(at)?.1;
        let Value::Scalar { text, .. } = &node.value else { return None };
        let text = text.trim();
        let whole = text.parse::<i64>().ok().or_else(|| text.strip_suffix(".0")?.parse().ok())?;
        self.all.remove(at);
        Some(whole)
    }

    /// Takes yes or no out: what is there and neither stays.
    pub fn yes(&mut self, name: &str) -> Option<bool> {
        let at = self.all.iter().position(|(key, _)| key == name)?;
        let yes = match self.all.get(at)?.1.text()?.trim().to_lowercase().as_str() {
            "true" | "yes" | "1" => true,
            "false" | "no" | "0" => false,
            _ => return None,
        };
        self.all.remove(at);
        Some(yes)
    }

    /// Takes a list of texts out; a single text is a list of its lines and of what commas part.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        self.parted(name, &['\n', ','])
    }

    /// The same for texts in which commas part nothing.
    pub fn lines(&mut self, name: &str) -> Vec<String> {
        self.parted(name, &['\n'])
    }

    fn parted(&mut self, name: &str, signs: &[char]) -> Vec<String> {
        let Some(at) = self.all.iter().position(|(key, _)| key == name) else { return Vec::new() };
        let texts: Option<Vec<String>> = match self.all.get(at).map(|(_, node)| &node.value) {
            Some(Value::List(all)) => all.iter().map(|one| one.text().map(str::to_owned)).collect(),
            Some(Value::Scalar { text, .. }) => Some(
                text.split(signs)
                    .map(str::trim)
                    .filter(|one| !one.is_empty())
                    .map(str::to_owned)
                    .collect(),
            ),
            Some(Value::Nothing) => Some(Vec::new()),
            _ => None,
        };
        match texts {
            Some(texts) => {
                self.all.remove(at);
                texts
            }
            None => Vec::new(),
        }
    }

    /// What nobody has asked for and says something.
    pub fn rest(self) -> impl Iterator<Item = (String, Node)> {
        self.all.into_iter().filter(|(_, node)| !node.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ctl_05_plain_scalars_are_numbers_only_where_they_are_written_so() {
        for (text, is) in [
            ("1.10", json!("1.10")),
            ("0755", json!("0755")),
            ("12", json!(12)),
            ("1.5", json!(1.5)),
            ("null", json!(null)),
            ("true", json!(true)),
            ("no", json!("no")),
        ] {
            assert_eq!(core(text), is, "{text}");
        }
    }

    #[test]
    fn ctl_05_what_has_the_wrong_type_is_left_to_be_told() {
        let node = Node::of_json(json!({"a": ["x"], "b": "y", "c": "3", "d": "kanske", "e": ""}));
        let mut fields = Fields::of(node).unwrap();
        assert_eq!(fields.text("a"), None);
        assert_eq!(fields.whole("c"), Some(3));
        assert_eq!(fields.yes("d"), None);
        let left: Vec<String> = fields.rest().map(|(name, _)| name).collect();
        assert_eq!(left, ["a", "b", "d"]);
    }
}
