//! Older recommendations followed up one by one, with grade, reason and what replaced the subject (AUD-21, AUD-22).

mod headed;

use super::blocks::{Block, Shape};
use super::judging::{self, Judged};
use super::line::{Line, Role};
use super::reading::{Ask, FollowUp, Grade, Lines, Said};
use super::repair;
use super::sheet::Sheet;
use super::words::Words;

/// A point and what is said of it.
struct Point {
    subject: String,
    reason: String,
    /// What stands after the label of the verdict ("Bedömning: Genomförd").
    verdict: Option<Said>,
    lines: Lines,
}

/// All points followed up; a grade that conversion lost is asked about.
pub fn follow_ups(sheet: &Sheet, words: &Words, asks: &mut Vec<Ask>) -> Vec<FollowUp> {
    let mut points: Vec<Point> = Vec::new();
    let mut coloured = false;
    for (nth, _) in sheet.about(&["follow-up"]).take(20) {
        let lines = sheet.lines_of_section(nth);
        coloured |= sheet
            .sentences_in(lines)
            .iter()
            .any(|sentence| words.follow_up.colours.is_match(&sentence.text));
        let anchored = anchored(sheet, lines, words);
        points.extend(if anchored.is_empty() { itemised(sheet, nth, words) } else { anchored });
    }
    points.extend(tabled(sheet, words));
    if points.is_empty() {
        points = headed::points(sheet, words);
    }
    points.into_iter().map(|point| followed(point, coloured, words, asks)).collect()
}

fn followed(point: Point, coloured: bool, words: &Words, asks: &mut Vec<Ask>) -> FollowUp {
    let grade = grade(&point, words).map(|grade| white_if_replaced(grade, &point.reason, words));
    let mut ask = |what: &str| {
        asks.push(Ask { what: what.to_owned(), about: point.subject.clone(), lines: point.lines })
    };
    match &grade {
        None => ask(if coloured { "follow-up-colour" } else { "follow-up-grade" }),
        Some(grade) if grade.uncertain => ask("grade-uncertain"),
        Some(_) => {}
    }
    let white = grade.as_ref().is_some_and(|grade| grade.key == "not-relevant");
    let replaced_by = if white { replaced_by(&point.reason, words) } else { None };
    if white && replaced_by.is_none() {
        ask("replaced-by");
    }
    FollowUp {
        subject: point.subject,
        reason: point.reason,
        grade,
        replaced_by,
        lines: point.lines,
    }
}

fn grade(point: &Point, words: &Words) -> Option<Grade> {
    let whole = Said { as_written: point.reason.clone(), lines: point.lines };
    let labelled = point.verdict.as_ref();
    let told = labelled.and_then(|said| judging::opening(said, "follow-up", words));
    if let Some(grade) = told.or_else(|| judging::opening(&whole, "follow-up", words)) {
        return Some(grade);
    }
    let mut from = 0;
    super::sentences::ends(&point.reason, words).into_iter().find_map(|to| {
        let said = Said {
            as_written: point.reason.get(from..to).unwrap_or("").trim().to_owned(),
            lines: point.lines,
        };
        from = to;
        match judging::judged(&said, "", "follow-up", words) {
            Judged::Clear(grade) => Some(grade),
            _ => None,
        }
    })
}

/// What was not done because something else took its place is white, if the user says so (AUD-22).
fn white_if_replaced(grade: Grade, reason: &str, words: &Words) -> Grade {
    let end = super::sentences::ends(reason, words).first().copied().unwrap_or(reason.len());
    let verdict = reason.get(..end).unwrap_or(reason);
    let found = words.follow_up.replaced.iter().find_map(|pattern| {
        pattern.captures(verdict).filter(|found| found.name("what").is_some())?.get(0)
    });
    match found.filter(|_| grade.key == "not-done") {
        Some(found) => Grade {
            key: "not-relevant".to_owned(),
            wording: found.as_str().trim().to_owned(),
            uncertain: true,
            ..grade
        },
        None => grade,
    }
}

fn replaced_by(reason: &str, words: &Words) -> Option<String> {
    let found = &words.follow_up;
    let named = found.replaced.iter().find_map(|pattern| {
        pattern.captures(reason)?.name("what").map(|what| what.as_str().trim().to_owned())
    });
    named.or_else(|| {
        let told = found.replaced.iter().any(|pattern| pattern.is_match(reason));
        let new = found.introduced.captures(reason).filter(|_| told)?;
        Some(format!("{} ({})", new.name("what")?.as_str().trim(), new.name("year")?.as_str()))
    })
}

/// Finds each known point again, in order, at the start of a line; what stands between is the reason.
fn anchored(sheet: &Sheet, lines: Lines, words: &Words) -> Vec<Point> {
    let anchors = anchors(sheet, lines, words);
    let body: Vec<&Line> = sheet
        .page
        .lines
        .iter()
        .take(lines.1)
        .skip(lines.0)
        .filter(|line| line.role == Role::Body)
        .collect();
    let mut starts: Vec<(usize, &str, Begin)> = Vec::new();
    let mut from = 0;
    for anchor in anchors.iter().take(100) {
        let found = (from..body.len()).find_map(|at| Some((at, begins(&body, at, anchor)?)));
        let Some((at, begin)) = found else { continue };
        from = at + 1;
        starts.push((at, anchor, begin));
    }
    if starts.len() < 2 || starts.len() * 10 < anchors.len() * 6 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(at, _, _)| *at).chain([body.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|((at, anchor, begin), end)| point(&body, *at, anchor, begin, end, words))
        .collect()
}

