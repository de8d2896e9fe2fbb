//! The parts of a review's material or a report on a page: what matters first, then each part with its chapters.

use maud::{Markup, html};
use stadga_web::{
    Context, chapter,
    ui::{self, Column},
};

use crate::compiled::{Part, Section, View};

/// All of them.
pub(super) fn parts(view: &View, parts: &[Part]) -> Markup {
    let cx = &view.now;
    html! {
        (summary(cx, parts))
        @for (at, part) in parts.iter().enumerate() { (of(cx, at, part)) }
    }
}

fn of(cx: &Context, at: usize, part: &Part) -> Markup {
    let body = html! {
        @if let Some(lead) = &part.lead { p.lead { (lead) } }
        @if !part.said.is_empty() { ul { @for said in &part.said { li.prose { (said) } } } }
        @if part.sections.is_empty() && part.said.is_empty() {
            p.muted { (cx.t("material-nothing")) }
        }
        @for section in &part.sections {
            @if section.title != part.title { h3 { (section.title) } }
            (chapter::on_page(cx, &caption(cx, section), &section.now, &section.before))
        }
    };
    ui::panel(&format!("part-{at}"), &part.title, &body)
}

/// What a chapter's table of figures is called below its heading.
fn caption(cx: &Context, section: &Section) -> String {
    cx.t_with("material-figures", &[("chapter", &section.title)])
}

/// The weightiest figure of each chapter, beside what it was: both lead to what was counted then.
fn summary(cx: &Context, parts: &[Part]) -> Markup {
    let columns = [
        Column::text(cx.t("material-summary-chapter")),
        Column::text(cx.t("chapter-what")),
        Column::number(cx.t("chapter-now")),
        Column::number(cx.t("chapter-before")),
        Column::number(cx.t("chapter-change")),
    ];
    let sections = parts.iter().flat_map(|part| &part.sections);
    let rows = sections.filter_map(|section| {
        let (now, before) = section.first()?;
        let change = now.change(cx, before.and_then(|figure| figure.value));
        Some(vec![
            html! { (section.title) },
            html! { (now.what) },
            now.linked(cx, &now.what),
            chapter::earlier(cx, before),
            html! { (change) },
        ])
    });
    let rows: Vec<_> = rows.collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("material-summary-title"), &columns, &rows)) } }
}
