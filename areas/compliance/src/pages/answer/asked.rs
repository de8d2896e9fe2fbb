//! What a requirement asks: its text, and what helps to meet it.

use maud::{Markup, html};
use stadga_web::{Context, ui};

use crate::catalogue::Node;

/// It all, as far as there is any. Its questions are a part of the form.
pub(super) fn asked(cx: &Context, node: &Node) -> Markup {
    let one = &node.requirement;
    let text = one.asks(cx.language.code());
    html! {
        @if text.is_some() || one.guidance.is_some() || one.evidence.is_some() {
            (ui::panel("asked", &cx.t("answering-asked"), &html! {
                @if let Some(text) = text { div.prose { (text) } }
                @for (key, text) in [("answering-guidance", &one.guidance), ("answering-typical", &one.evidence)] {
                    @if let Some(text) = text {
                        details.fold { summary { (cx.t(key)) } div.prose { (text.0) } }
                    }
                }
            }))
        }
    }
}
