//! The filter form of a list, made from the kind's description, and the filters that are on as chips.

use super::List;
use crate::{
    list_query::{can_filter, filter_name},
    pick::Candidates,
    ui,
};
use maud::{Markup, html};
use stadga_model::{Field, FieldType, Id, Refusal};

/// So many filters stand in the open; the rest is folded.
const OPEN: usize = 4;

/// The form: words, then the fields that can be filtered on.
pub(super) async fn form(list: &List<'_>) -> Result<Markup, Refusal> {
    let (cx, spec) = (list.cx, list.kind.spec);
    let mut parts = Vec::new();
    let mut names = vec!["q".to_owned(), "page".to_owned()];
    for field in fields(list) {
        let (part, mut own) = input(list, field).await?;
        parts.push(part);
        names.append(&mut own);
    }
    let folded = parts.split_off(parts.len().min(OPEN));
    let rest = list.address.pairs().filter(|(name, _)| !names.iter().any(|own| own == name));
    Ok(html! {
        form.filters method="get" action=(list.path()) role="search" aria-label=(cx.t("list-filter-label"))
            hx-get=(list.path()) hx-trigger="change, submit" {
            @for (name, value) in rest { input type="hidden" name=(name) value=(value); }
            (ui::filters(cx, list.address != crate::Address::default(), &html! {
                div.ds-field {
                    label for="f-q" { (cx.t("list-words")) }
                    input.ds-input type="search" id="f-q" name="q" value=[list.address.get("q")];
                }
                @for part in &parts { (part) }
                @if !folded.is_empty() {
                    details.fold open[open(list, &folded)] {
                        summary { (cx.t("list-more-filters")) }
                        div { @for part in &folded { (part) } }
                    }
                }
                div.actions {
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("list-filter")) }
                    @if list.address != crate::Address::default() { a href=(list.path()) { (cx.t("list-clear")) } }
                }
            }))
        }
        (chips(list, spec.kind))
    })
}

/// State first, then the fields as the kind gives them. Links to any of several kinds have no list to choose from.
fn fields<'a>(list: &'a List<'_>) -> impl Iterator<Item = &'static Field> + 'a {
    let spec = list.kind.spec;
    let useful = move |field: &&'static Field| {
        let drawn = [spec.unit, spec.owner, spec.state].contains(&Some(field.name));
        let several = matches!(field.ty, FieldType::Link(kinds) | FieldType::Links(kinds) if kinds.len() != 1);
        (field.filtered || drawn) && can_filter(spec, field) && !several
    };
    let state = move |field: &&'static Field| spec.state == Some(field.name);
    let all = move || spec.fields.iter().filter(useful);
    all().filter(state).chain(all().filter(move |field| !state(field)))
}

/// The folded filters open by themselves where one of them is on.
fn open(list: &List<'_>, folded: &[Markup]) -> bool {
    list.address.pairs().any(|(name, _)| {
        let mark = format!("name=\"{name}\"");
        folded.iter().any(|part| part.0.contains(&mark))
    })
}

/// One field's input and the names that it stands for in the address.
async fn input(list: &List<'_>, field: &'static Field) -> Result<(Markup, Vec<String>), Refusal> {
    let (cx, name) = (list.cx, field.name);
    let label = cx.t(&format!("{}-{name}", list.kind.spec.kind));
    let get = |key: &str| list.address.get(key).unwrap_or_default().to_owned();
    let (date, number) = (("date", None), ("text", Some("decimal")));
    let between = |(ty, mode): (&str, Option<&str>)| {
        let (from, to) = (format!("{name}.from"), format!("{name}.to"));
        let one = |key: &str, text: &str| {
            html! {
                div.ds-field {
                    label for=(format!("f-{key}")) { (cx.t_with(text, &[("field", &label)])) }
                    input.ds-input type=(ty) inputmode=[mode] id=(format!("f-{key}")) name=(key) value=(dated(list, &get(key)));
                }
            }
        };
        (html! { (one(&from, "list-from")) (one(&to, "list-to")) }, vec![from.clone(), to.clone()])
    };
    Ok(match field.ty {
        FieldType::Date | FieldType::Instant | FieldType::Period => between(date),
        FieldType::Money | FieldType::Whole => between(number),
        FieldType::Text | FieldType::Prose => {
            let key = format!("{name}.has");
            let input = html! {
                div.ds-field {
                    label for=(format!("f-{key}")) { (cx.t_with("list-has", &[("field", &label)])) }
                    input.ds-input type="text" id=(format!("f-{key}")) name=(key) value=(get(&key));
                }
            };
            (input, vec![key])
        }
        _ => {
            let options = options(list, field).await?;
            let name = filter_name(field);
            let select = html! {
                div.ds-field {
                    label for=(format!("f-{name}")) { (label) }
                    select.ds-input id=(format!("f-{name}")) name=(name) { option value="" { (cx.t("list-any")) } (options) }
                }
            };
            (select, vec![name])
        }
    })
}

