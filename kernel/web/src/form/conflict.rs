//! Two people changed the same record: both versions field by field, a choice for each, and nothing lost.

use super::{ACT, BASE, Filled, REASON, REVISION, is_asked, with_status};
use crate::{
    Context,
    ui::{self, Titles, Values, format},
};
use axum::{http::StatusCode, response::Response};
use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Body, Field, Kind, Refusal};
use stadga_store::Opened;

/// A choice's name in the form: `_keep.due` is `mine` or `theirs`.
const KEEP: &str = "_keep.";

/// The body that the form was made from: today's, or an older revision's.
pub(super) async fn base(cx: &Context, opened: &Opened, filled: &Filled) -> Result<Body, Refusal> {
    let made_from = filled.get(BASE);
    let head = opened.head();
    // The history is without what marks withhold: a form with it is held to the record as it is.
    let whole = head.withheld.is_some() && !opened.is_part();
    if whole || made_from == head.revision.to_string() {
        return Ok(opened.body.clone());
    }
    let revisions = cx.door.history(head.id).await?;
    let older =
        revisions.into_iter().find(|revision| revision.head.revision.to_string() == made_from);
    Ok(older.map_or_else(|| opened.body.clone(), |revision| revision.body))
}

/// What is saved: theirs where the writer chose theirs and where no form asks, mine in all else.
pub(super) fn merged(kind: &Kind, filled: &Filled, theirs: &Body, mine: &Body) -> Body {
    let mut body = theirs.clone();
    for field in kind.spec.fields.iter().filter(|field| is_asked(kind, field)) {
        if filled.get(&format!("{KEEP}{}", field.name)) == "theirs" {
            continue;
        }
        match mine.get(field.name) {
            Some(value) => drop(body.insert(field.name.to_owned(), value.clone())),
            None => drop(body.shift_remove(field.name)),
        }
    }
    body
}

/// The page that shows both versions. `versions` are the body that the form was made from, and mine.
pub(super) async fn page(
    cx: &Context,
    kind: &Kind,
    current: &Opened,
    filled: &Filled,
    versions: (&Body, &Body),
) -> Result<Response, Refusal> {
    let spec = kind.spec;
    let (base, mine) = versions;
    let links = [base, mine, &current.body].into_iter().flat_map(|body| spec.links(body));
    let titles = Titles::of(cx, links.map(|(_, id)| id)).await?;
    let values = Values { cx, titles: &titles };
    let of = |body: &Body, field: &Field| body.get(field.name).cloned().unwrap_or(Value::Null);
    let differing: Vec<Row> = spec
        .fields
        .iter()
        .filter(|field| is_asked(kind, field))
        .map(|field| Row {
            field,
            base: of(base, field),
            mine: of(mine, field),
            theirs: of(&current.body, field),
        })
        .filter(|row| !same(&row.mine, &row.theirs))
        .collect();
    let body = html! {
        (message(cx, current))
        form.conflict method="post" {
            (hidden(current, filled))
            (table(values, spec.kind, &differing))
            div.form-actions {
                button.ds-button type="submit" name=(ACT) value="save" { (cx.t("conflict-save")) }
                a.ds-button data-variant="tertiary" href=(format!("/{}/{}", spec.kind, current.head().id)) { (cx.t("conflict-drop")) }
            }
        }
    };
    Ok(with_status(StatusCode::CONFLICT, cx.page(cx.t("conflict")).text(&body)))
}

struct Row {
    field: &'static Field,
    base: Value,
    mine: Value,
    theirs: Value,
}

fn same(one: &Value, other: &Value) -> bool {
    one == other || (ui::is_blank(one) && ui::is_blank(other))
}

fn message(cx: &Context, current: &Opened) -> Markup {
    let head = current.head();
    let values = [("number", head.number.as_str()), ("at", &format::moment(head.at))];
    html! {
        div.ds-alert data-color="warning" role="alert" {
            p { (cx.t_with("conflict.what", &values)) }
            p { (cx.t("conflict.do")) }
        }
    }
}

/// All that was written, to be sent again with the choices. The revision is now the one that was just looked at.
fn hidden(current: &Opened, filled: &Filled) -> Markup {
    let own =
        |name: &str| name == REVISION || name == ACT || name == REASON || name.starts_with(KEEP);
    html! {
        input type="hidden" name=(REVISION) value=(current.head().revision);
        input type="hidden" name=(REASON) value=(filled.get(REASON));
        @for (name, value) in filled.pairs().filter(|(name, _)| !own(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn table(values: Values<'_>, kind: &str, rows: &[Row]) -> Markup {
    let cx = values.cx;
    html! {
        div.table-wrap tabindex="0" role="region" aria-label=(cx.t("conflict-versions")) {
            table.ds-table.compare {
                caption { (cx.t("conflict-versions")) }
                thead {
                    tr {
                        th scope="col" { (cx.t("field")) }
                        th scope="col" { (cx.t("conflict-base")) }
                        th scope="col" { (cx.t("conflict-theirs")) }
                        th scope="col" { (cx.t("conflict-mine")) }
                    }
                }
                tbody { @for row in rows { (line(values, kind, row)) } }
            }
        }
    }
}

/// One field: what only one of the two changed is chosen already; where both did, the writer must.
fn line(values: Values<'_>, kind: &str, row: &Row) -> Markup {
    let key = format!("{kind}-{}", row.field.name);
    let label = values.cx.t(&key);
    let show = |value: &Value| values.show(&key, row.field.ty, value);
    let choice = |which: &str, chosen: bool, value: &Value| {
        html! {
            td {
                label {
                    input.ds-input type="radio" name=(format!("{KEEP}{}", row.field.name)) value=(which) checked[chosen] required;
                    " " span.sr { (label) ": " } (values.cx.t(&format!("conflict-keep-{which}")))
                }
                div { (show(value)) }
            }
        }
    };
    html! {
        tr {
            th scope="row" { (label) }
            td { (show(&row.base)) }
            (choice("theirs", same(&row.mine, &row.base), &row.theirs))
            (choice("mine", same(&row.theirs, &row.base), &row.mine))
        }
    }
}
