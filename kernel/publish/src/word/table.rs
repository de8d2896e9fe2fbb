//! Tables in Word: widths in twips, header rows that repeat, graded cells with shade and word.

use super::run;
use super::xml::Xml;
use super::{Parts, TEXT_WIDTH};
use crate::document::{Cell, Colour, Column, Grade, Side, Table, Text, Width};

/// The room that a letter of table text takes, in twips, and what the cell's margins add.
const LETTER: usize = 102;
const MARGINS: usize = 240;
/// A column that fits its content is still not let over this width.
const WIDEST_FIT: usize = 2600;
/// A row with a cell longer than this may break over pages.
const LONG: usize = 700;

/// Writes a table without its caption.
pub(super) fn table(xml: &mut Xml, parts: &mut Parts, table: &Table) {
    let widths = widths(table);
    let first_column = if table.row_header { "1" } else { "0" };
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "Ruled");
            xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", if table.row_header { "06A0" } else { "0620" }),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", first_column),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
            xml.value("w:tblCaption", &table.caption);
        });
        grid(xml, &widths);
        row(xml, parts, table, &widths, None);
        for cells in &table.rows {
            row(xml, parts, table, &widths, Some(cells));
        }
    });
}

/// Writes the widths of a table's columns.
pub(super) fn grid(xml: &mut Xml, widths: &[usize]) {
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

/// Writes one row: the header row where `cells` is none.
fn row(xml: &mut Xml, parts: &mut Parts, table: &Table, widths: &[usize], cells: Option<&[Cell]>) {
    let short = cells.is_none_or(|cells| cells.iter().all(|cell| cell.words().len() <= LONG));
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            if short {
                xml.empty("w:cantSplit", &[]);
            }
            if cells.is_none() {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (number, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            match cells {
                None => cell(xml, parts, column, *width, &Cell::Text(title(column))),
                Some(cells) => {
                    if let Some(content) = cells.get(number) {
                        cell(xml, parts, column, *width, content);
                    }
                }
            }
        }
    });
}

fn title(column: &Column) -> Text {
    Text::default().strong(column.title.as_str())
}

fn cell(xml: &mut Xml, parts: &mut Parts, column: &Column, width: usize, content: &Cell) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if let Cell::Grade(grade) = content {
                let fill = shade(grade.colour).0;
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
            }
        });
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "TableText");
                if column.side == Side::Right {
                    xml.value("w:jc", "right");
                }
            });
            match content {
                Cell::Text(text) => run::text(xml, parts, text),
                Cell::Grade(grade) => judgement(xml, grade),
            }
        });
    });
}

fn judgement(xml: &mut Xml, grade: &Grade) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            xml.empty("w:b", &[]);
            xml.value("w:color", shade(grade.colour).1);
        });
        xml.element("w:t", &[("xml:space", "preserve")], |xml| {
            xml.text(&grade.symbol);
            xml.text("\u{a0}");
            xml.text(&grade.word);
        });
    });
}

/// Each grade colour as paper and ink, the same as in the PDF.
fn shade(colour: Colour) -> (&'static str, &'static str) {
    match colour {
        Colour::Green => ("DFF0E2", "0F4420"),
        Colour::Yellow => ("FCF0C4", "533B00"),
        Colour::Red => ("FAE0DC", "74160D"),
        Colour::White => ("FFFFFF", "1B2127"),
        Colour::Neutral => ("EDF0F2", "1B2127"),
    }
}

/// The columns' widths in twips; together they are the width of the text.
fn widths(table: &Table) -> Vec<usize> {
    let fitted: Vec<Option<usize>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(number, column)| match column.width {
            Width::Fit => Some(fit(table, number, column)),
            Width::Share(_) => None,
        })
        .collect();
    let taken: usize = fitted.iter().flatten().sum();
    let shares: usize = table.columns.iter().map(share).sum();
    let left = TEXT_WIDTH.saturating_sub(taken);
    if shares == 0 {
        let scale = |width: usize| width * TEXT_WIDTH / taken.max(1);
        return fitted.into_iter().flatten().map(scale).collect();
    }
    table
        .columns
        .iter()
        .zip(fitted)
        .map(|(column, width)| width.unwrap_or(left * share(column) / shares))
        .collect()
}

fn share(column: &Column) -> usize {
    match column.width {
        Width::Share(share) => usize::from(share.max(1)),
        Width::Fit => 0,
    }
}

fn fit(table: &Table, number: usize, column: &Column) -> usize {
    let letters = |cell: &Cell| match cell {
        Cell::Text(text) => text.words().chars().count(),
        Cell::Grade(grade) => grade.word.chars().count() + 3,
    };
    let longest = table.rows.iter().filter_map(|row| row.get(number)).map(letters).max();
    let longest = longest.unwrap_or(0).max(column.title.chars().count());
    (longest * LETTER + MARGINS).min(WIDEST_FIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{amount, cell as text_cell, column, narrow};

    #[test]
    fn columns_fill_the_text_width() {
        let table = Table::new("", [narrow("Nr"), column("A", 2), column("B", 1)]).row([
            text_cell("12"),
            text_cell("x"),
            text_cell("y"),
        ]);
        let widths = widths(&table);
        let sum: usize = widths.iter().sum();
        assert!(TEXT_WIDTH - sum < 3, "{widths:?}");
        assert!(widths[1] > widths[2] && widths[2] > widths[0]);
    }

    #[test]
    fn columns_that_only_fit_are_stretched() {
        let table = Table::new("", [narrow("Nr"), amount("Kr")]);
        let sum: usize = widths(&table).iter().sum();
        assert!(TEXT_WIDTH - sum < 3);
    }
}
