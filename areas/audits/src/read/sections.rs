//! Finds headings: numbered, known by their words, marked as such, or standing alone.

use super::line::{Line, Page, Role};
use super::words::Words;

/// A section of the text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its number, own or inherited.
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// What it is about, where its title tells.
    pub key: Option<String>,
    /// Depth: 1 is highest; 5 a line that only looks like a heading.
    pub level: u8,
    /// The heading's index among the lines.
    pub at: usize,
}

/// A heading that only stands alone on its line.
pub const WEAK: u8 = 5;

/// All sections, in order.
pub fn sections(page: &Page, words: &Words) -> Vec<Section> {
    let body: Vec<usize> = (0..page.lines.len()).filter(|at| is_body(page, *at)).collect();
    let numbered = body.iter().filter(|at| dotted(page, **at, words)).count() > 1;
    let contents = contents(page, words);
    let mut found: Vec<Section> = Vec::new();
    let mut top = 0u32;
    for (nth, at) in body.iter().enumerate() {
        let line = |nth: usize| body.get(nth).and_then(|at| page.lines.get(*at));
        let Some(this) = line(nth) else { continue };
        let leads_contents = words.fixed.contents_heading.is_match(&this.text);
        if leads_contents || this.text.chars().count() > 130 || this.text.contains("://") {
            continue;
        }
        let around = Around {
            before: nth.checked_sub(1).and_then(line),
            next: line(nth + 1),
            width: page.width,
            numbered,
            top,
        };
        let Some(mut section) = heading(this, &around, words) else { continue };
        section.at = *at;
        if unlisted(&section, &contents) {
            continue;
        }
        let own = section.number.as_deref().is_some_and(|n| !n.contains('.'));
        if own {
            top = section.number.as_deref().and_then(|n| n.parse().ok()).unwrap_or(top);
        }
        if section.number.is_none() && section.level > 1 {
            section.number = found.last().and_then(|last| last.number.clone());
        }
        found.push(section);
    }
    found
}

/// The titles of the numbered sections in the list of contents, as letters only.
fn contents(page: &Page, words: &Words) -> Vec<String> {
    let listed = page.lines.iter().filter(|line| line.role == Role::Noise);
    listed
        .filter_map(|line| {
            words
                .fixed
                .number
                .captures(line.raw.trim())?
                .get(2)
                .map(|title| letters(title.as_str()))
        })
        .filter(|title| !title.is_empty())
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Where there is a list of contents, a section of the highest level stands in it.
fn unlisted(section: &Section, contents: &[String]) -> bool {
    let title = letters(&section.title);
    contents.len() > 3
        && section.number.is_some()
        && section.level == 1
        && !contents.iter().any(|listed| listed.starts_with(&title) || title.starts_with(listed))
}

struct Around<'a> {
    before: Option<&'a Line>,
    next: Option<&'a Line>,
    width: usize,
    numbered: bool,
    top: u32,
}

fn is_body(page: &Page, at: usize) -> bool {
    page.lines.get(at).is_some_and(|line| line.role == Role::Body)
}

fn dotted(page: &Page, at: usize, words: &Words) -> bool {
    let Some(line) = page.lines.get(at) else { return false };
    line.text.starts_with(|c: char| c.is_ascii_digit())
        && words.fixed.number.captures(&line.text).is_some_and(|found| {
            found.get(1).is_some_and(|n| n.as_str().contains('.'))
                && found.get(2).is_some_and(|title| title_like(title.as_str()))
        })
}

fn title_like(title: &str) -> bool {
    title.starts_with(char::is_uppercase)
        && !title.ends_with(['.', ',', ';', '?', '!'])
        && title.chars().any(char::is_lowercase)
}

