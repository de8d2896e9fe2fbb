//! Every system with the object, mode and model that govern it; what is outside stands first (PM3-25, T8).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id};
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Address, Context, Problem,
    ui::{self, Column},
};

use super::{
    FOA, OUTSIDE, SYSTEMS,
    gather::{Architecture, items},
};
use crate::{Object, foa::Placement};

/// Systems on a page.
const PAGE: usize = 100;

/// What is asked for: a family, words, and which page.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    family: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    page: usize,
}

/// GET /objects/systems
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let architecture = Architecture::of(&cx).await?;
    let placement = architecture.placement();
    let items = items(&cx, architecture.infrastructure()).await?;
    let mut found: Vec<_> = items
        .iter()
        .map(|item| (object_of(&architecture, &placement, item.0.id), item))
        .filter(|(object, item)| fits(&asked, object.map(|(_, object)| object), &item.1))
        .collect();
    found.sort_by_key(|(object, _)| object.is_some());
    let outside = found.iter().filter(|(object, _)| object.is_none()).count();
    let from = asked.page.saturating_mul(PAGE);
    let rows: Vec<_> = found
        .iter()
        .skip(from)
        .take(PAGE)
        .map(|(object, item)| row(&cx, &architecture, *object, item))
        .collect();
    let columns = [
        "configuration-item-name",
        "configuration-item-criticality",
        "family-word",
        "object-word",
        "object-mode",
        "object-model",
    ]
    .map(|key| Column::text(cx.t(key)));
    let count = found.len().to_string();
    let page =
        cx.page(cx.t("systems-title")).lead(cx.t("systems-lead")).crumb(cx.t("foa-title"), FOA);
    Ok(page.show(html! {
        (filters(&cx, &architecture, &asked))
        @if outside > 0 {
            (ui::alert("warning", &html! {
                p { (cx.t_with("systems-outside", &[("n", &outside.to_string())])) " " a href=(OUTSIDE) { (cx.t("outside-place")) } }
            }))
        }
        (ui::table(&cx.t_with("systems-caption", &[("n", &count)]), &columns, &rows))
        (pages(&cx, &asked, found.len()))
    }))
}

/// The object that holds a system.
fn object_of<'a>(
    architecture: &'a Architecture,
    placement: &Placement,
    system: Id,
) -> Option<&'a (Head, Object)> {
    architecture.object(placement.object(system.cast())?.cast())
}

fn fits(asked: &Asked, object: Option<&Object>, item: &ConfigurationItem) -> bool {
    let family = object.and_then(|object| object.family).map(|family| family.to_string());
    let words = asked.words.trim().to_lowercase();
    let in_family = asked.family.is_empty() || family.as_ref() == Some(&asked.family);
    in_family && (words.is_empty() || item.name.to_lowercase().contains(&words))
}

fn row(
    cx: &Context,
    architecture: &Architecture,
    object: Option<&(Head, Object)>,
    (head, item): &(Head, ConfigurationItem),
) -> Vec<Markup> {
    let said = |scale: &str, value: Option<&stadga_model::Term>| {
        html! {
            @match value {
                Some(value) => { (cx.term(scale, value)) }
                None => { span.muted { (cx.t("foa-unknown")) } }
            }
        }
    };
    let family = object.and_then(|(_, object)| architecture.family(object.family?.cast()));
    vec![
        ui::link("configuration-item", head.id, &item.name),
        html! { @if let Some(criticality) = &item.criticality { (cx.term("criticality", criticality)) } },
        html! {
            @match family {
                Some((head, family)) => { (ui::link("family", head.id, &family.name)) }
                None => { (ui::badge("bad", &cx.t("foa-outside-word"))) }
            }
        },
        html! {
            @if let Some((head, object)) = object {
                a href=(format!("/object/{}/overview", head.id)) { (object.name) }
            }
        },
        html! { @if let Some((_, object)) = object { (said("management-mode", object.mode.as_ref())) } },
        html! { @if let Some((_, object)) = object { (said("governing-model", object.model.as_ref())) } },
    ]
}

fn filters(cx: &Context, architecture: &Architecture, asked: &Asked) -> Markup {
    html! {
        form.filters method="get" action=(SYSTEMS) {
            div.ds-field {
                label for="family" { (cx.heading("family")) }
                select.ds-input id="family" name="family" {
                    option value="" { (cx.t("systems-all")) }
                    @for (head, family) in &architecture.families {
                        option value=(head.id) selected[head.id.to_string() == asked.family] { (family.name) }
                    }
                }
            }
            div.ds-field {
                label for="words" { (cx.t("configuration-item-name")) }
                input.ds-input id="words" name="words" value=(asked.words);
            }
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("systems-show")) } }
        }
    }
}

fn pages(cx: &Context, asked: &Asked, all: usize) -> Markup {
    let here = Address::default().with("family", &asked.family).with("words", &asked.words);
    let href = |page: usize| here.with("page", &page.to_string()).of(SYSTEMS);
    let last = all.saturating_sub(1) / PAGE;
    html! {
        @if last > 0 {
            nav.actions aria-label=(cx.t("systems-pages")) {
                @if asked.page > 0 { (ui::link_button(&href(asked.page - 1), "tertiary", None, &cx.t("systems-before"))) }
                @if asked.page < last { (ui::link_button(&href(asked.page + 1), "tertiary", None, &cx.t("systems-next"))) }
            }
        }
    }
}
