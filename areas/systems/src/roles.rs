//! The ITIL roles that have to be held (CMDB-09), from `content/systems/roles.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    roles: Vec<String>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static FILE: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../../content/systems/roles.toml");
    toml::from_str(text).expect("content/systems/roles.toml can be read")
});

/// The roles, by their keys in `content/roles.toml`.
pub fn all() -> &'static [String] {
    &FILE.roles
}