fn heading(line: &Line, around: &Around, words: &Words) -> Option<Section> {
    let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(section) = numbered(&text, line, around, words) {
        return Some(section);
    }
    if line.bullet || starts_table(&text, around, words) {
        return None;
    }
    let key = known(&text, words);
    let starts = line.gap || around.before.is_none_or(|before| ended(before, around.width));
    let goes_on = around.next.is_some_and(|next| {
        !next.gap
            && !next.bullet
            && next.text.starts_with(char::is_lowercase)
            && !words.fixed.list_number.is_match(&next.text)
    });
    let bare = text.trim_end_matches(':').trim();
    let make =
        |level| Section { number: None, title: bare.to_owned(), key: key.clone(), level, at: 0 };
    if line.marked && !bare.ends_with('.') {
        return Some(make(2));
    }
    if words.fixed.appendix.is_match(&text)
        && starts
        && text.chars().count() < 80
        && !text.contains(". ")
        && !goes_on
    {
        return Some(make(if key.is_some() { 1 } else { WEAK }));
    }
    if key.is_some()
        && starts
        && !goes_on
        && bare.starts_with(char::is_uppercase)
        && !bare.ends_with(['.', ','])
        && !ends_small(bare)
    {
        return Some(make(2));
    }
    let labelled =
        words.fixed.label_number.is_match(bare) || words.fixed.short_number.is_match(bare);
    let told = [&words.fixed.sentence, &words.request.sentence, &words.recommendation.recommend];
    let leads = text.ends_with(':') && told.iter().any(|pattern| pattern.is_match(&text));
    (line.gap && !labelled && !leads && stands_alone(bare, line, around)).then(|| make(WEAK))
}

fn numbered(text: &str, line: &Line, around: &Around, words: &Words) -> Option<Section> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = words.fixed.number.captures(text)?;
    let (number, title) =
        (found.get(1)?.as_str(), found.get(2)?.as_str().trim_end_matches(':').trim());
    let key = known(title, words);
    let capitals = key.is_some() && !title.contains(char::is_lowercase);
    if !(title_like(title) || capitals) || line.bullet {
        return None;
    }
    let dots = number.matches('.').count();
    let next_listed = around
        .next
        .and_then(|next| words.fixed.number.captures(&next.text))
        .and_then(|n| n.get(1).map(|n| n.as_str().to_owned()));
    let value: u32 = number.parse().unwrap_or(0);
    let single = key.is_some()
        || (around.numbered
            && (line.gap || around.before.is_none())
            && value == around.top + 1
            && next_listed != Some((value + 1).to_string()));
    if dots == 0 && !single {
        return None;
    }
    let level = u8::try_from(dots + 1).unwrap_or(4).min(4);
    Some(Section { number: Some(number.to_owned()), title: title.to_owned(), key, level, at: 0 })
}

/// What a title is about; one space too many from conversion is forgiven.
pub fn known(text: &str, words: &Words) -> Option<String> {
    let title = text.trim_end_matches([':', '.']).trim().trim_start_matches(['”', '"']);
    let title = title.to_lowercase();
    if title.chars().count() > 90 || words.fixed.sentence.is_match(&title) {
        return None;
    }
    if let Some(key) = words.heading(&title) {
        return Some(key.to_owned());
    }
    let spaces: Vec<usize> = title.match_indices(' ').map(|(at, _)| at).take(4).collect();
    spaces.iter().find_map(|at| {
        let mut joined = title.clone();
        joined.remove(*at);
        words.heading(&joined).map(str::to_owned)
    })
}

/// Whether a line ends what it says, so that the next begins something new.
pub fn ended(line: &Line, width: usize) -> bool {
    let text = line.text.trim_end_matches(['”', '"', ')']);
    text.ends_with(['.', '?', '!', ':']) || line.text.chars().count() * 10 < width * 6
}

fn stands_alone(title: &str, line: &Line, around: &Around) -> bool {
    let chars = title.chars().count();
    let after = around.next.is_some_and(|next| {
        next.gap
            || next.bullet
            || (next.text.starts_with(char::is_uppercase) && next.text.chars().count() > chars)
    });
    let before = around
        .before
        .is_none_or(|before| before.text.ends_with(['.', '?', '!', ':', ')', '”', ']']));
    let shape = title_like(title)
        && chars <= 70
        && !title.ends_with('-')
        && !ends_small(title)
        && !line.text.contains("  ")
        && !line.text.contains('|');
    shape && after && before
}

/// Whether words end in a small one ("av"), and so go on.
fn ends_small(title: &str) -> bool {
    let last = title.rsplit(' ').next();
    last.is_some_and(|last| last.chars().count() < 4 && last.chars().all(char::is_lowercase))
}

/// Names of columns, one per line or side by side, are no headings.
fn starts_table(text: &str, around: &Around, words: &Words) -> bool {
    let column = |text: &str| {
        let named: Vec<&str> = text.split_whitespace().collect();
        !named.is_empty() && named.len() < 5 && named.iter().all(|word| words.is_column(word))
    };
    let single = column(text);
    let beside = around.next.is_some_and(|next| column(&next.text))
        || around.before.is_some_and(|before| column(&before.text));
    (single && (beside || text.contains(' '))) || text.contains('|') || text.contains('\t')
}
