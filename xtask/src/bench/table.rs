//! The one table that the bench prints.

use super::figures::{Times, ratio};
use super::pages::Pages;
use super::shown;
use std::fmt;

/// Rows of what was measured, its median, its 99th percentile, and what it should be.
pub struct Table(Vec<[String; 4]>);

impl Table {
    /// A table with its heads.
    pub fn new() -> Self {
        Self(vec![["what", "median", "99 of 100", "to reach"].map(str::to_owned)])
    }

    /// With a measured time.
    pub fn row(&mut self, what: &str, times: &Times, reach: &str) {
        self.0.push([what.to_owned(), shown(times.median()), shown(times.p99()), reach.to_owned()]);
    }

    /// With something that is no time.
    pub fn note(&mut self, what: &str, told: String, reach: &str) {
        self.0.push([what.to_owned(), told, String::new(), reach.to_owned()]);
    }

    /// With the ratios between few and many records, and between a past date and now.
    pub fn ratios(&mut self, few: usize, small: &Pages, many: usize, large: &Pages) {
        let mut pair = |what: &str, time: &Times, than: &Times, reach: &str| {
            let (median, p99) =
                (ratio(time.median(), than.median()), ratio(time.p99(), than.p99()));
            self.0.push([what.to_owned(), median, p99, reach.to_owned()]);
        };
        let apart = format!("{many} : {few} records");
        pair(&format!("list page, {apart}"), &large.list, &small.list, "at most 1.5×");
        pair(&format!("record page, {apart}"), &large.record, &small.record, "at most 1.5×");
        pair("list page, past : now", &large.list_past, &large.list, "at most 3×");
        pair("record page, past : now", &large.record_past, &large.record, "at most 3×");
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let (what, median, p99) = (width(0), width(1), width(2));
        for [first, second, third, reach] in &self.0 {
            let line = format!("{first:<what$}  {second:>median$}  {third:>p99$}  {reach}");
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new();
        table.note("memory", "42 MiB".into(), "under 150 MB");
        let text = table.to_string();
        let at = |word: &str| text.lines().find_map(|line| line.find(word));
        assert_eq!(at("to reach"), at("under 150 MB"));
    }
}
