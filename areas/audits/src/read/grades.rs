//! Grades: what the auditors' words say of each question, kept as written and mapped to a scale (AUD-09, AUD-10).

use super::judging::{self, Judged, judged, opening};
use super::likeness::{SAME, Stems, restated};
use super::numbered;
use super::reading::{Ask, Grade, Question, Reading, Said};
use super::replies;
use super::sheet::Sheet;
use super::tables::{Row, Table};
use super::words::Words;

/// Finds the grade of every question and the summed-up verdicts; what is unclear is asked.
pub fn grade(sheet: &Sheet, reading: &mut Reading, words: &Words) {
    let stems: Vec<Stems> = reading
        .questions
        .iter()
        .map(|question| Stems::of(&question.said.as_written, words))
        .collect();
    for said in assessments(sheet, words) {
        let Some(nth) = restated(&said.as_written, &stems, words) else { continue };
        let overall = reading.questions.get(nth).is_some_and(|question| question.overall);
        if !overall && words.assessment.summed_up.is_match(&said.as_written) {
            continue;
        }
        assess(reading, nth, said, words);
    }
    for (nth, said) in replies::replies(sheet, &stems, words) {
        if let (Some(grade), Some(question)) =
            (opening(&said, "question", words), reading.questions.get_mut(nth))
        {
            keep(question, grade);
        } else if words.assessment.sentence.is_match(&said.as_written) {
            assess(reading, nth, said, words);
        }
    }
    let named = numbered::grades(sheet, &reading.questions, words);
    for (nth, grade) in named.into_iter().chain(numbered::put_last(sheet, &stems, words)) {
        if let Some(question) = reading.questions.get_mut(nth) {
            keep(question, grade);
        }
    }
    tabled(sheet, reading, words);
    for question in &mut reading.questions {
        settle(question, &mut reading.asks);
    }
    reading.verdicts = judging::verdicts(sheet, &reading.purpose, words, &mut reading.asks);
}

/// Assessing sentences; one that leads in a list is put before each of its items.
fn assessments(sheet: &Sheet, words: &Words) -> Vec<Said> {
    let mut found = Vec::new();
    for sentence in
        sheet.sentences.iter().filter(|sentence| words.assessment.sentence.is_match(&sentence.text))
    {
        if words.assessment.others.is_match(&sentence.text) {
            continue;
        }
        let leads = sentence.text.ends_with(" att") || sentence.text.ends_with(':');
        if !leads {
            found.push(sentence.said());
            continue;
        }
        let lead = sentence.text.trim_end_matches(':');
        let items = sheet
            .blocks
            .iter()
            .enumerate()
            .skip(sentence.block + 1)
            .take_while(|(_, block)| block.is_item());
        for (_, item) in items {
            let end = super::sentences::ends(&item.text, words)
                .first()
                .copied()
                .unwrap_or(item.text.len());
            let first = item.said(0, end);
            found.push(Said {
                as_written: format!("{lead} {}", first.as_written),
                lines: first.lines,
            });
        }
    }
    found
}

/// Rows of a table of questions: the cell of the verdict first, then what its other cells say.
fn tabled(sheet: &Sheet, reading: &mut Reading, words: &Words) {
    for table in &sheet.tables {
        let Some(asked) = table.column(&words.tables.asked) else {
            continue;
        };
        let verdict = table.column(&words.tables.verdict);
        for row in &table.rows {
            let Some(said) = row.cells.get(asked) else { continue };
            let (number, said) = &labelled(said, words);
            let stems = Stems::of(&said.as_written, words);
            let known = reading.questions.iter().position(|question| {
                Stems::of(&question.said.as_written, words).like(&stems) >= SAME
            });
            let by_number = || numbered::named(number.as_deref()?, &reading.questions);
            let rest = row
                .cells
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != asked && Some(*at) != verdict)
                .map(|(_, cell)| cell);
            let cells: Vec<&Said> =
                verdict.and_then(|at| row.cells.get(at)).into_iter().chain(rest).collect();
            let crossed = crossed(table, row, words);
            let cells: Vec<&Said> = crossed.iter().chain(cells).collect();
            let column = table.columns.get(asked).map_or("", String::as_str);
            let judged = verdict.and_then(|at| opening(row.cells.get(at)?, "question", words));
            let stated = words.purpose.stated.is_match(column) && judged.is_some();
            let nth = known.or_else(by_number);
            let Some(nth) = nth.or_else(|| add(reading, said, stated)) else { continue };
            match cells.iter().find_map(|cell| opening(cell, "question", words)) {
                Some(grade) => reading
                    .questions
                    .get_mut(nth)
                    .into_iter()
                    .for_each(|question| keep(question, grade.clone())),
                None => cells
                    .into_iter()
                    .filter(|cell| words.assessment.sentence.is_match(&cell.as_written))
                    .for_each(|cell| assess(reading, nth, first_sentence(cell, words), words)),
            }
        }
    }
}

