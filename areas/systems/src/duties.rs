//! What the maintenance of each type of application has to do (CMDB-08, R-12), from `content/systems/duties.toml`.

use serde::Deserialize;
use stadga_model::Term;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    /// Type to duties.
    types: BTreeMap<String, Vec<String>>,
}

static TYPES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(read);

fn read() -> BTreeMap<String, Vec<String>> {
    stadga_model::shipped::<File>(
        "content/systems/duties.toml",
        include_str!("../../../content/systems/duties.toml"),
    )
    .types
}

/// The duties of a type, by their keys in the scale `application-duty`.
pub fn of(application_type: &Term) -> &'static [String] {
    TYPES.get(&application_type.0).map(Vec::as_slice).unwrap_or_default()
}
