//! How many days people are given and told ahead: `content/decisions/days.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// The numbers of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "verify")]
    _verify: bool,
    /// What is to be done is told of so many days before it.
    pub ahead: i32,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    stadga_model::shipped(
        "content/decisions/days.toml",
        include_str!("../../../content/decisions/days.toml"),
    )
});

/// What stands in `content/decisions/days.toml`.
pub(crate) fn days() -> &'static Days {
    &DAYS
}
