//! Saved views of a list: kept under a name for oneself or for all, forgotten by whoever kept them.

use super::List;
use crate::{Address, Context, Problem, ui};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_store::SavedView;

/// How long a view's name can be.
const NAME: usize = 60;

/// Saves the present view, and forgets old ones.
pub(super) fn menu(list: &List<'_>) -> Markup {
    let cx = list.cx;
    if cx.door.actor().person.is_none() || cx.past().is_some() {
        return Context::nothing();
    }
    let present = list.address.without("page").query();
    let action = format!("{}/views", list.path());
    ui::drop_down(
        None,
        &cx.t("views-save"),
        "tertiary",
        &html! {
            div {
                form method="post" action=(action) {
                    input type="hidden" name="query" value=(present);
                    div.ds-field {
                        label for="view-name" { (cx.t("views-name")) }
                        input.ds-input type="text" id="view-name" name="name" required maxlength=(NAME) autocomplete="off";
                    }
                    div.ds-field {
                        input.ds-input type="checkbox" id="view-shared" name="shared" value="yes";
                        label for="view-shared" { (cx.t("views-shared")) }
                    }
                    p { button.ds-button type="submit" data-size="sm" { (cx.t("views-save-do")) } }
                }
                @if list.views.iter().any(|view| view.own) {
                    form method="post" action=(format!("{action}/forget")) {
                        ul {
                            @for view in list.views.iter().filter(|view| view.own) {
                                li {
                                    button type="submit" name="name" value=(view.name) {
                                        (ui::icon("cross")) (cx.t_with("views-forget", &[("name", &view.name)]))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}

#[derive(Deserialize)]
pub(crate) struct Saved {
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    shared: String,
}

/// POST /{kind}/views
pub(crate) async fn save(
    cx: Context,
    Path(kind): Path<String>,
    Form(saved): Form<Saved>,
) -> Result<Response, Problem> {
    let spec = cx.door.kind(&kind)?.spec;
    let name: String = saved.name.trim().chars().take(NAME).collect();
    let query = Address::read(&saved.query).without("page");
    if !name.is_empty() {
        let shared = saved.shared == "yes";
        let view = SavedView { name, query: query.query(), shared, own: true };
        cx.door.save_view(spec.kind, &view).await?;
    }
    let to = query.with("done", "view-saved").of(&format!("/{}", spec.kind));
    Ok(Redirect::to(&to).into_response())
}

#[derive(Deserialize)]
pub(crate) struct Forgotten {
    name: String,
}

/// POST /{kind}/views/forget
pub(crate) async fn forget(
    cx: Context,
    Path(kind): Path<String>,
    Form(forgotten): Form<Forgotten>,
) -> Result<Response, Problem> {
    let spec = cx.door.kind(&kind)?.spec;
    cx.door.forget_view(spec.kind, &forgotten.name).await?;
    Ok(Redirect::to(&format!("/{}?done=view-forgotten", spec.kind)).into_response())
}
