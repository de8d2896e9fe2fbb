//! What each framework of a file is taken in as, by what it is known again, and the choice of another.

use maud::{Markup, html};
use stadga_model::{FileId, Head, Refusal};
use stadga_web::{Context, ui};

use super::called;
use crate::{Framework, plan::Plan};

/// The table of the file's frameworks, and where one says that the first of them is another's version, or none's.
pub(super) async fn met(cx: &Context, plan: &Plan, files: &[FileId]) -> Result<Markup, Refusal> {
    let Some(first) = plan.met.first() else { return Ok(html! {}) };
    let mut here = cx.every::<Framework>().await?;
    here.sort_by(|(_, one), (_, other)| one.title.cmp(&other.title));
    let rows: Vec<Markup> = plan
        .met
        .iter()
        .map(|one| {
            let of = here.iter().find(|(head, _)| one.of.is_some_and(|of| head.id == of.cast()));
            html! {
                tr {
                    th scope="row" { (one.title) }
                    td {
                        @match of {
                            Some((head, of)) => { (version_of(cx, head, of)) }
                            None => { (cx.t("framework-read-met-as-new")) }
                        }
                    }
                    td { (cx.t(&format!("framework-read-met-{}", one.how.key()))) }
                }
            }
        })
        .collect();
    let heads = ["framework-read-record", "framework-read-met-what", "framework-read-met-how"];
    let files: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    Ok(html! {
        (ui::some_rows(cx, "framework-read-met", &heads, &rows))
        @if !here.is_empty() {
            form method="post" action="/framework/read/write" {
                input type="hidden" name="files" value=(files.join(" "));
                div.ds-field {
                    (ui::label(cx, "framework-read-instead", "instead", true))
                    select.ds-input id="instead" name="into" aria-describedby="instead-help" {
                        option value="new" selected[first.of.is_none()] { (cx.t("framework-read-as-new")) }
                        @for (head, one) in &here {
                            option value=(head.id) selected[first.of.is_some_and(|of| head.id == of.cast())] {
                                (called(cx, head, one))
                            }
                        }
                    }
                }
                div.form-actions {
                    button.ds-button type="submit" name="look" value="1" data-variant="secondary" { (cx.t("framework-read-again")) }
                }
            }
        }
    })
}

fn version_of(cx: &Context, head: &Head, of: &Framework) -> String {
    cx.t_with("framework-read-met-as-version", &[("title", &called(cx, head, of))])
}
