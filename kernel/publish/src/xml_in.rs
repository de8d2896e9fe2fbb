//! The few things that all readers of office XML ask of an element.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart};

/// What a reference such as `&amp;` or `&#246;` stands for; an unknown one stands for nothing.
pub(crate) fn referred(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(letter)) => letter.to_string(),
        _ => resolve_predefined_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The value of the attribute `key`, by its name with prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(key).ok()??;
    let value = unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}
