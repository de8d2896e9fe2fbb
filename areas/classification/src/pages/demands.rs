//! Demands for a procurement: what a supplier is asked for at a class, of a system or chosen freely, as PDF and Word (CLS-08).

use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use stadga_model::Refusal;
use stadga_publish::{
    Document,
    document::{Table, cell, column, heading, lead, narrow},
};
use stadga_web::{
    Context, Problem,
    published::{blank, document_links, publish},
    ui,
};
use std::collections::BTreeMap;

use super::{COVERAGE, DEMANDS, aspect, level, protection::Matter};
use crate::{
    class::{ASPECTS, Aspect, Class, Levels},
    limits::Limits,
    safeguards::{SAFEGUARDS, Safeguard, all, demanded},
};

/// What the file is called in addresses.
const FILE: &str = "demands";

/// GET /classes/demands: a class is chosen, and what it demands is shown.
pub(super) async fn ask(
    cx: Context,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let levels = Levels::of(cx.app.store.scales());
    let ends = Limits::of(cx.app.store.scales()).protective;
    let class = Aspect::ALL.into_iter().fold(Class::default(), |class, one| {
        let rank = asked.get(one.key()).and_then(|key| levels.rank(&key.as_str().into()));
        class.with(one, rank.filter(|rank| *rank < ends))
    });
    let page = cx.page(cx.t("class-demands-title")).lead(cx.t("class-demands-lead"));
    let page = page.crumb(cx.t("class-coverage-title"), COVERAGE).here(cx.t("class-demands-title"));
    Ok(page.show(html! {
        (form(&cx, &levels, class, ends))
        @if !class.is_unknown() {
            (table(&cx, &levels, class))
            (ui::panel("class-files", &cx.t("class-files"), &html! {
                ul.documents {
                    (document_links(&cx, &cx.t("class-demands-title"), &format!("{DEMANDS}/{}/{FILE}", address(class))))
                }
            }))
        }
    }))
}

fn form(cx: &Context, levels: &Levels, class: Class, ends: u8) -> Markup {
    html! {
        form.filters method="get" action=(DEMANDS) {
            @for one in Aspect::ALL {
                div.ds-field {
                    label for=(one.key()) { (aspect(cx, one)) }
                    select.ds-input id=(one.key()) name=(one.key()) {
                        option value="" { (cx.t("class-unknown")) }
                        @for (rank, step) in (0..ends).zip(levels.steps()) {
                            option value=(step.key) selected[class.get(one) == Some(rank)] { (level(cx, levels, Some(rank))) }
                        }
                    }
                }
            }
            div.actions { button.ds-button type="submit" data-variant="secondary" { (cx.t("class-show")) } }
        }
    }
}

fn table(cx: &Context, levels: &Levels, class: Class) -> Markup {
    let columns =
        ["class-col-number", "class-col-safeguard", "class-col-demand", "class-col-because"];
    let columns = columns.map(|key| ui::Column::text(cx.t(key)));
    let rows: Vec<Vec<Markup>> = demanded(class, levels)
        .into_iter()
        .map(|one| {
            let from = level(cx, levels, levels.rank(&one.from()));
            vec![
                html! { (number(cx, one)) },
                html! { (cx.term(SAFEGUARDS, &one.term())) " " span.muted.nowrap { (one.iso.join(", ")) } },
                html! { (one.demand(cx.language)) },
                html! { (aspect(cx, one.aspect())) " " (from) },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() { p { (cx.t("class-safeguards-none")) } } @else {
            (ui::table(&cx.t("class-demands-title"), &columns, &rows))
        }
    }
}

/// A class in an address: its ranks, an `x` where nothing is known.
fn address(class: Class) -> String {
    let rank = |one| class.get(one).map_or_else(|| "x".to_owned(), |rank| rank.to_string());
    Aspect::ALL.map(rank).join("-")
}

/// The class of an address.
fn of_address(text: &str, ends: u8) -> Option<Class> {
    let parts: Vec<&str> = text.split('-').collect();
    let ranks: [&str; 4] = parts.try_into().ok()?;
    let mut class = Class::default();
    for (one, rank) in Aspect::ALL.into_iter().zip(ranks) {
        if rank != "x" {
            class = class.with(one, Some(rank.parse().ok().filter(|rank: &u8| *rank < ends)?));
        }
    }
    Some(class)
}

/// GET /classes/demands/{class}/{name}
pub(super) async fn of_class(
    cx: Context,
    Path((class, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ends = Limits::of(cx.app.store.scales()).protective;
    let class = of_address(&class, ends).ok_or(Refusal::NotFound)?;
    let title = cx.t("class-demands-title");
    file(&cx, class, title, &name).await
}

/// GET /configuration-item/{id}/protection/demands/{name}
pub(super) async fn of_system(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let title = cx.t_with("class-demands-of", &[("name", &matter.item.name)]);
    file(&cx, matter.class(), title, &name).await
}

async fn file(cx: &Context, class: Class, title: String, name: &str) -> Result<Response, Problem> {
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    if what != FILE {
        return Err(Refusal::NotFound.into());
    }
    let called = format!("{title}.{ending}").replace('/', " ");
    let document = document(cx, class, title).await?;
    publish(cx, document, &called).await
}

/// By what a contract names a demand: the aspect's letter, and its place in the whole catalogue, which no class changes.
fn number(cx: &Context, safeguard: &Safeguard) -> String {
    let aspect = safeguard.aspect();
    let mut own = all().iter().filter(|one| one.aspect() == aspect);
    let place = own.position(|one| one.key == safeguard.key).unwrap_or_default() + 1;
    let step = cx.app.store.scales().get(ASPECTS).and_then(|scale| scale.step(aspect.key()));
    let letter = step.and_then(|step| step.symbol.as_deref()).unwrap_or_default();
    format!("{letter}{place}")
}

async fn document(cx: &Context, class: Class, title: String) -> Result<Document, Refusal> {
    let levels = Levels::of(cx.app.store.scales());
    let mut document = blank(cx, title).await?;
    document.push(lead(cx.t("class-demands-document")));
    let asked = demanded(class, &levels);
    for one in Aspect::ALL {
        let own: Vec<_> = asked.iter().filter(|safeguard| safeguard.aspect() == one).collect();
        if own.is_empty() {
            continue;
        }
        let word = format!("{}: {}", aspect(cx, one), level(cx, &levels, class.get(one)));
        document.push(heading(1, word.clone()));
        let columns = [
            narrow(cx.t("class-col-number")),
            column(cx.t("class-col-safeguard"), 2),
            column(cx.t("class-col-demand"), 4),
            column(cx.t("class-col-answer"), 3),
        ];
        let rows = own.iter().map(|safeguard| {
            vec![
                cell(number(cx, safeguard)),
                cell(cx.term(SAFEGUARDS, &safeguard.term())),
                cell(format!("{} ({})", safeguard.demand(cx.language), safeguard.iso.join(", "))),
                cell(""),
            ]
        });
        document.push(Table::new(word, columns).row_header().rows(rows));
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::class;

    #[test]
    fn cls_08_a_class_comes_back_from_its_address_and_what_ends_is_none() {
        for ranks in ["322", "3221", "3"] {
            assert_eq!(of_address(&address(class(ranks)), 4), Some(class(ranks)));
        }
        for wrong in ["4-1-1-x", "3-2-2", "a-b-c-d", ""] {
            assert_eq!(of_address(wrong, 4), None);
        }
    }
}