/// The name of the one column that a row has a cross in ("Ja", "Delvis", "Nej").
fn crossed(table: &Table, row: &Row, words: &Words) -> Option<Said> {
    let cross = |cell: &Said| {
        let mark = cell.as_written.trim().to_lowercase();
        mark == "x" || mark.chars().count() == 1 && !mark.contains(char::is_alphanumeric)
    };
    let columns = table.columns.iter().zip(&row.cells);
    let mut found = columns.filter(|(name, cell)| words.tables.marks.contains(name) && cross(cell));
    let (name, cell) = found.next()?;
    let said = Said { as_written: name.clone(), lines: cell.lines };
    found.next().is_none().then_some(said)
}

/// The number of a question in a cell, and its words where there are any ("2", "Fråga 2", "Fråga 2 Finns …?").
fn labelled(said: &Said, words: &Words) -> (Option<String>, Said) {
    let text = said.as_written.trim();
    let digits = |c: char| c.is_ascii_digit() || c == '.';
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(digits) {
        return (Some(text.trim_end_matches('.').to_owned()), said.clone());
    }
    let asks = text.ends_with('?');
    let numbered = words.fixed.number.captures(text).filter(|_| asks);
    let found = words.fixed.label_number.captures(text).or(numbered);
    let Some((number, rest)) = found.and_then(|found| Some((found.get(1)?, found.get(2)?))) else {
        return (None, said.clone());
    };
    let said = Said { as_written: rest.as_str().to_owned(), lines: said.lines };
    (Some(number.as_str().to_lowercase()), said)
}

fn first_sentence(said: &Said, words: &Words) -> Said {
    let end = super::sentences::ends(&said.as_written, words)
        .first()
        .copied()
        .unwrap_or(said.as_written.len());
    Said { as_written: said.as_written.get(..end).unwrap_or("").to_owned(), lines: said.lines }
}

/// A question that only the table puts, or what its column states to be examined.
fn add(reading: &mut Reading, said: &Said, stated: bool) -> Option<usize> {
    if !said.as_written.ends_with('?') && !stated {
        return None;
    }
    reading.questions.push(Question {
        overall: false,
        number: None,
        group: None,
        lead: None,
        also: Vec::new(),
        grade: None,
        assessments: Vec::new(),
        said: said.clone(),
    });
    Some(reading.questions.len() - 1)
}

fn assess(reading: &mut Reading, nth: usize, said: Said, words: &Words) {
    let Some(question) = reading.questions.get_mut(nth) else { return };
    match judged(&said, &question.said.as_written, "question", words) {
        Judged::Clear(grade) => keep(question, grade),
        Judged::Unclear => reading.asks.push(Ask {
            what: "grade-unclear".to_owned(),
            about: question.said.as_written.clone(),
            lines: said.lines,
        }),
        Judged::Silent => {}
    }
}

fn keep(question: &mut Question, grade: Grade) {
    if !question.assessments.iter().any(|known| known.said.lines == grade.said.lines) {
        question.assessments.push(grade);
    }
}

/// Assessments that agree give the grade; where they differ the user is asked.
fn settle(question: &mut Question, asks: &mut Vec<Ask>) {
    let Some(first) = question.assessments.first() else {
        let about = question.said.as_written.clone();
        if !asks.iter().any(|ask| ask.what == "grade-unclear" && ask.about == about) {
            asks.push(Ask { what: "grade-missing".to_owned(), about, lines: question.said.lines });
        }
        return;
    };
    if question.assessments.iter().all(|other| other.key == first.key) {
        let best =
            question.assessments.iter().find(|grade| !grade.uncertain).unwrap_or(first).clone();
        if best.uncertain {
            asks.push(Ask {
                what: "grade-uncertain".to_owned(),
                about: best.wording.clone(),
                lines: best.said.lines,
            });
        }
        question.grade = Some(best);
    } else {
        asks.push(Ask {
            what: "grade-differs".to_owned(),
            about: question.said.as_written.clone(),
            lines: first.said.lines,
        });
    }
    asks.retain(|ask| {
        !(ask.what == "grade-unclear"
            && question.grade.is_some()
            && ask.about == question.said.as_written)
    });
}
