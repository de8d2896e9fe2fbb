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

impl Table {
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
