//! Tables of questions, recommendations and answers: by columns of space, tabs or bars.

use super::line::{Line, Page, Role};
use super::reading::{Lines, Said};
use super::repair;
use super::sections::known;
use super::words::Words;

/// A table whose columns are named by words of the field.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The names of its columns, in lower case.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: one cell per column, empty where nothing stands.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Said>,
    /// Its lines.
    pub lines: Lines,
}

impl Table {
    /// The first column whose name begins with one of these.
    pub fn column(&self, names: &[String]) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| names.iter().any(|name| column.starts_with(name.as_str())))
    }
}

/// Takes the tables out of the lines, which are marked as cells.
pub fn tables(page: &mut Page, words: &Words) -> Vec<Table> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(line) = page.lines.get(at) {
        let header = if line.role == Role::Body { header(line, words) } else { None };
        let Some((columns, delimiter)) = header else {
            at += 1;
            continue;
        };
        let mut table = Table {
            columns: columns.iter().map(|(_, name)| name.to_lowercase()).collect(),
            rows: Vec::new(),
        };
        let end = match delimiter {
            Some(delimiter) => delimited(page, at + 1, delimiter, &mut table),
            None => laid_out(page, at + 1, &columns, &mut table, words),
        };
        if table.rows.is_empty() {
            at += 1;
            continue;
        }
        for line in page.lines.iter_mut().take(end).skip(at).filter(|line| line.role == Role::Body)
        {
            line.role = Role::Cell;
        }
        found.push(table);
        at = end;
    }
    found
}

type Columns = Vec<(usize, String)>;

fn header(line: &Line, words: &Words) -> Option<(Columns, Option<char>)> {
    let delimiter = ['|', '\t'].into_iter().find(|delimiter| line.raw.contains(*delimiter));
    let cells = match delimiter {
        Some(delimiter) => cells(&line.raw, delimiter).into_iter().map(|cell| (0, cell)).collect(),
        None => segments(&line.raw),
    };
    let named = |cell: &str| {
        cell.chars().count() < 50
            && (cell.split([' ', '/']).next().is_some_and(|word| words.is_column(word))
                || words.is_label(cell))
    };
    let mark = |cell: &str| words.tables.marks.contains(&cell.to_lowercase());
    let mut filled = cells.iter().filter(|(_, cell)| !cell.is_empty());
    let first = cells.len() > 1 && filled.next().is_some_and(|(_, cell)| named(cell));
    let all = first && filled.all(|(_, cell)| named(cell) || mark(cell));
    all.then_some((cells, delimiter))
}

fn cells(raw: &str, delimiter: char) -> Vec<String> {
    let raw = raw.trim();
    let raw = if delimiter == '|' { raw.trim_matches('|') } else { raw };
    raw.split(delimiter).map(|cell| cell.trim().trim_matches('*').trim().to_owned()).collect()
}

/// Words with where they begin, parted by two spaces or more.
pub fn segments(raw: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut spaces = 2;
    for (at, c) in raw.chars().enumerate() {
        if c.is_whitespace() {
            spaces += 1;
            continue;
        }
        match found.last_mut() {
            Some((_, text)) if spaces < 2 => {
                if spaces == 1 {
                    text.push(' ');
                }
                text.push(c);
            }
            _ => found.push((at, c.to_string())),
        }
        spaces = 0;
    }
    found
}

fn delimited(page: &Page, from: usize, delimiter: char, table: &mut Table) -> usize {
    let mut end = from;
    for (at, line) in page.lines.iter().enumerate().skip(from) {
        if line.role != Role::Body {
            continue;
        }
        if !line.raw.contains(delimiter) {
            break;
        }
        end = at + 1;
        if is_rule(&line.raw) {
            continue;
        }
        let mut cells: Vec<Said> = cells(&line.raw, delimiter)
            .into_iter()
            .map(|as_written| Said { as_written, lines: line.at() })
            .collect();
        cells.resize(
            table.columns.len().max(cells.len()),
            Said { as_written: String::new(), lines: line.at() },
        );
        table.rows.push(Row { cells, lines: line.at() });
    }
    end
}

