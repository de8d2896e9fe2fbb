//! The FOA as a document: the map in the chosen colour, the families with their objects, who steers (PM3-28).

use stadga_model::Refusal;
use stadga_publish::{
    Document,
    chart::{Graph, Map},
    document::{Block, Figure, Table, bullets, cell, column, heading, paragraph},
};
use stadga_web::Context;

use stadga_web::published::{blank, pictured};

/// What the document is made of.
pub(crate) struct Drawn {
    /// The map.
    pub map: Map,
    /// The steering structure.
    pub graph: Graph,
    /// Its rows, with their headings' keys.
    pub steering: (Vec<[String; 5]>, [&'static str; 5]),
    /// How many families, objects, systems inside and outside there are, in words.
    pub counts: Vec<String>,
}

/// The document.
///
/// # Errors
/// Broken.
pub(crate) async fn architecture(cx: &Context, drawn: Drawn) -> Result<Document, Refusal> {
    let mut document = blank(cx, cx.t("foa-title")).await?;
    document.push(paragraph(cx.t("foa-lead")));
    document.push(bullets(drawn.counts));
    document.push(heading(1, drawn.map.title.clone()));
    for (at, band) in drawn.map.bands.iter().filter(|band| !band.tiles.is_empty()).enumerate() {
        let (id, title) = (format!("foa-{at}"), band.label.clone());
        let map = Map { id, title, bands: vec![band.clone()], ..drawn.map.clone() };
        document.push(heading(2, band.label.clone()));
        document.extend(pictured(
            map.svg(),
            map.description.clone(),
            map.title.clone(),
            map.table(),
        ));
    }
    document.push(heading(1, cx.t("steering-title")));
    let graph = &drawn.graph;
    document.push(Block::Figure(Figure {
        svg: graph.svg(),
        alt: graph.description.clone(),
        caption: graph.title.clone(),
    }));
    let (rows, headings) = drawn.steering;
    let columns = headings.map(|key| column(cx.t(key), 1));
    let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
    document.push(Table::new(cx.t("steering-title"), columns).rows(rows));
    Ok(document)
}
