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

static FILE: LazyLock<File> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/systems/roles.toml",
        include_str!("../../../content/systems/roles.toml"),
    )
});

/// The roles, by their keys in `content/roles.toml`.
pub fn all() -> &'static [String] {
    &FILE.roles
}
