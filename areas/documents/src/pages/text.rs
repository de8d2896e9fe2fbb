//! The text of a document as it applied on a chosen day (DOC-09).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::Head;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{Register, day, day_field, id_of, validity::badge};
use crate::{Document, Version, validity::Validity};

/// The day that is asked about; today, when it is not said.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    on: String,
}

/// GET /document/{id}/text
pub(super) async fn show(
    cx: Context,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (head, document) = cx.door.read_as(id_of::<Document>(&id)?).await?;
    let on = asked.on.parse().unwrap_or_else(|_| cx.today());
    let register = Register::of(&cx).await?;
    let (validity, version) = register.standing(head.id.cast(), on);
    let title = cx
        .t_with("document-text-title", &[("document", &document.title), ("day", &on.to_string())]);
    let page = cx
        .page(title)
        .crumb(cx.t("document-plural"), "/document")
        .crumb(document.title.clone(), format!("/document/{}", head.id))
        .signs(signs(&cx, validity, version));
    let versions = register.versions(head.id.cast());
    Ok(page.show(html! {
        form.filters method="get" action=(format!("/document/{}/text", head.id)) {
            (day_field(&cx, "on", "document-text-day", on))
            div.actions {
                button.ds-button type="submit" data-variant="secondary" { (cx.t("document-text-show")) }
            }
        }
        (told(&cx, validity, version.map(|(_, version)| version)))
        @if let Some((head, version)) = version { (words(&cx, head, version)) }
        (all(&cx, versions))
    }))
}

fn signs(cx: &Context, validity: Validity, version: Option<&(Head, Version)>) -> Markup {
    html! {
        (badge(cx, validity)) " "
        @if let Some((head, version)) = version { (ui::link("document-version", head.id, &version.title)) }
    }
}

/// What the reader must know before they read: that no version held on the day, or that nobody can tell.
fn told(cx: &Context, validity: Validity, version: Option<&Version>) -> Markup {
    let words = match (validity, version) {
        (Validity::Valid, _) => return Context::nothing(),
        (Validity::Expired, Some(version)) => {
            let date = version.valid_to.map(|date| date.to_string()).unwrap_or_default();
            cx.t_with("document-text-expired", &[("date", &date)])
        }
        (Validity::Undated | Validity::Unknown, Some(_)) => cx.t("document-text-undated"),
        _ => cx.t("document-text-none"),
    };
    ui::alert("warning", &html! { p { (words) } })
}

/// A version's text, or where it is; what a mark withholds is read on the version's own page.
fn words(cx: &Context, head: &Head, version: &Version) -> Markup {
    if ["text", "file"].iter().any(|field| head.withholds(field)) {
        return ui::alert(
            "info",
            &html! {
                p { (cx.t("document-text-withheld")) " " (ui::link("document-version", head.id, &version.title)) }
            },
        );
    }
    html! {
        @match &version.text {
            Some(text) => { article.prose.panel { (set(&text.0, 2)) } }
            None if version.file.is_none() && version.reference.is_none() => { p { (cx.t("document-text-empty")) } }
            None => {}
        }
        @if let Some(file) = &version.file {
            p { a href=(format!("/files/{}", file.0)) { (cx.t("document-text-file")) } }
        }
        @if let Some(place) = &version.reference {
            p { (cx.t_with("document-text-elsewhere", &[("where", place)])) }
        }
    }
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// A line that begins with `#`.
    Heading(&'a str),
    /// What stands between empty lines.
    Paragraph(&'a str),
}

/// The parts of a text: headings and paragraphs.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let mut parts = Vec::new();
    for block in blocks {
        match block.strip_prefix('#') {
            Some(rest) => {
                let (heading, below) = rest.split_once('\n').unwrap_or((rest, ""));
                parts.push(Part::Heading(heading.trim_start_matches('#').trim()));
                if !below.trim().is_empty() {
                    parts.push(Part::Paragraph(below.trim()));
                }
            }
            None => parts.push(Part::Paragraph(block)),
        }
    }
    parts
}

/// A text set as headings of this level and paragraphs.
pub(super) fn set(text: &str, level: u8) -> Markup {
    html! {
        @for part in parts(text) {
            @match part {
                Part::Heading(heading) if level == 2 => { h2 { (heading) } }
                Part::Heading(heading) => { h3 { (heading) } }
                Part::Paragraph(words) => {
                    p { @for (at, line) in words.lines().enumerate() { @if at > 0 { br; } (line) } }
                }
            }
        }
    }
}

/// All versions, the newest first.
fn all(cx: &Context, versions: &[(Head, Version)]) -> Markup {
    let mut versions: Vec<_> = versions.iter().collect();
    versions.sort_by_key(|(_, version)| std::cmp::Reverse((version.from(), version.valid_to)));
    let columns = [
        Column::text(cx.t("document-version-title")),
        Column::text(cx.t("document-version-state")),
        Column::text(cx.t("document-version-decided")),
        Column::text(cx.t("validity-from")),
        Column::text(cx.t("validity-to")),
    ];
    let row = |(head, version): &&(Head, Version)| {
        let state = if version.is_adopted() { "adopted" } else { "draft" };
        vec![
            ui::link("document-version", head.id, &version.title),
            html! { (cx.t(&format!("document-version-state-is-{state}"))) },
            day(version.decided),
            day(version.from()),
            day(version.valid_to),
        ]
    };
    let rows: Vec<_> = versions.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("document-text-versions"), &columns, &rows)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doc_09_a_text_is_headings_and_paragraphs_and_nothing_else() {
        let text = "# Syfte\nDet här gäller.\n\nTvå\nrader\n\n## Ansvar\n\n<b>inte fet</b>";
        let expected = [
            Part::Heading("Syfte"),
            Part::Paragraph("Det här gäller."),
            Part::Paragraph("Två\nrader"),
            Part::Heading("Ansvar"),
            Part::Paragraph("<b>inte fet</b>"),
        ];
        assert_eq!(parts(text), expected);
        assert!(set(text, 2).into_string().contains("&lt;b&gt;inte fet&lt;/b&gt;"));
    }
}