/// A date field cannot show `today+30`: it shows the day that it means.
fn dated(list: &List<'_>, text: &str) -> String {
    if !text.starts_with("today") {
        return text.to_owned();
    }
    let reading = crate::list_query::Reading::of(list.cx);
    crate::list_query::date(text, reading.today).map_or_else(String::new, |date| date.to_string())
}

async fn options(list: &List<'_>, field: &'static Field) -> Result<Markup, Refusal> {
    let (cx, key) = (list.cx, format!("{}-{}", list.kind.spec.kind, field.name));
    let name = filter_name(field);
    let chosen = list.address.get(&name).unwrap_or_default();
    let option = |value: &str, text: String| html! { option value=(value) selected[value == chosen] { (text) } };
    let several = list.address.all(&name).len() > 1;
    Ok(html! {
        // What no single option can say, as a link may: one of several.
        @if several { option value=(chosen) selected { (words(list, field)) } }
        @match field.ty {
            FieldType::Choice(values) => {
                @for value in values { (option(value, cx.t(&format!("{key}-is-{value}")))) }
            }
            FieldType::Scale(scale) => {
                @for step in cx.app.store.scales().get(scale).into_iter().flat_map(|scale| &scale.steps) {
                    (option(&step.key, step.label(cx.language).to_owned()))
                }
            }
            FieldType::Yes => { (option("yes", cx.t("yes"))) (option("no", cx.t("no"))) }
            FieldType::Link(kinds) | FieldType::Links(kinds) => {
                @if list.kind.spec.owner == Some(field.name) && cx.door.actor().person.is_some() {
                    (option("me", cx.t("list-me")))
                }
                @let ids: Vec<Id> = chosen.parse().into_iter().collect();
                (Candidates::find(cx, kinds, "").await?.with_chosen(cx, &ids).await?.options(cx, &ids))
            }
            _ => {}
        }
    })
}

/// What is asked of a field, in words.
fn words(list: &List<'_>, field: &Field) -> String {
    let values = ui::Values { cx: list.cx, titles: &list.titles };
    let key = format!("{}-{}", list.kind.spec.kind, field.name);
    let ty = match field.ty {
        FieldType::Links(kinds) => FieldType::Link(kinds),
        ty => ty,
    };
    let name = filter_name(field);
    let texts = list.address.all(&name).into_iter().map(|value| match value {
        "me" => list.cx.t("list-me"),
        value => values.text(&key, ty, &value.into()),
    });
    texts.collect::<Vec<_>>().join(&list.cx.t("list-or"))
}

/// Filters that no input shows, as chips that can be taken away.
fn chips(list: &List<'_>, kind: &str) -> Markup {
    let special = list.address.pairs().filter_map(|(name, _)| {
        let (field, how) = name.split_once('.').unwrap_or((name, ""));
        let label = list.cx.t(&format!("{kind}-{}", list.kind.spec.field(field)?.name));
        let key = match how {
            "empty" => "list-empty",
            "given" => "list-given",
            _ => return None,
        };
        Some((list.cx.t_with(key, &[("field", &label)]), list.href(&list.address.without(name))))
    });
    let chips: Vec<_> = special.collect();
    html! {
        @if !chips.is_empty() {
            div.chosen {
                @for (text, href) in chips {
                    a.chip href=(href) { (text) (ui::icon("cross")) span.sr { (list.cx.t("list-remove")) } }
                }
            }
        }
    }
}
