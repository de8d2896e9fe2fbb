//! What the user chose for each finding: taken or dropped, and values mended.

use stadga_model::{Date, Finding, Term};
use std::collections::{BTreeMap, BTreeSet};

use super::date;

/// Findings are named by their place in the reading: `questions.2`; a value in one: `questions.2.grade`.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    taken: BTreeSet<String>,
    mended: BTreeMap<String, String>,
}

/// Values that are dates.
const DATES: [&str; 5] = ["date", "valid_to", "earliest", "latest", "answer_due"];

impl Choices {
    /// From a form: `verdict.{place}` says accept, mend or drop, `value.{place}.{name}` is a value. A value counts where
    /// its finding is to be mended; what is accepted is taken as found.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut choices = Self::default();
        let mut verdicts = BTreeMap::new();
        for (name, value) in pairs {
            if let Some(place) = name.strip_prefix("verdict.") {
                verdicts.insert(place.to_owned(), value);
            } else if let Some(place) = name.strip_prefix("value.") {
                choices.mended.insert(place.to_owned(), value);
            }
        }
        choices.mended.retain(|path, _| {
            let place = path.rsplit_once('.').map_or("", |(place, _)| place);
            verdicts.get(place).is_none_or(|verdict| verdict == "mend")
        });
        let taken = verdicts.into_iter().filter(|(_, verdict)| verdict != "drop");
        choices.taken = taken.map(|(place, _)| place).collect();
        choices
    }

    /// Also takes this finding.
    pub fn take(&mut self, path: impl Into<String>) {
        self.taken.insert(path.into());
    }

    /// Also mends this value.
    pub fn mend(&mut self, path: impl Into<String>, value: impl Into<String>) {
        self.mended.insert(path.into(), value.into());
    }

    /// Whether a finding is taken.
    pub fn takes(&self, path: &str) -> bool {
        self.taken.contains(path)
    }

    /// The findings of a list that are taken, each with its place.
    pub fn taken<'a, T>(
        &'a self,
        list: &'a str,
        found: &'a [T],
    ) -> impl Iterator<Item = (String, &'a T)> {
        let placed = found.iter().enumerate().map(move |(at, one)| (format!("{list}.{at}"), one));
        placed.filter(|(path, _)| self.takes(path))
    }

    /// A value: mended, else as found. An emptied one is none.
    pub fn text(&self, path: &str, found: Option<&str>) -> Option<String> {
        let text = self.mended.get(path).map_or(found, |mended| Some(mended));
        text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// A term of a scale: chosen, else as found.
    pub fn term(&self, path: &str, found: Option<&str>) -> Option<Term> {
        self.text(path, found).map(Term)
    }

    /// A date: mended, else as found. Faults have been told before, see [`Self::faults`].
    pub fn date(&self, path: &str, found: Option<Date>) -> Option<Date> {
        match self.mended.get(path) {
            Some(mended) => date(path, mended).ok().flatten(),
            None => found,
        }
    }

    /// Every mended value that cannot be used.
    pub fn faults(&self) -> Vec<Finding> {
        let is_date = |path: &str| path.rsplit('.').next().is_some_and(|end| DATES.contains(&end));
        let dates = self.mended.iter().filter(|(path, _)| is_date(path));
        dates.filter_map(|(path, value)| date(path, value).err()).map(|fault| *fault).collect()
    }
}
