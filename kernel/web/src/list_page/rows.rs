//! The table of a list: headings that sort, rows that can be chosen for a bulk change, the choice of columns.

use super::List;
use crate::ui::{self, Values};
use maud::{Markup, html};
use stadga_model::{Action, Field, FieldType, Revision};

/// So many columns besides the title are shown where there is no room for all.
const MAIN: usize = 2;
/// So many usual columns besides number and title the style sheet leaves at its three widths.
const ROOM: [usize; 3] = [5, 4, 3];

/// The table, or a word where there is nothing.
pub(super) fn table(list: &List<'_>) -> Markup {
    let (cx, name) = (list.cx, list.kind.spec.kind);
    if list.page.rows.is_empty() {
        let key =
            if list.address == crate::Address::default() { "list-none" } else { "list-none-fit" };
        return ui::empty(&cx.t(key), &cx.t(&format!("{key}.do")));
    }
    let bulk = list.may(Action::Change);
    let columns = columns(list);
    let heading = cx.heading(&format!("{name}-plural"));
    let table = html! {
        div.table-wrap.list tabindex="0" role="region" aria-label=(heading) {
            table.ds-table {
                caption.sr { (heading) }
                thead { (heads(list, &columns, bulk)) }
                tbody { @for row in &list.page.rows { (line(list, row, &columns, bulk)) } }
            }
        }
    };
    html! {
        (hidden(list, &columns))
        @if bulk {
            form method="post" action=(format!("/{name}/bulk")) { (table) (bar(list)) }
        } @else {
            (table)
        }
    }
}

/// How many of the usual columns there is no room for, for each width that hides some, and the way to all of them.
fn hidden(list: &List<'_>, columns: &[&'static Field]) -> Markup {
    let fit = ROOM.into_iter().filter(|fit| list.asked.columns.is_empty() && columns.len() > *fit);
    let names: Vec<&str> = columns.iter().map(|field| field.name).collect();
    let all = list.href(&list.address.with("cols", &names.join(",")));
    html! {
        @for fit in fit {
            p.hidden-columns data-fit=(fit) {
                (list.cx.t_with("list-columns-hidden", &[("count", &(columns.len() - fit).to_string())]))
                " " a href=(all) hx-get=(all) { (list.cx.t("list-columns-all")) }
            }
        }
    }
}

/// The columns besides number and title: those asked for, or the kind's usual ones.
fn columns(list: &List<'_>) -> Vec<&'static Field> {
    let spec = list.kind.spec;
    let usual = || spec.fields.iter().filter(|field| field.listed).collect();
    let chosen = if list.asked.columns.is_empty() { usual() } else { list.asked.columns.clone() };
    chosen.into_iter().filter(|field| field.name != spec.title).collect()
}

/// The columns that a narrow screen keeps: the state and the first date, else those that come first.
fn main(list: &List<'_>, columns: &[&'static Field]) -> Vec<&'static Field> {
    let rank = |field: &&&'static Field| match field.ty {
        _ if list.kind.spec.state == Some(field.name) => 0,
        FieldType::Date => 1,
        _ => 2,
    };
    let mut ranked: Vec<_> = columns.iter().collect();
    ranked.sort_by_key(rank);
    ranked.into_iter().take(MAIN).copied().collect()
}

fn heads(list: &List<'_>, columns: &[&'static Field], bulk: bool) -> Markup {
    let (cx, spec) = (list.cx, list.kind.spec);
    let title = spec.field(spec.title);
    html! {
        tr {
            @if bulk {
                td.pick {
                    label data-script hidden {
                        input.ds-input type="checkbox" data-select-all aria-label=(cx.t("list-choose-all"));
                    }
                }
            }
            (head(list, "number", &cx.t("list-number"), true, false))
            @for field in title.iter().chain(columns) {
                (head(list, field.name, &cx.t(&format!("{}-{}", spec.kind, field.name)), field.sorted, ui::is_number(field.ty)))
            }
        }
    }
}

fn head(list: &List<'_>, name: &str, text: &str, sortable: bool, number: bool) -> Markup {
    let sort = list.address.get("sort").unwrap_or_default();
    let (order, next) = match sort.strip_prefix('-') {
        Some(field) if field == name => (Some("descending"), name.to_owned()),
        _ if sort == name => (Some("ascending"), format!("-{name}")),
        _ => (None, name.to_owned()),
    };
    let href = list.href(&list.address.without("page").with("sort", &next));
    html! {
        th.number[number] scope="col" aria-sort=[order] {
            @if sortable {
                a.sort id=(format!("sort-{name}")) href=(href) hx-get=(href) { (text) }
            } @else {
                (text)
            }
        }
    }
}

fn line(list: &List<'_>, row: &Revision, columns: &[&'static Field], bulk: bool) -> Markup {
    let (spec, values) = (list.kind.spec, Values { cx: list.cx, titles: &list.titles });
    let number = row.head.number.as_str();
    let main = main(list, columns);
    html! {
        tr {
            @if bulk {
                td.pick {
                    label {
                        input.ds-input type="checkbox" name="id" value=(row.head.id)
                            aria-label=(list.cx.t_with("list-choose", &[("number", number)]));
                    }
                }
            }
            td.no { (number) }
            th scope="row" { a href=(format!("/{}/{}", spec.kind, row.head.id)) { (row.title(spec)) } }
            @for field in columns {
                td.number[ui::is_number(field.ty)].main[main.contains(field)] data-label=(list.cx.t(&format!("{}-{}", spec.kind, field.name))) {
                    (values.cell(spec, field, row))
                }
            }
        }
    }
}

/// What can be done with the chosen rows; the next page asks for the value and shows what would change.
fn bar(list: &List<'_>) -> Markup {
    let (cx, kind) = (list.cx, list.kind);
    html! {
        div.bulk {
            p.chosen-rows data-script hidden role="status" { b data-chosen { "0" } " " (cx.t("bulk-chosen")) }
            div.ds-field {
                label for="bulk-change" { (cx.t("bulk-change")) }
                select.ds-input id="bulk-change" name="change" {
                    @for (value, text) in crate::bulk::changes(cx, kind) { option value=(value) { (text) } }
                }
            }
            button.ds-button type="submit" { (cx.t("bulk-next")) }
        }
    }
}

/// Which columns are shown.
pub(super) fn column_choice(list: &List<'_>) -> Markup {
    let (cx, spec) = (list.cx, list.kind.spec);
    let shown = columns(list);
    let can = |field: &&Field| field.name != spec.title && !matches!(field.ty, FieldType::File);
    let rest = list.address.without("cols").without("page");
    ui::drop_down(
        Some("columns"),
        &cx.t("list-columns"),
        "tertiary",
        &html! {
            form method="get" action=(list.path()) {
                @for (name, value) in rest.pairs() { input type="hidden" name=(name) value=(value); }
                fieldset.ds-fieldset {
                    legend { (cx.t("list-columns-shown")) }
                    @for field in spec.fields.iter().filter(can) {
                        @let id = format!("col-{}", field.name);
                        div.ds-field {
                            input.ds-input type="checkbox" id=(id) name="cols" value=(field.name)
                                checked[shown.contains(&field)];
                            label for=(id) { (cx.t(&format!("{}-{}", spec.kind, field.name))) }
                        }
                    }
                }
                p { button.ds-button type="submit" data-size="sm" { (cx.t("list-columns-show")) } }
            }
        },
    )
}
