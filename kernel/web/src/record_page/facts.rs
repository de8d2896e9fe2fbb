//! A record's facts under the headings that its kind gives them; what is not given is left out.

use super::Record;
use crate::ui;
use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Field, FieldType};

/// One section for each heading, in the order of the fields.
pub(super) fn sections(record: &Record<'_>) -> Markup {
    let spec = record.kind.spec;
    let shown = |field: &&&'static Field| {
        let value = record.revision.body.get(field.name).unwrap_or(&Value::Null);
        let told = record.revision.head.withholds(field.name) || !ui::is_blank(value);
        field.name != spec.title && Some(field.name) != spec.state && told
    };
    html! {
        @for group in groups(spec.fields) {
            @let fields: Vec<_> = spec.fields.iter().filter(|field| field.group == group).collect();
            @let fields: Vec<_> = fields.iter().filter(shown).collect();
            @if fields.iter().any(|field| says(record, field)) {
                (ui::panel(&format!("group-{group}"), &heading(record, group), &html! {
                    dl.facts { @for field in fields { (fact(record, field)) } }
                }))
            }
        }
    }
}

/// Whether anyone has said something: a no that nobody has touched says nothing by itself.
fn says(record: &Record<'_>, field: &Field) -> bool {
    record.revision.head.withholds(field.name)
        || record.revision.body.get(field.name) != Some(&Value::Bool(false))
}

/// The headings in the order in which they first come.
pub(crate) fn groups(fields: &'static [Field]) -> Vec<&'static str> {
    let mut groups = Vec::new();
    for field in fields {
        if !groups.contains(&field.group) {
            groups.push(field.group);
        }
    }
    groups
}

fn heading(record: &Record<'_>, group: &str) -> String {
    match group {
        "" => record.cx.t("record-facts"),
        group => record.cx.t(&format!("{}-group-{group}", record.kind.spec.kind)),
    }
}

/// The short way to one more row.
fn more(record: &Record<'_>, field: &Field) -> Markup {
    let label = record.cx.t(&format!("{}-{}", record.kind.spec.kind, field.name));
    let text = record.cx.t_with("form-row-add", &[("field", &label)]);
    let rows = matches!(field.ty, FieldType::Rows(inner) if inner.iter().any(|field| !field.fixed));
    let href = record.mend(field.name).filter(|_| rows);
    html! { @if let Some(href) = href { p.more { a href=(href) { (ui::icon("plus")) " " (text) } } } }
}

fn fact(record: &Record<'_>, field: &'static Field) -> Markup {
    let spec = record.kind.spec;
    let wide = matches!(
        field.ty,
        FieldType::Prose | FieldType::Rows(_) | FieldType::Links(_) | FieldType::Texts
    );
    html! {
        div.wide[wide] {
            dt { (record.cx.t(&format!("{}-{}", spec.kind, field.name))) }
            dd {
                (record.values().field(spec, field, &record.revision))
                (more(record, field))
            }
        }
    }
}
