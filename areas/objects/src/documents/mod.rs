//! Documents: the maintenance plan, the plans of a period, the FOA; each set as PDF and as Word from the same blocks.

mod architecture;
mod period;
mod plan;

pub(crate) use architecture::{Drawn, architecture};
pub(crate) use period::period;
pub(crate) use plan::{Dossier, plan};

use stadga_model::{Money, Prose, Refusal};
use stadga_publish::{
    Document,
    chart::Table as Numbers,
    document::{Block, Figure, Table, cell, column, paragraph},
};
use stadga_web::{
    Context,
    published::{labels, language},
    ui::format,
};

/// A document without content, made from the instant that the reader looks from.
async fn blank(cx: &Context, title: String) -> Result<Document, Refusal> {
    let labels = labels(&cx.app.texts, cx.language);
    let organisation = cx.app.organisation.clone();
    let mut document =
        Document::new(language(cx.language), organisation, title, cx.today(), labels);
    document.provenance = Some(cx.provenance().await?);
    Ok(document)
}

/// An amount as people write it.
fn money(cx: &Context, amount: Money) -> String {
    format::money(cx.language, amount)
}

/// Paragraphs, each its own block.
fn prose(text: &Prose) -> Vec<Block> {
    let parts = text.0.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(paragraph).collect()
}

/// A picture with its numbers below it.
fn pictured(svg: String, alt: String, caption: String, numbers: Numbers) -> Vec<Block> {
    let columns: Vec<_> = numbers.header.into_iter().map(|title| column(title, 1)).collect();
    let rows = numbers.rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
    let table = Table::new(caption.clone(), columns).row_header().rows(rows);
    vec![Block::Figure(Figure { svg, alt, caption }), table.into()]
}
