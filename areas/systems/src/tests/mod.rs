//! Tests of the area as a whole; and what its kinds' unit tests share: a record checked by its rules on a set day.

mod area;
mod impact;
mod reading;
mod upkeep;

use crate::ConfigurationItem;
pub use stadga_testkit::rules::{check, id, near, pointing};

/// An item about which nothing is known but its name.
pub fn item(name: &str) -> ConfigurationItem {
    let body = serde_json::json!({ "name": name, "item_type": "server", "state": "in-use" });
    serde_json::from_value(body).unwrap()
}
