//! What is asked of those who read what marks withhold, as the organisation's settings say.

use serde::Deserialize;
use stadga_access::Level;

/// What is asked of those who read what marks withhold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkedOptions {
    /// How surely it must be known who they are.
    pub level: Level,
    /// Whether they say what for.
    pub purpose: Purpose,
}

/// Whether readers of what marks withhold say what for (SEC-05).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// They do, and nothing is shown before.
    #[default]
    Asked,
    /// They need not: who read what and when is noted all the same.
    None,
}

impl Purpose {
    /// How long a purpose can be.
    const LONGEST: usize = 200;

    /// What a reader wrote, tidied; none, when it is asked for and nothing is there.
    pub(crate) fn of(self, written: &str) -> Option<String> {
        let purpose: String = written.trim().chars().take(Self::LONGEST).collect();
        (self == Self::None || !purpose.is_empty()).then_some(purpose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_05_a_purpose_is_asked_for_where_the_organisation_wants_it() {
        assert_eq!(Purpose::Asked.of("  "), None);
        assert_eq!(Purpose::Asked.of(" tillsyn ").as_deref(), Some("tillsyn"));
        assert_eq!(Purpose::None.of("  ").as_deref(), Some(""));
        assert_eq!(Purpose::None.of(&"å".repeat(300)).map(|p| p.chars().count()), Some(200));
    }
}
