//! A [`Document`] as PDF/A-2a and PDF/UA-1: an archive copy that every reader can use.

mod fonts;
mod legible;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{Document, PublishError};
pub(crate) use fonts::SANS;
use world::Page;

/// How many runs of the setter its memory of earlier work may outlive.
const MEMORY: usize = 0;

/// Sets `document` as PDF. The same document gives the same bytes, always.
///
/// # Errors
/// [`PublishError::Standard`] where the document lacks its title or a figure's text alternative,
/// [`PublishError::Typeset`] where a figure is no SVG.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PublishError> {
    let bytes = set(document);
    comemo::evict(MEMORY);
    bytes
}

fn set(document: &Document) -> Result<Vec<u8>, PublishError> {
    let world = Page::new(&document.settled())?;
    let pages = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|faults| PublishError::Typeset(messages(&faults)))?;
    typst_pdf::pdf(&pages, &options(document)?)
        .map_err(|faults| PublishError::Standard(messages(&faults)))
}

fn options(document: &Document) -> Result<PdfOptions, PublishError> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|fault| PublishError::Standard(vec![fault.message().to_string()]))?;
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let (year, month, day) = (document.date.year(), document.date.month(), document.date.day());
    let date = Datetime::from_ymd_hms(i32::from(year), part(month), part(day), 0, 0, 0);
    Ok(PdfOptions {
        creator: Smart::Custom(Some("Stadga".to_owned())),
        timestamp: date.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

fn messages(faults: &[SourceDiagnostic]) -> Vec<String> {
    faults.iter().map(|fault| fault.message.to_string()).collect()
}
