//! Text in two columns side by side: put one below the other, each place keeping its own line.

use std::collections::HashMap;

use super::tables;
use super::unfold::Unfolded;
use super::words::Words;

/// So many lines at least have words in both columns.
const BOTH: usize = 10;
/// So many lines at least go on in each column: in a list of names or figures none does.
const GO_ON: usize = 3;
/// How long the lines of a column are at least, in the middle.
const LONG: usize = 16;

/// A line of the text, cut at the gutter.
struct Cut<'a> {
    left: &'a str,
    right: &'a str,
    /// Whether the right words begin right at the gutter.
    both: bool,
}

/// The text with its columns one below the other, where it has two; a table is none.
pub fn split(text: &str, words: &Words) -> Option<Unfolded> {
    if text.len() > super::lines::LONGEST {
        return None;
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let gutter = gutter(&lines)?;
    let cuts: Vec<Option<Cut>> = lines.iter().map(|line| cut(line, gutter)).collect();
    let mut split = Unfolded { text: String::new(), given: Vec::new() };
    let (mut at, mut any) = (0, false);
    while at < lines.len() {
        let run = cuts.get(at..).unwrap_or(&[]).iter().map_while(Option::as_ref);
        let run: Vec<&Cut> = run.collect();
        let (from, to) = (run.iter().position(|c| c.both), run.iter().rposition(|c| c.both));
        let region = from.zip(to).and_then(|(from, to)| run.get(from..=to));
        if let (Some(region), Some(from)) = (region.filter(|run| columns(run, words)), from) {
            for before in at..at + from {
                split.add(lines.get(before).unwrap_or(&""), before + 1);
            }
            for side in [|cut: &Cut| cut.left.to_owned(), |cut: &Cut| cut.right.to_owned()] {
                for (nth, cut) in region.iter().enumerate() {
                    split.add(&side(cut), at + from + nth + 1);
                }
                split.add("", at + from + region.len());
            }
            (at, any) = (at + from + region.len(), true);
            continue;
        }
        // Up to and with the line that crosses the gutter.
        let end = (at + run.len().max(1)).min(lines.len());
        for (nth, line) in lines.iter().enumerate().take(end).skip(at) {
            split.add(line, nth + 1);
        }
        at = end;
    }
    any.then_some(split)
}

/// Where the right column begins: at the place where most lines go on after a gap.
fn gutter(lines: &[&str]) -> Option<usize> {
    let mut places: HashMap<usize, usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.contains("  ")) {
        if let [_, (place, _)] = tables::segments(line).as_slice() {
            *places.entry(*place).or_default() += 1;
        }
    }
    let most = places.into_iter().max_by_key(|(place, count)| (*count, *place));
    most.filter(|(_, count)| *count >= BOTH).map(|(place, _)| place)
}

/// A line cut at the gutter, where nothing crosses it.
fn cut(line: &str, gutter: usize) -> Option<Cut<'_>> {
    let Some((at, first)) = line.char_indices().nth(gutter) else {
        return Some(Cut { left: line, right: "", both: false });
    };
    let (left, right) = line.split_at(at);
    let apart = left.trim().is_empty() || left.ends_with("  ") || left.ends_with("- ");
    let whole = left.ends_with(' ') && !first.is_whitespace();
    let both = whole && !left.trim().is_empty();
    (right.trim().is_empty() || apart || whole).then_some(Cut { left, right, both })
}

/// Whether lines are two columns of running text.
fn columns(run: &[&Cut], words: &Words) -> bool {
    let both = run.iter().filter(|cut| cut.both);
    let (left, right): (Vec<&str>, Vec<&str>) = both.map(|cut| (cut.left, cut.right)).unzip();
    let (lefts, rights): (Vec<&str>, Vec<&str>) =
        run.iter().map(|cut| (cut.left, cut.right)).unzip();
    let names = |text: &str| text.split_whitespace().next().is_some_and(|w| words.is_column(w));
    let table = |cut: &&&Cut| cut.both && names(cut.left) && names(cut.right);
    let gaps = |cut: &&&Cut| cut.left.trim().contains("   ") || cut.right.trim().contains("   ");
    left.len() >= BOTH
        && is_long(&left)
        && is_long(&right)
        && goes_on(&lefts)
        && goes_on(&rights)
        && run.iter().filter(gaps).count() * 8 < left.len()
        && run.iter().filter(table).count() == 0
}

/// Whether the lines of a column are as long in the middle as those of running text.
fn is_long(column: &[&str]) -> bool {
    let mut lengths: Vec<usize> = column.iter().map(|line| line.trim().chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).is_some_and(|middle| *middle >= LONG)
}

/// Whether a column's sentences go on from line to line.
fn goes_on(column: &[&str]) -> bool {
    let on = |pair: &&[&str]| {
        matches!(pair, [above, below]
            if above.trim().chars().count() >= LONG && below.trim().starts_with(char::is_lowercase))
    };
    column.windows(2).filter(on).count() >= GO_ON
}
