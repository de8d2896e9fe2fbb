//! What the area adds to record pages: an item's freshness and duties, a source's reading and giving back.

use maud::{Markup, html};
use stadga_model::{Action, Refusal, Revision};
use stadga_web::{Context, ui};

use super::confirm;
use crate::{ConfigurationItem, duties, freshness};

/// When an item is to be confirmed, with the one click; which duties its type brings, and which are answered for.
pub(super) async fn item(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let item: ConfigurationItem = record.typed()?;
    Ok(html! { (fresh(cx, record, &item)) (asked(cx, &item)) })
}

fn fresh(cx: &Context, record: &Revision, item: &ConfigurationItem) -> Markup {
    let may = cx.past().is_none() && cx.door.may(Action::Change, &record.head);
    if !item.state.is_used() {
        return Context::nothing();
    }
    let due = freshness::due(item);
    let words = match due {
        None => cx.t("confirm-never-was"),
        Some(due) if due < cx.today() => {
            cx.t_with("confirm-was-due", &[("date", &due.to_string())])
        }
        Some(due) => cx.t_with("confirm-is-due", &[("date", &due.to_string())]),
    };
    ui::panel(
        "confirm",
        &cx.t("confirm-heading"),
        &html! {
            p { (words) }
            @if may { (confirm::answer(cx, record.head.id, item, "")) }
        },
    )
}

fn asked(cx: &Context, item: &ConfigurationItem) -> Markup {
    let asked = item.application_type.as_ref().map(duties::of).unwrap_or_default();
    let scale = cx.app.store.scales().get("application-duty");
    let called = |key: &str| {
        let step = scale.and_then(|scale| scale.step(key));
        step.map_or_else(|| key.to_owned(), |step| step.label(cx.language).to_owned())
    };
    let how =
        |key: &str| item.duties.iter().find(|row| row.duty.0 == key).map(|row| row.how.clone());
    html! {
        @if !asked.is_empty() {
            (ui::panel("duties", &cx.t("duties-heading"), &html! {
                ul {
                    @for duty in asked {
                        li {
                            (called(duty)) " – "
                            @match how(duty) {
                                Some(how) => { span.muted { (how) } }
                                None => { strong { (cx.t("duties-open")) } }
                            }
                        }
                    }
                }
            }))
        }
    }
}

/// Reads a file of the source, and gives its items back in the same form.
pub(super) async fn source(cx: &Context, record: &Revision) -> Result<Markup, Refusal> {
    let id = record.head.id;
    let may = cx.past().is_none() && cx.door.may(Action::Change, &record.head);
    let back = |ending: &str| format!("/import-source/{id}/export/items.{ending}");
    Ok(ui::panel(
        "reading",
        &cx.t("read-heading"),
        &html! {
            p { (cx.t("read-lead")) }
            div.actions {
                @if may {
                    (ui::link_button(&format!("/import-source/{id}/read"), "primary", Some("upload"), &cx.t("read-title"))) " "
                }
                (ui::link_button(&back("csv"), "secondary", None, &cx.t("read-back-csv"))) " "
                (ui::link_button(&back("xlsx"), "secondary", None, &cx.t("read-back-excel")))
            }
        },
    ))
}
