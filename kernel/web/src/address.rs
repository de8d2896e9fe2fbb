//! The pairs of an address's query, changed one at a time: filters, order and page of a list stay readable and stable.

use crate::AS_OF;
use stadga_model::{Id, Refusal};

/// The pairs of a query in order, without empty ones and without what belongs to the page and not to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address(Vec<(String, String)>);

/// Names that stand in addresses but say nothing of a list.
const OUTSIDE: [&str; 3] = [AS_OF, "done", "lang"];

/// The id in a path.
///
/// # Errors
/// Not found, where it is none.
pub fn id_of<R>(text: &str) -> Result<Id<R>, Refusal> {
    text.parse().map_err(|_| Refusal::NotFound)
}

impl Address {
    /// Reads `a=1&b=2`.
    pub fn read(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
        Self(
            pairs
                .filter(|(name, value)| !value.is_empty() && !OUTSIDE.contains(&&**name))
                .collect(),
        )
    }

    /// All pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values that `name` has; several may stand in one, with commas between.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let found = self.pairs().filter(|(other, _)| *other == name);
        found.flat_map(|(_, value)| value.split(',')).filter(|value| !value.is_empty()).collect()
    }

    /// The last value that `name` has.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().filter(|(other, _)| *other == name).last().map(|(_, value)| value)
    }

    /// The same without `name`.
    pub fn without(&self, name: &str) -> Self {
        Self(self.0.iter().filter(|(other, _)| other != name).cloned().collect())
    }

    /// The same with `name` set to `value`.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.0.push((name.to_owned(), value.to_owned()));
        changed
    }

    /// As a query: `a=1&b=2`.
    pub fn query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    /// As an address: `/measure?a=1&b=2`.
    pub fn of(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_changed_pair_by_pair() {
        let address =
            Address::read("state=planned,late&q=&sort=-due&as-of=2024-01-01&title.has=%C3%A5+%26");
        assert_eq!(address.all("state"), ["planned", "late"]);
        assert_eq!(address.get("title.has"), Some("å &"));
        assert_eq!(
            address.with("sort", "due").of("/m"),
            "/m?state=planned%2Clate&title.has=%C3%A5+%26&sort=due"
        );
        assert_eq!(address.without("state").without("sort").without("title.has").of("/m"), "/m");
    }
}
