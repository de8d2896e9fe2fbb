//! Tells what kind of document a text is, and where a cover letter ends and the report begins.

use super::line::Role;
use super::patterns::Lazy;
use super::reading::{Kind, Lines, Part};
use super::sections::WEAK;
use super::sheet::Sheet;
use super::words::Words;

/// A letter that says nowhere that it is one has fewer paragraphs than this.
const LETTER: usize = 40;
/// Who sends a letter stands within so many lines.
const HEAD: usize = 6;

/// What the text is, and the documents within it.
pub fn kind(sheet: &Sheet, words: &Words) -> (Kind, Vec<Part>) {
    let last = sheet.page.lines.len();
    let opening = opening(sheet);
    let kinds = &words.kinds;
    let blocks = sheet.blocks.iter().take(4000).map(|block| block.text.to_lowercase());
    let columns = sheet.tables.iter().flat_map(|table| table.columns.clone());
    let texts: Vec<String> = blocks.chain(columns).collect();
    let evidence = |patterns: &[super::words::Pattern]| {
        let said =
            |pattern: &&super::words::Pattern| texts.iter().any(|text| pattern.is_match(text));
        patterns.iter().filter(said).count()
    };
    let first = |pattern: &Lazy| opening.iter().position(|(_, text)| pattern.is_match(text));
    let (answer, review, report) =
        (first(&kinds.answer), first(&kinds.review), first(&kinds.report));
    let sends = || {
        let short = texts.len() < LETTER && answer.is_none() && !structured(sheet);
        (short && texts.iter().any(|text| kinds.sends.is_match(text))).then_some(0)
    };
    let letter = first(&kinds.letter).or_else(sends);
    let whole = |kind| (kind, vec![Part { kind, lines: Lines(1, last) }]);
    let before = |a: Option<usize>, b: Option<usize>| a.is_some_and(|a| b.is_none_or(|b| a <= b));
    let other = first(&kinds.other);
    let extract = opening.first().is_some_and(|(_, text)| kinds.extract.is_match(text));
    if extract && answer.is_some() && evidence(&kinds.answer_evidence) > 1 {
        return whole(Kind::Answer);
    }
    if other.is_some_and(|at| {
        at < 3 && [letter, answer, review, report].iter().all(|found| !before(*found, other))
    }) || opening.iter().take(6).any(|(_, text)| kinds.never.is_match(text))
        || opening.is_empty()
    {
        return (Kind::Other, Vec::new());
    }
    if letter.is_none() && accompanies(sheet, (&opening, answer), words) {
        return whole(Kind::CoverLetter);
    }
    if before(answer, report) && before(answer, letter) && evidence(&kinds.answer_evidence) > 0 {
        return whole(Kind::Answer);
    }
    let believed = evidence(&kinds.report_evidence);
    let audits = texts.iter().any(|text| kinds.report_needed.is_match(text));
    if before(review, report) && believed > 0 {
        return whole(Kind::Review);
    }
    let split = letter.and_then(|_| report_begins(sheet));
    match (letter, split, believed > 2) {
        (Some(at), Some(line), true) => {
            let start = opening.get(at).map_or(1, |_| 1);
            let letter = Part { kind: Kind::CoverLetter, lines: Lines(start, line - 1) };
            (Kind::Report, vec![letter, Part { kind: Kind::Report, lines: Lines(line, last) }])
        }
        (Some(_), None, true) => whole(Kind::CoverLetter),
        (None, _, true) if audits && (report.is_some() || structured(sheet)) => whole(Kind::Report),
        _ => (Kind::Other, Vec::new()),
    }
}

/// Whether a text is a short letter that comes with a report without saying so: the auditors stand at its head, it speaks of
/// an audit, and asks for an answer, which no report does by itself. A board that takes a stand writes no such letter.
fn accompanies(
    sheet: &Sheet,
    (opening, answer): (&[(usize, String)], Option<usize>),
    words: &Words,
) -> bool {
    let kinds = &words.kinds;
    let asks =
        |text: &str| words.request.sentence.is_match(text) && words.request.auditors.is_match(text);
    // What asks for an answer may look like the title of one.
    let answers = answer.and_then(|at| opening.get(at)).is_some_and(|(_, text)| !asks(text));
    let sent = opening.iter().take(HEAD).any(|(_, text)| kinds.sender.is_match(text));
    let report = opening.iter().any(|(_, text)| kinds.reports.is_match(text));
    if answers || report || !sent || sheet.blocks.len() >= LETTER || structured(sheet) {
        return false;
    }
    let any = |fits: &dyn Fn(&str) -> bool| sheet.sentences.iter().any(|one| fits(&one.text));
    any(&asks)
        && any(&|text| kinds.audited.is_match(text))
        && !any(&|text| words.answers.takes_stand.is_match(text))
}

/// The first lines with words, in lower case.
fn opening(sheet: &Sheet) -> Vec<(usize, String)> {
    sheet
        .page
        .lines
        .iter()
        .filter(|line| line.role == Role::Body)
        .take(25)
        .map(|line| (line.no, line.text.to_lowercase()))
        .collect()
}

/// The report after a cover letter begins with its first summary, contents or numbered section.
fn report_begins(sheet: &Sheet) -> Option<usize> {
    const REPORT: [&str; 4] = ["criteria", "method", "questions", "purpose"];
    let inner = sheet
        .sections
        .iter()
        .filter(|s| s.number.is_some() || s.key.as_deref().is_some_and(|key| REPORT.contains(&key)))
        .count();
    if inner < 3 {
        return None;
    }
    let numbered =
        sheet.sections.iter().find(|s| s.number.as_deref() == Some("1")).map(|s| s.at + 1);
    let contents = sheet.page.lines.iter().position(|line| {
        let text = line.text.to_lowercase();
        text == "innehåll" || text == "innehållsförteckning"
    });
    let known = sheet
        .sections
        .iter()
        .skip(1)
        .filter(|s| s.level < WEAK)
        .find(|s| s.key.as_deref() == Some("background"))
        .map(|s| s.at + 1);
    numbered.into_iter().chain(contents.map(|at| at + 1)).min().or(known).filter(|line| *line > 1)
}

/// Whether a text without a telling title is built as a report.
fn structured(sheet: &Sheet) -> bool {
    const REPORT: [&str; 7] = [
        "purpose",
        "purpose-questions",
        "questions",
        "criteria",
        "recommendations",
        "verdicts",
        "method",
    ];
    let mut keys: Vec<&str> = sheet
        .sections
        .iter()
        .filter_map(|s| s.key.as_deref())
        .filter(|key| REPORT.contains(key))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.len() > 2
}
