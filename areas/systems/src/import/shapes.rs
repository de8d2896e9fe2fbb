//! The ready shapes of `content/systems/shapes.toml`.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

use crate::item::Part;

/// A ready shape.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// What parts several values in a cell, besides line breaks.
    pub multiple: String,
    /// The field, then the heads that mean it, the one first that is written when items are given back.
    pub columns: Vec<Vec<String>>,
    /// The heads of a sheet of relations.
    pub relation: Relation,
    /// What relations are called.
    #[serde(default)]
    pub relation_words: Means,
    /// What values are called.
    #[serde(default)]
    pub words: Vec<Words>,
}

/// The heads of a sheet of relations: who depends, on what, how.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    pub who: Vec<String>,
    pub on: Vec<String>,
    pub meaning: Vec<String>,
}

/// Words with what they mean.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    pub means: Vec<[String; 2]>,
}

/// A field's words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub part: Part,
    pub means: Vec<[String; 2]>,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    #[serde(flatten)]
    shapes: BTreeMap<String, Shape>,
}

static SHAPES: LazyLock<BTreeMap<String, Shape>> = LazyLock::new(|| {
    stadga_model::shipped::<File>(
        "content/systems/shapes.toml",
        include_str!("../../../../content/systems/shapes.toml"),
    )
    .shapes
});

/// The shape with this key.
pub fn shape(key: &str) -> Shape {
    SHAPES.get(key).cloned().unwrap_or_default()
}
