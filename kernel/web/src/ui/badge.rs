//! Badges: a state or a grade as shape and word, never colour alone.

use crate::Context;
use maud::{Markup, html};
use stadga_model::{Kind, Step};

/// A badge. `tone`: `good`, `part`, `bad`, `none`, `open` or `info`; each has its own shape.
pub fn badge(tone: &str, text: &str) -> Markup {
    html! { span.badge data-tone=(tone) { (text) } }
}

/// The badge of a state: open where the lifecycle begins, none where it ends, info between.
pub fn state_badge(cx: &Context, kind: &Kind, state: &str) -> Markup {
    let field = kind.spec.state.unwrap_or_default();
    let text = cx.t(&format!("{}-{field}-is-{state}", kind.spec.kind));
    let tone = kind.lifecycle.map_or("info", |lifecycle| match state {
        first if first == lifecycle.initial => "open",
        last if lifecycle.from(last).next().is_none() => "none",
        _ => "info",
    });
    badge(tone, &text)
}

/// The badge of a scale's step, by the colour that `content/` gives it; plain words where it gives none.
pub fn step_badge(cx: &Context, step: &Step) -> Markup {
    let label = step.label(cx.language);
    match step.colour.as_deref() {
        Some("green") => badge("good", label),
        Some("yellow") => badge("part", label),
        Some("red") => badge("bad", label),
        Some("white") => badge("none", label),
        Some(_) => badge("info", label),
        None => html! {
            @if let Some(symbol) = &step.symbol { span aria-hidden="true" { (symbol) } " " }
            (label)
        },
    }
}
