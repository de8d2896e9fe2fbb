//! Documents given out as PDF and Word: as they are, or as an open extract in which people are named by their functions
//! (SEC-07, T40). Every document of every area is given out here.

use crate::{Context, Problem, files};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Language, Prose, Refusal, Texts};
use stadga_publish::{
    Document, PublishError,
    chart::Table as Numbers,
    document::{self, Block, Figure, Labels, Table, cell, column},
    names::Names,
    pdf, sheet, word,
};

pub use stadga_publish::names::Named;

/// Media types of what is given out.
pub const PDF: &str = "application/pdf";
/// See [`PDF`].
pub const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// See [`PDF`].
pub const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What an address has that asks for an open extract: `?extract=open`.
const OPEN: (&str, &str) = ("extract", "open");

/// The paragraphs of a text that has empty lines between them.
pub fn prose(text: &Prose) -> Vec<Block> {
    let parts = text.0.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(document::paragraph).collect()
}

/// A document as a file in the form that the name's ending asks for, and as an open extract where the address asks for one.
///
/// # Errors
/// Not found, when the ending is that of no form; broken.
pub async fn publish(cx: &Context, document: Document, name: &str) -> Result<Response, Problem> {
    let (document, name) = match Extract::asked(cx).await? {
        Some(extract) => (extract.document(cx, &document), extract.name(cx, name)),
        None => (document, name.to_owned()),
    };
    let (bytes, media) = match name.rsplit_once('.') {
        Some((_, "pdf")) => (set(document, pdf).await?, PDF),
        Some((_, "docx")) => (set(document, word).await?, WORD),
        _ => return Err(Refusal::NotFound.into()),
    };
    Ok(files::attachment(&name, media, bytes))
}

/// A document without content, which says from which instant it was made: that from which the reader looks.
///
/// # Errors
/// Broken.
pub async fn blank(cx: &Context, title: String) -> Result<Document, Refusal> {
    let labels = labels(&cx.app.texts, cx.language);
    let organisation = cx.app.organisation.clone();
    let mut document =
        Document::new(language(cx.language), organisation, title, cx.today(), labels);
    document.provenance = Some(cx.provenance().await?);
    Ok(document)
}

/// Stamps a document that holds what secrecy marks withhold: that it does, and by which provisions, stands first and on top of
/// every following page, with who says so and when (OSL 5 kap. 5 §, SEC-03). No document holds any of that without being
/// stamped here: whatever reads through the door gets what is open, whoever asks.
pub fn stamp_secret(cx: &Context, document: &mut Document, provisions: &[String]) {
    let stamp = cx.t("stamp-secret");
    let reference = document.reference.take().map(|known| format!(" · {known}"));
    document.reference = Some(format!("{stamp}{}", reference.unwrap_or_default()));
    let (provisions, date) = (provisions.join(", "), cx.today().to_string());
    let told = [
        ("provisions", provisions.as_str()),
        ("organisation", cx.app.organisation.as_str()),
        ("date", date.as_str()),
    ];
    let told = cx.t_with("stamp-secret-why", &told);
    document.blocks.insert(0, document::warning(stamp, told));
}

/// A picture with its numbers below it; `alt` is for those who do not see it.
pub fn pictured(svg: String, alt: String, caption: String, numbers: Numbers) -> Vec<Block> {
    let columns: Vec<_> = numbers.header.into_iter().map(|title| column(title, 1)).collect();
    let rows = numbers.rows.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>());
    let table = Table::new(caption.clone(), columns).row_header().rows(rows);
    vec![Block::Figure(Figure { svg, alt, caption }), table.into()]
}

/// The fixed words of a document.
pub fn labels(texts: &Texts, language: Language) -> Labels {
    let t = |key: &str| texts.get(language, key, &[]);
    Labels {
        page: t("doc-page"),
        of: t("doc-of"),
        contents: t("doc-contents"),
        table: t("doc-table"),
        figure: t("doc-figure"),
        name: t("doc-name"),
        date: t("doc-date"),
    }
}

/// The language that a document is set in.
pub fn language(language: Language) -> document::Language {
    match language {
        Language::Swedish => document::Language::Swedish,
        Language::English => document::Language::English,
    }
}

type Setter = fn(&Document) -> Result<Vec<u8>, PublishError>;

/// Sets a document. It takes the processor for a moment: other requests must not wait for it.
///
/// # Errors
/// Broken.
pub async fn set(document: Document, setter: Setter) -> Result<Vec<u8>, Refusal> {
    let set = tokio::task::spawn_blocking(move || setter(&document)).await;
    set.map_err(Refusal::broken)?.map_err(Refusal::broken)
}

/// An open extract: everybody whom the reader may know of is named by function.
pub struct Extract(Names);

impl Extract {
    /// The extract that the address asks for, if it does.
    ///
    /// # Errors
    /// Broken.
    pub async fn asked(cx: &Context) -> Result<Option<Self>, Refusal> {
        let query = cx.path.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        if !pairs.any(|(name, value)| (&*name, &*value) == OPEN) {
            return Ok(None);
        }
        Ok(Some(Self(Names::new(&people(cx).await?, &cx.t("extract-somebody")))))
    }

    /// The document, which says of itself that it is an extract.
    pub fn document(&self, cx: &Context, document: &Document) -> Document {
        let mut extract = document.by_function(&self.0);
        let told = extract.provenance.take().map(|told| format!("{told} · ")).unwrap_or_default();
        extract.provenance = Some(format!("{told}{}", cx.t("extract-told")));
        extract
    }

    /// The workbook.
    pub fn workbook(&self, workbook: &sheet::Workbook) -> sheet::Workbook {
        workbook.by_function(&self.0)
    }

    /// Every text in a value.
    pub fn value(&self, value: &Value) -> Value {
        let mut texts = Vec::new();
        gather(value, &mut texts);
        replaced(value, &self.0.knowing(texts))
    }

    /// What the file is called: `svar (öppet utdrag).pdf`.
    pub fn name(&self, cx: &Context, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        format!("{stem} ({}).{ending}", cx.t("extract-file"))
    }
}

/// Everybody whom the reader may know of, now and at the instant that is looked from.
///
/// # Errors
/// Broken.
pub async fn people(cx: &Context) -> Result<Vec<Named>, Refusal> {
    match cx.app.functions() {
        Some(functions) => functions(cx.door.clone(), cx.language).await,
        None => Ok(Vec::new()),
    }
}

fn gather<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, texts)),
        _ => {}
    }
}

fn replaced(value: &Value, names: &Names) -> Value {
    match value {
        Value::String(text) => names.replaced(text).into(),
        Value::Array(values) => values.iter().map(|value| replaced(value, names)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), replaced(value, names)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

/// A document's forms: as PDF and Word, and both as open extracts. `address` is without its ending.
pub fn document_links(cx: &Context, title: &str, address: &str) -> Markup {
    let link = |text: &str, ending: &str, extract: bool| {
        let asked = if extract { format!("?{}={}", OPEN.0, OPEN.1) } else { String::new() };
        html! {
            a href=(format!("{address}.{ending}{asked}")) {
                (text)
                span.sr { " " (title) @if extract { " " (cx.t("extract-file")) } }
            }
        }
    };
    html! {
        li {
            (title) " "
            (link("PDF", "pdf", false)) " · " (link("Word", "docx", false))
            span.muted { " · " (cx.t("extract")) ": " }
            (link("PDF", "pdf", true)) " · " (link("Word", "docx", true))
        }
    }
}
