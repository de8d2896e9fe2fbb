//! The preview of a change to many records: before, after, what the rules say; then all of it, or only the good rows.

use super::{Asked, Outcome, SEEN};
use crate::{
    form,
    record_page::differences,
    ui::{self, Column, Titles, Values},
};
use maud::{Markup, html};
use stadga_model::{Id, Refusal};

/// The page. `anew`: something changed since it was last looked at.
pub(super) async fn page(
    asked: &Asked<'_>,
    outcomes: &[Outcome],
    anew: bool,
) -> Result<String, Refusal> {
    let (cx, spec) = (asked.cx, asked.kind.spec);
    let bodies = outcomes.iter().flat_map(|outcome| {
        let before = outcome.revision.iter().map(|revision| &revision.body);
        before.chain(outcome.opened.iter().map(|opened| &opened.body))
    });
    let links: Vec<Id> = bodies.flat_map(|body| spec.links(body)).map(|(_, id)| id).collect();
    let titles = Titles::of(cx, links).await?;
    let values = Values { cx, titles: &titles };
    let good = outcomes.iter().filter(|outcome| outcome.is_good()).count();
    let columns = ["list-number", "bulk-record", "history-before", "history-after", "bulk-said"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let rows: Vec<_> = outcomes.iter().map(|outcome| row(asked, values, outcome)).collect();
    Ok(asked.page(&html! {
        @if anew { (ui::alert("warning", &html! { p { (cx.t("bulk-anew")) } })) }
        (ui::table(&cx.t("bulk-preview-of"), &columns, &rows))
        form.form method="post" {
            button.sr type="submit" name=(form::ACT) value="preview" tabindex="-1" aria-hidden="true" {}
            (asked.hidden(&[form::REASON]))
            @for opened in outcomes.iter().filter_map(|outcome| outcome.opened.as_ref()) {
                input type="hidden" name=(format!("{SEEN}{}", opened.head().id)) value=(opened.head().revision);
            }
            (reason(asked))
            div.form-actions { (buttons(asked, good, outcomes.len())) (asked.cancel()) }
        }
    }))
}

fn row(asked: &Asked<'_>, values: Values<'_>, outcome: &Outcome) -> Vec<Markup> {
    let (cx, spec) = (asked.cx, asked.kind.spec);
    let Some(revision) = &outcome.revision else {
        let why = cx.t(outcome.obstacle.unwrap_or("bulk-gone"));
        return vec![html! { "–" }, html! { "–" }, html! {}, html! {}, html! { (why) }];
    };
    let change = outcome.opened.as_ref().and_then(|opened| {
        let field = asked.change.field(asked.kind)?;
        let mut changes = differences(spec, &revision.body, &opened.body).into_iter();
        changes.find(|change| change.field.name == field.name)
    });
    let (before, after) = match &change {
        Some(change) => {
            let key = format!("{}-{}", spec.kind, change.field.name);
            let show = |value| values.show(&key, change.field.ty, value);
            (show(&change.before), show(&change.after))
        }
        None => (html! { "–" }, html! { (cx.t("bulk-same")) }),
    };
    vec![
        html! { (revision.head.number) },
        html! { (revision.title(spec)) },
        before,
        after,
        html! {
            @if let Some(key) = outcome.obstacle { p { (ui::badge("bad", &cx.t("bulk-bad"))) " " (cx.t(key)) } }
            @else if outcome.is_good() { p { (ui::badge("good", &cx.t("bulk-good"))) } }
            @else { p { (ui::badge("bad", &cx.t("bulk-bad"))) } }
            (ui::findings(cx, &outcome.findings))
        },
    ]
}

fn reason(asked: &Asked<'_>) -> Markup {
    html! {
        div.ds-field {
            (ui::label(asked.cx, "form-reason", "f-reason-why", true))
            input.ds-input type="text" id="f-reason-why" name=(form::REASON) value=(asked.filled.get(form::REASON))
                aria-describedby="f-reason-why-help" autocomplete="off";
        }
    }
}

fn buttons(asked: &Asked<'_>, good: usize, all: usize) -> Markup {
    let (n, of) = (good.to_string(), all.to_string());
    html! {
        @if good == all {
            button.ds-button type="submit" name=(form::ACT) value="all" { (asked.cx.t_with("bulk-all", &[("n", &n)])) }
        } @else if good > 0 {
            button.ds-button type="submit" name=(form::ACT) value="good" {
                (asked.cx.t_with("bulk-only-good", &[("n", &n), ("of", &of)]))
            }
        } @else {
            p { (asked.cx.t("bulk-none")) }
        }
    }
}