/// How many lines a point's name takes, and how many words of the last of them belong to it.
struct Begin {
    lines: usize,
    words: usize,
}

fn point(
    body: &[&Line],
    at: usize,
    anchor: &str,
    begin: &Begin,
    end: usize,
    words: &Words,
) -> Point {
    let mut reason = String::new();
    let last_of_name = at + begin.lines - 1;
    let mut lines = body.get(at).map(|line| line.at()).unwrap_or_default();
    for (nth, line) in body.iter().enumerate().take(end).skip(last_of_name) {
        let rest: String = if nth == last_of_name {
            line.text.split_whitespace().skip(begin.words).collect::<Vec<_>>().join(" ")
        } else {
            line.text.clone()
        };
        if nth > last_of_name && words.follow_up.end.is_match(&rest) {
            break;
        }
        repair::join(&mut reason, &rest);
        lines.1 = line.no;
    }
    Point { subject: anchor.to_owned(), reason, verdict: None, lines }
}

/// The older points, as a list that the text gives before it follows them up.
fn anchors(sheet: &Sheet, before: Lines, words: &Words) -> Vec<String> {
    let led = sheet.blocks.iter().enumerate().take_while(|(_, block)| block.lines().0 <= before.1);
    let mut found: Vec<String> = Vec::new();
    for (at, block) in led {
        if !block.is_item()
            && block.text.ends_with([':', ';'])
            && words.follow_up.list_lead.is_match(&block.text)
        {
            let items = sheet.items_after(at);
            if items.len() > found.len() {
                found = items
                    .iter()
                    .map(|item| item.text.trim_end_matches(['.', ';', ',']).to_owned())
                    .collect();
            }
        }
    }
    found
}

fn begins(body: &[&Line], at: usize, anchor: &str) -> Option<Begin> {
    let bare = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut wanted = anchor.split_whitespace().map(bare).filter(|word| !word.is_empty()).peekable();
    for (nth, line) in body.iter().enumerate().skip(at).take(6) {
        let mut used = 0;
        for word in line.text.split_whitespace() {
            match wanted.next() {
                Some(want) if want == bare(word) => used += 1,
                Some(_) => return None,
                None => return Some(Begin { lines: nth - at + 1, words: used }),
            }
        }
        if wanted.peek().is_none() {
            return Some(Begin { lines: nth - at + 1, words: used });
        }
    }
    None
}

/// Points as items, each followed by what is said of it.
fn itemised(sheet: &Sheet, nth: usize, words: &Words) -> Vec<Point> {
    let mut found: Vec<Point> = Vec::new();
    for block in sheet.blocks.get(sheet.blocks_of_section(nth)).unwrap_or(&[]) {
        match (&block.shape, found.last_mut()) {
            (Shape::Item(_), _) => found.push(Point {
                subject: block.text.clone(),
                reason: String::new(),
                verdict: None,
                lines: block.lines(),
            }),
            (Shape::Paragraph, Some(last)) if !words.follow_up.end.is_match(&block.text) => {
                let (label, rest) = labelled(block, words);
                let judges = words.tables.followed.iter().any(|name| label.starts_with(name));
                if judges {
                    last.verdict = Some(Said { as_written: rest.to_owned(), lines: block.lines() });
                }
                repair::join(&mut last.reason, rest);
                last.lines = last.lines.with(block.lines());
            }
            (Shape::Heading(_), Some(_)) => break,
            _ => {}
        }
    }
    found.retain(|point| !point.reason.is_empty());
    found
}

/// The label that a paragraph begins with, in lower case, and the words after it.
fn labelled<'a>(block: &'a Block, words: &Words) -> (String, &'a str) {
    match block.text.split_once(':') {
        Some((label, rest)) if label.split_whitespace().all(|word| words.is_column(word)) => {
            (label.to_lowercase(), rest.trim())
        }
        _ => (String::new(), &block.text),
    }
}

/// Points as rows of a table of recommendations.
fn tabled(sheet: &Sheet, words: &Words) -> Vec<Point> {
    let mut found = Vec::new();
    for table in &sheet.tables {
        let (subject, verdict) =
            (table.column(&words.tables.advice), table.column(&words.tables.followed));
        let (Some(subject), Some(verdict)) = (subject, verdict) else { continue };
        for row in &table.rows {
            let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.as_written.as_str());
            let rest: Vec<&str> = (0..row.cells.len())
                .filter(|at| {
                    *at != subject
                        && *at != verdict
                        && table.columns.get(*at).is_some_and(|c| c != "nr")
                })
                .map(cell)
                .collect();
            if !cell(subject).is_empty() {
                let reason = [cell(verdict)]
                    .into_iter()
                    .chain(rest)
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join(". ");
                found.push(Point {
                    subject: cell(subject).to_owned(),
                    reason: reason.replace("..", "."),
                    verdict: None,
                    lines: row.lines,
                });
            }
        }
    }
    found
}
