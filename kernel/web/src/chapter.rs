//! What areas have to tell those who lead: the reports to board and management are put together of it, each number with the
//! way to the records that it counts (ISM-03, REP-04 … REP-08, REP-10, REP-18).

use crate::{
    Context,
    area::Future,
    past::{keep_date, with_date},
    ui::{self, format},
};
use maud::{Markup, html};
use stadga_model::{Date, Id};
use stadga_publish::{
    chart,
    document::{Block, Table, amount, cell, column, paragraph},
};
use std::collections::BTreeSet;

/// A source of chapters. A report chooses them by what they are about; the heading is the text `chapter-{about}`.
#[derive(Clone, Copy)]
pub struct Chapters {
    /// What it is about: `risks`.
    pub about: &'static str,
    /// The chapter, as the reader sees it at the instant that is looked from.
    pub of: for<'a> fn(&'a Context, &'a Scope) -> Future<'a, Chapter>,
}

/// What part of the organisation a report tells of, and from when on.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The units; all, where there are none.
    pub units: Option<BTreeSet<Id>>,
    /// From this day on: what has come, gone and changed since.
    pub since: Date,
}

impl Scope {
    /// Whether something of this unit is told of; what has no unit concerns the whole organisation.
    pub fn covers<T>(&self, unit: Option<Id<T>>) -> bool {
        match (&self.units, unit) {
            (None, _) => true,
            (Some(units), Some(unit)) => units.contains(&unit.cast()),
            (Some(_), None) => false,
        }
    }

    /// The same as a filter of a list, to go on an address that has others.
    pub fn filter(&self) -> String {
        let Some(units) = &self.units else { return String::new() };
        let ids: Vec<_> = units.iter().map(ToString::to_string).collect();
        format!("&unit={}", ids.join(","))
    }
}

/// A part of a report.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// The figures, the weightiest first.
    pub figures: Vec<Figure>,
    /// What is shown below them.
    pub parts: Vec<Part>,
}

impl Chapter {
    /// The chapter with the day that `then` looks from in all its addresses: what is seen behind a figure, a row or a part of a
    /// picture is what was counted.
    pub fn dated(mut self, then: &Context) -> Self {
        if let Some(date) = then.past() {
            self.figures.iter_mut().for_each(|figure| lead_back(&mut figure.href, date));
            self.parts.iter_mut().for_each(|part| part.lead_back(date));
        }
        self
    }
}

fn lead_back(href: &mut Option<String>, date: Date) {
    if let Some(path) = href {
        *path = with_date(path, date);
    }
}

/// A figure, which the report sets beside what it was at the beginning of the time that it tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Tells it from the chapter's others.
    pub key: &'static str,
    /// What is counted, in the reader's language.
    pub what: String,
    /// How much; none where it is not known.
    pub value: Option<i64>,
    /// In what it is counted.
    pub unit: Measured,
    /// The records that are counted.
    pub href: Option<String>,
}

/// In what a figure is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measured {
    /// Pieces.
    #[default]
    Pieces,
    /// Per cent.
    Percent,
    /// Tenths of a level: maturity 2.4 is 24.
    Tenths,
    /// Swedish crowns.
    Crowns,
}

/// What is shown in a chapter.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// A chart.
    Chart {
        /// Its title.
        title: String,
        /// What it says, for those who do not see it.
        alt: String,
        /// The picture.
        svg: String,
        /// The numbers in it.
        numbers: chart::Table,
    },
    /// A table of records.
    Rows {
        /// What it shows.
        title: String,
        /// The columns' headings.
        heads: Vec<String>,
        /// The rows.
        rows: Vec<Row>,
    },
}

impl Part {
    fn lead_back(&mut self, date: Date) {
        match self {
            Self::Text(_) => {}
            Self::Chart { svg, .. } => *svg = keep_date(svg, date),
            Self::Rows { rows, .. } => {
                rows.iter_mut().for_each(|row| lead_back(&mut row.href, date));
            }
        }
    }
}

/// A row of a chapter's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record that its first cell leads to.
    pub href: Option<String>,
    /// The cells.
    pub cells: Vec<String>,
}

impl Figure {
    /// So many pieces, with the way to the list of them.
    pub fn pieces(key: &'static str, what: String, count: usize, href: impl Into<String>) -> Self {
        let value = i64::try_from(count).ok();
        Self { key, what, value, unit: Measured::Pieces, href: Some(href.into()) }
    }

    /// The figure as people write it; a dash where it is not known.
    pub fn told(&self, cx: &Context) -> String {
        self.value.map_or_else(|| "–".to_owned(), |value| self.unit.told(cx, value))
    }

    /// The figure with the way to what it counts; `what` says it to those who hear the link alone.
    pub fn linked(&self, cx: &Context, what: &str) -> Markup {
        let told = self.told(cx);
        html! {
            @match &self.href {
                Some(href) => a href=(href) aria-label=(format!("{what}: {told}")) { (told) },
                None => (told),
            }
        }
    }

    /// How it has changed since it was `before`, with its sign; nothing where either is not known.
    pub fn change(&self, cx: &Context, before: Option<i64>) -> String {
        let Some(change) = self.value.zip(before).map(|(now, then)| now - then) else {
            return String::new();
        };
        let sign = match change {
            0 => "±",
            ..0 => "−",
            _ => "+",
        };
        let change = change.abs();
        match self.unit {
            Measured::Percent => {
                let points = format::whole(cx.language, change);
                cx.t_with("chapter-points", &[("points", &format!("{sign}{points}"))])
            }
            unit => format!("{sign}{}", unit.told(cx, change)),
        }
    }
}

