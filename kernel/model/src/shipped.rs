//! Dated data of `content/` that is part of the program.

use serde::de::DeserializeOwned;

/// What stands in a file of `content/` that was built into the program; `name` is where it lies.
///
/// # Panics
/// When the file is not as its type says: each is read by a test, so that none such is shipped.
#[expect(clippy::panic, reason = "the file is part of the program; a test reads it")]
pub fn shipped<T: DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|fault| panic!("{name} cannot be read: {fault}"))
}
