//! Tables: columns with their widths, header cells that repeat on each page, and graded cells.

use serde::Serialize;

use super::Text;

/// How much of the page a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
pub enum Width {
    /// As wide as its content needs: for numbers, dates and grades.
    Fit,
    /// A share of what is left, weighed against the other columns' shares.
    Share(u8),
}

/// On which side a column's text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Text and most else.
    #[default]
    Left,
    /// Numbers and money.
    Right,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What the header cell says.
    pub title: String,
    /// How much room it takes.
    pub width: Width,
    /// On which side its text stands.
    pub side: Side,
}

/// A column of running text that takes `share` parts of the width.
pub fn column(title: impl Into<String>, share: u8) -> Column {
    Column { title: title.into(), width: Width::Share(share), side: Side::Left }
}

/// A column as narrow as its content: a number, date or grade.
pub fn narrow(title: impl Into<String>) -> Column {
    Column { title: title.into(), width: Width::Fit, side: Side::Left }
}

/// A narrow column whose content stands to the right: amounts and counts.
pub fn amount(title: impl Into<String>) -> Column {
    Column { title: title.into(), width: Width::Fit, side: Side::Right }
}

/// The colour that goes with a grade. It is never shown without the grade's symbol and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Colour {
    /// Fulfilled, done.
    Green,
    /// Partly.
    Yellow,
    /// Not fulfilled, late.
    Red,
    /// No longer relevant, not assessed.
    White,
    /// A grade without a judgement in colour.
    Neutral,
}

/// A judgement as it stands in a cell: symbol and word, with colour as a third sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grade {
    /// A mark that can be told apart in black and white, such as `●`, `◐` or `○`.
    pub symbol: String,
    /// The grade's name.
    pub word: String,
    /// The colour behind it.
    pub colour: Colour,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
pub enum Cell {
    /// Running text.
    Text(Text),
    /// A judgement.
    Grade(Grade),
}

impl Cell {
    /// The cell's words, as one who listens to the document hears them.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.words(),
            Self::Grade(grade) => grade.word.clone(),
        }
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// A cell with running text.
pub fn cell(text: impl Into<Text>) -> Cell {
    Cell::Text(text.into())
}

/// A cell with a judgement.
pub fn grade(symbol: impl Into<String>, word: impl Into<String>, colour: Colour) -> Cell {
    Cell::Grade(Grade { symbol: symbol.into(), word: word.into(), colour })
}

/// A table with one row of header cells, repeated where the table runs over pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows; stands above it with its number.
    pub caption: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Whether the first cell of each row names the row.
    pub row_header: bool,
    /// The rows. A row with too few cells is filled with empty ones, further cells are left out.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of so few letters takes no more than them.
const NARROW: usize = 12;

/// A column that is as wide as what stands in it wants: amounts to the right, days and short words narrow, others by their
/// longest words.
fn fitting(head: String, at: usize, rows: &[Vec<String>]) -> Column {
    let cells = || rows.iter().filter_map(|row| Some(row.get(at)?.trim()));
    let longest = cells().map(|cell| cell.chars().count()).max().unwrap_or_default();
    match longest {
        // What names the row has most words.
        _ if at == 0 => column(head, share(longest.max(30))),
        ..=NARROW if longest > 0 && cells().all(is_amount) => amount(head),
        ..=NARROW => narrow(head),
        _ => column(head, share(longest)),
    }
}

/// How much of the width a column takes whose longest cell has so many letters.
fn share(longest: usize) -> u8 {
    u8::try_from(longest.clamp(10, 40) / 5).unwrap_or(2)
}

/// Whether it is a number, with its sign and unit; also where it is not known.
fn is_amount(cell: &str) -> bool {
    let number = cell.trim_end_matches("kr").trim_end_matches('%');
    number
        .chars()
        .all(|letter| letter.is_ascii_digit() || letter.is_whitespace() || "+−±,–".contains(letter))
}

impl Table {
    /// A table of rows whose first cells name them, with columns as wide as what stands in them wants.
    pub fn fitted(caption: impl Into<String>, heads: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let heads = heads.into_iter().enumerate();
        let columns: Vec<_> = heads.map(|(at, head)| fitting(head, at, &rows)).collect();
        let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
        Self::new(caption, columns).row_header().rows(rows)
    }

    /// A table without rows yet.
    pub fn new(caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            caption: caption.into(),
            columns: columns.into_iter().collect(),
            row_header: false,
            rows: Vec::new(),
        }
    }

    /// The same table, where each row's first cell is that row's header.
    pub fn row_header(mut self) -> Self {
        self.row_header = true;
        self
    }

    /// The same table with one row more.
    pub fn row(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }

    /// The same table with `rows` more.
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// The same table with every row as long as the table is wide.
    pub(crate) fn squared(mut self) -> Self {
        let width = self.columns.len();
        for row in &mut self.rows {
            row.resize_with(width, || cell(""));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them_wants() {
        let rows = [["Brandvägg", "2026-03-01", "1 200 kr", "En lång rad om vad som återstår"]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let heads = ["Vad", "När", "Kostnad", "Läge"].map(str::to_owned).to_vec();
        let table = Table::fitted("Åtgärder", heads, rows);
        let told: Vec<_> = table.columns.iter().map(|column| (column.width, column.side)).collect();
        let left = |width| (width, Side::Left);
        let widths = [left(Width::Share(6)), left(Width::Fit), (Width::Fit, Side::Right)];
        assert_eq!(told[..3], widths);
        assert_eq!(told[3], left(Width::Share(6)));
    }
}