impl Measured {
    fn told(self, cx: &Context, value: i64) -> String {
        match self {
            Self::Pieces => format::whole(cx.language, value),
            Self::Percent => format!("{}\u{a0}%", format::whole(cx.language, value)),
            Self::Tenths => format::tenths(cx.language, value),
            Self::Crowns => format!("{}\u{a0}kr", format::whole(cx.language, value)),
        }
    }
}

/// A chapter's figures beside those of the same chapter before, then its parts, on a page.
pub fn on_page(cx: &Context, title: &str, now: &Chapter, before: &Chapter) -> Markup {
    html! {
        @if !now.figures.is_empty() { (figures(cx, title, now, before)) }
        @for part in &now.parts { (part_on_page(cx, part)) }
    }
}

fn figures(cx: &Context, title: &str, now: &Chapter, before: &Chapter) -> Markup {
    let columns = [
        ui::Column::text(cx.t("chapter-what")),
        ui::Column::number(cx.t("chapter-now")),
        ui::Column::number(cx.t("chapter-before")),
        ui::Column::number(cx.t("chapter-change")),
    ];
    let row = |figure: &Figure| {
        let then = of(figure, before);
        let change = figure.change(cx, then.and_then(|then| then.value));
        vec![
            html! { (figure.what) },
            figure.linked(cx, &figure.what),
            earlier(cx, then),
            html! { (change) },
        ]
    };
    ui::table(title, &columns, &now.figures.iter().map(row).collect::<Vec<_>>())
}

/// What was counted before, with the way to it; a dash where nothing was.
pub fn earlier(cx: &Context, before: Option<&Figure>) -> Markup {
    match before {
        Some(figure) => figure.linked(cx, &format!("{}, {}", figure.what, cx.t("chapter-before"))),
        None => html! { "–" },
    }
}

/// What a figure was before.
fn of<'a>(figure: &Figure, before: &'a Chapter) -> Option<&'a Figure> {
    before.figures.iter().find(|other| other.key == figure.key)
}

fn beside(cx: &Context, figure: &Figure, before: &Chapter) -> [String; 2] {
    let earlier = of(figure, before);
    let value = earlier.and_then(|other| other.value);
    [earlier.map_or_else(|| "–".to_owned(), |other| other.told(cx)), figure.change(cx, value)]
}

fn part_on_page(cx: &Context, part: &Part) -> Markup {
    match part {
        Part::Text(text) => html! { p { (text) } },
        Part::Chart { title, svg, numbers, .. } => {
            ui::chart(cx, title, svg.clone(), numbers.clone())
        }
        Part::Rows { title, heads, rows } => {
            let columns: Vec<_> = heads.iter().map(ui::Column::text).collect();
            let cell = |(at, cell): (usize, &String), row: &Row| match &row.href {
                Some(href) if at == 0 => html! { a href=(href) { (cell) } },
                _ => html! { (cell) },
            };
            let row = |row: &Row| row.cells.iter().enumerate().map(|at| cell(at, row)).collect();
            ui::table(title, &columns, &rows.iter().map(row).collect::<Vec<Vec<Markup>>>())
        }
    }
}

/// The same as blocks of a document.
pub fn in_document(cx: &Context, title: &str, now: &Chapter, before: &Chapter) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !now.figures.is_empty() {
        let columns = [
            column(cx.t("chapter-what"), 1),
            amount(cx.t("chapter-now")),
            amount(cx.t("chapter-before")),
            amount(cx.t("chapter-change")),
        ];
        let row = |figure: &Figure| {
            let [earlier, change] = beside(cx, figure, before);
            [figure.what.clone(), figure.told(cx), earlier, change].map(cell).to_vec()
        };
        let rows = now.figures.iter().map(row);
        blocks.push(Table::new(title, columns).row_header().rows(rows).into());
    }
    for part in &now.parts {
        match part.clone() {
            Part::Text(text) => blocks.push(paragraph(text)),
            Part::Chart { title, alt, svg, numbers } => {
                blocks.extend(crate::published::pictured(svg, alt, title, numbers));
            }
            Part::Rows { title, heads, rows } => {
                let rows = rows.into_iter().map(|row| row.cells).collect();
                blocks.push(Table::fitted(title, heads, rows).into());
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rep_04_rows_and_pictures_lead_to_what_was_counted_then() {
        let date = jiff::civil::date(2024, 1, 24);
        let mut picture = Part::Chart {
            title: "Läge".into(),
            alt: "Två delar.".into(),
            svg: r##"<svg><a class="chart-link" href="/part?a=1&amp;b=2"><rect fill="url(#x)"/></a></svg>"##.into(),
            numbers: chart::Table::default(),
        };
        picture.lead_back(date);
        let Part::Chart { svg, .. } = picture else { panic!("a picture stays one") };
        assert!(svg.contains(r#"href="/part?a=1&amp;b=2&amp;as-of=2024-01-24""#), "{svg}");
        assert!(svg.contains(r##"fill="url(#x)""##));

        let row = Row { href: Some("/part/1".into()), cells: vec![] };
        let mut rows = Part::Rows { title: String::new(), heads: vec![], rows: vec![row] };
        rows.lead_back(date);
        let Part::Rows { rows, .. } = rows else { panic!("rows stay rows") };
        assert_eq!(rows[0].href.as_deref(), Some("/part/1?as-of=2024-01-24"));
    }
}
