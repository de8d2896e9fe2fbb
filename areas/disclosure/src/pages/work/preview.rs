//! The copy as it looks now on the workbench, with a box at each part that no mark withholds but that may be secret.

use super::{Bench, details};
use crate::{
    extract::{Extract, Item, Part},
    pages::decide::PARTS,
};
use maud::{Markup, html};
use stadga_web::{Context, ui};

/// The copy as it looks now, with a box at each part that can be masked besides.
pub(super) fn preview(bench: &Bench, extract: &Extract) -> Markup {
    let Bench { cx, case, may, .. } = *bench;
    let part = |item: &Item, part: &Part| {
        let key = format!("{}.{}", item.id, part.field);
        html! {
            div.wide[part.text.chars().count() > LONG] {
                dt {
                    @if may && !part.masked {
                        label { input.ds-input type="checkbox" name=(PARTS) value=(key); " " (part.label) span.sr { " " (item.number) } }
                    } @else { (part.label) }
                }
                dd {
                    @if part.masked { span.withheld { (ui::icon("lock")) " " (part.text) } }
                    @else { div.prose { (part.text) } }
                }
            }
        }
    };
    let shown = extract.records.iter().take(PREVIEWED);
    ui::panel(
        "preview",
        &cx.t("disclosure-preview"),
        &html! {
            p { (cx.t("disclosure-preview-why")) }
            form.preview method="post" action=(format!("/disclosure-request/{}/mask", case.head.id)) {
                @for item in shown {
                    h3 { (item.kind) " " (item.number) }
                    dl.facts { @for one in &item.parts { (part(item, one)) } }
                }
                @if extract.records.len() > PREVIEWED {
                    p { (cx.t_with("value-more", &[("n", &(extract.records.len() - PREVIEWED).to_string())])) }
                }
                @if may && !extract.records.is_empty() { (masking(cx)) }
            }
        },
    )
}

/// A text that is longer than so many letters has a line of its own.
const LONG: usize = 60;

/// So many records are shown in the preview.
const PREVIEWED: usize = 50;

fn masking(cx: &Context) -> Markup {
    html! {
        h3 { (cx.t("disclosure-mask-more")) }
        p.help { (cx.t("disclosure-mask-more-why")) }
        div.pair {
            div.ds-field {
                label for="own-ground" { (cx.t("disclosure-detail-ground")) }
                (details::grounds(cx, "own-ground", "ground", None))
            }
            div.ds-field {
                label for="own-reason" { (cx.t("disclosure-detail-reason")) }
                input.ds-input id="own-reason" name="reason" maxlength="500" autocomplete="off";
            }
        }
        div.form-actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("disclosure-mask-chosen")) } }
    }
}