fn laid_out(
    page: &Page,
    from: usize,
    columns: &Columns,
    table: &mut Table,
    words: &Words,
) -> usize {
    let mut end = from;
    let mut gap = true;
    // Whether every row began with more than one cell: then a line alone after a gap is no row.
    let mut filled = false;
    for (at, line) in page.lines.iter().enumerate().skip(from) {
        match line.role {
            Role::Blank => {
                gap = true;
                continue;
            }
            Role::Body => {}
            _ => continue,
        }
        if is_rule(&line.raw) {
            end = at + 1;
            continue;
        }
        let parts = segments(&line.raw);
        let single = parts.len() == 1;
        let across = parts.iter().any(|(start, text)| crosses(*start, text, columns));
        let first = parts.first().is_some_and(|(start, _)| column_of(*start, columns) == 0);
        let heading = single
            && first
            && (words.fixed.number.is_match(&line.text)
                || gap && known(&line.text, words).is_some());
        if across
            || (gap && heading)
            || (gap && single && first && filled)
            || (gap
                && single
                && first
                && table.rows.last().is_none_or(|row| {
                    row.cells.iter().skip(1).all(|cell| cell.as_written.is_empty())
                }))
        {
            break;
        }
        let complete = table
            .rows
            .last()
            .and_then(|row| row.cells.first())
            .is_some_and(|cell| cell.as_written.ends_with(['?', '.']));
        let small = parts.first().is_some_and(|(_, text)| text.starts_with(char::is_lowercase));
        let anew = first
            && !small
            && (gap || complete || next_number(&parts, table) || each_anew(&parts, columns, table));
        if table.rows.is_empty() || anew {
            filled = if table.rows.is_empty() { !single } else { filled && !single };
            let empty = Said { as_written: String::new(), lines: line.at() };
            table.rows.push(Row { cells: vec![empty; columns.len()], lines: line.at() });
        }
        if let Some(row) = table.rows.last_mut() {
            fill(row, &parts, columns, line);
        }
        (end, gap) = (at + 1, false);
    }
    end
}

/// Whether a line is nothing but a rule between rows.
fn is_rule(raw: &str) -> bool {
    raw.chars().all(|c| matches!(c, '|' | '-' | '–' | '—' | '_' | ':' | ' ' | '+' | '='))
}

/// Whether a line begins with the number after that of the row above it.
fn next_number(parts: &[(usize, String)], table: &Table) -> bool {
    let number = |text: &str| {
        let (number, rest) = text.split_once(['.', ')'])?;
        number.parse::<u8>().ok().filter(|_| rest.starts_with(' '))
    };
    let above = table.rows.last().and_then(|row| row.cells.first());
    let above = above.and_then(|cell| number(&cell.as_written));
    let own = parts.first().and_then(|(_, text)| number(text));
    above.is_some_and(|above| own == above.checked_add(1))
}

/// Whether all that stands on a line begins with a capital or number, beside cells that have their words already: a row of its own.
fn each_anew(parts: &[(usize, String)], columns: &Columns, table: &Table) -> bool {
    let filled = |start: usize| {
        let cell = table.rows.last().and_then(|row| row.cells.get(column_of(start, columns)));
        cell.is_some_and(|cell| !cell.as_written.is_empty())
    };
    let capital = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    parts.len() == columns.len()
        && parts.iter().all(|(start, text)| capital(text) && filled(*start))
}

fn fill(row: &mut Row, parts: &[(usize, String)], columns: &Columns, line: &Line) {
    row.lines.1 = line.no;
    for (start, text) in parts {
        if let Some(cell) = row.cells.get_mut(column_of(*start, columns)) {
            if cell.as_written.is_empty() {
                cell.lines = line.at();
            }
            repair::join(&mut cell.as_written, text);
            cell.lines.1 = line.no;
        }
    }
}

fn column_of(start: usize, columns: &Columns) -> usize {
    columns.iter().rposition(|(column, _)| *column <= start + 3).unwrap_or(0)
}

/// Words that run on over where the next column begins are no cell: the table has ended.
fn crosses(start: usize, text: &str, columns: &Columns) -> bool {
    let own = column_of(start, columns);
    columns.get(own + 1).is_some_and(|(next, _)| start + text.chars().count() > next + 3)
}
