//! Finds headings: numbered, known by their words, marked as such, or standing alone.

use super::lines::{Line, Page, Role};
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
    let mut found: Vec<Section> = Vec::new();
    let mut top = 0u32;
    for (nth, at) in body.iter().enumerate() {
        let line = |nth: usize| body.get(nth).and_then(|at| page.lines.get(*at));
        let Some(this) = line(nth) else { continue };
        if this.text.chars().count() > 130 || this.text.contains("://") {
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
    if line.bullet || starts_table(&text, around) {
        return None;
    }
    let key = known(&text, words);
    let starts = line.gap || around.before.is_none_or(|before| ended(before, around.width));
    let goes_on = around
        .next
        .is_some_and(|next| !next.gap && !next.bullet && next.text.starts_with(char::is_lowercase));
    let bare = text.trim_end_matches(':').trim();
    let make =
        |level| Section { number: None, title: bare.to_owned(), key: key.clone(), level, at: 0 };
    if line.marked && !bare.ends_with('.') {
        return Some(make(2));
    }
    if text.to_lowercase().starts_with("bilaga")
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
    {
        return Some(make(2));
    }
    (line.gap && stands_alone(bare, line, around)).then(|| make(WEAK))
}

fn numbered(text: &str, line: &Line, around: &Around, words: &Words) -> Option<Section> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = words.fixed.number.captures(text)?;
    let (number, title) =
        (found.get(1)?.as_str(), found.get(2)?.as_str().trim_end_matches(':').trim());
    if !title_like(title) || line.bullet {
        return None;
    }
    let key = known(title, words);
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
fn known(text: &str, words: &Words) -> Option<String> {
    let title =
        text.trim_end_matches([':', '.']).trim().trim_start_matches(['”', '"']).to_lowercase();
    if title.chars().count() > 90 {
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
    let small = title
        .rsplit(' ')
        .next()
        .is_some_and(|last| last.chars().count() < 4 && last.chars().all(char::is_lowercase));
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
        && !small
        && !line.text.contains("  ")
        && !line.text.contains('|');
    shape && after && before
}

/// Names of columns, one per line or side by side, are no headings.
fn starts_table(text: &str, around: &Around) -> bool {
    let column = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        !words.is_empty() && words.len() < 5 && words.iter().all(|word| is_column(word))
    };
    let single = column(text);
    let beside = around.next.is_some_and(|next| column(&next.text))
        || around.before.is_some_and(|before| column(&before.text));
    (single && (beside || text.contains(' '))) || text.contains('|') || text.contains('\t')
}

/// Whether a word names a column of a table of questions or recommendations.
pub fn is_column(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(
        word.as_str(),
        "revisionsfråga"
            | "revisionsfrågor"
            | "fråga"
            | "delfråga"
            | "bedömning"
            | "svar"
            | "kommentar"
            | "kommentarer"
            | "rekommendation"
            | "status"
            | "motivering"
            | "kontrollmål"
            | "resultat"
            | "nr"
            | "uppfyllelse"
            | "färg"
            | "åtgärd"
            | "granskningsområde"
    )
}
