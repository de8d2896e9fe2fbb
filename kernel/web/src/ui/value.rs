//! A field's value on a page, for each type of field: as markup and as plain words.

use super::{Titles, badge, format, state_badge, step_badge};
use crate::{Context, secrecy};
use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Body, Field, FieldType, Id, Instant, Money, Period, Revision, Spec, Step};

/// So many of a field's links stand in a list's cell.
const SHOWN: usize = 3;

/// Shows values of fields. Where it needs a text it takes the field's key: `measure-due`, in rows `measure-notes-date`.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    /// The request.
    pub cx: &'a Context,
    /// The titles of all links that will be met.
    pub titles: &'a Titles,
}

impl Values<'_> {
    /// A field of a record: the state as its badge, all else as [`Self::show`].
    pub fn field(&self, spec: &Spec, field: &Field, record: &Revision) -> Markup {
        if let Some(instead) = record.head.instead(field.name) {
            return secrecy::instead(self.cx, instead);
        }
        if field.name == secrecy::FIELDS
            && let Some(names) = secrecy::field_names(self.cx, self.titles, (spec, record))
            && !names.is_empty()
        {
            return html! { ul { @for name in &names { li { (name) } } } };
        }
        let value = record.body.get(field.name).unwrap_or(&Value::Null);
        let kind = self.cx.app.kinds().get(spec.kind);
        match (kind, value.as_str()) {
            (Some(kind), Some(state)) if spec.state == Some(field.name) => {
                state_badge(self.cx, kind, state)
            }
            _ => self.show(&format!("{}-{}", spec.kind, field.name), field.ty, value),
        }
    }

    /// A value as markup.
    pub fn show(&self, key: &str, ty: FieldType, value: &Value) -> Markup {
        if is_blank(value) {
            return html! { span.muted { "–" } };
        }
        match (ty, value) {
            (FieldType::Prose, Value::String(text)) => html! { div.prose { (text) } },
            (FieldType::Date, Value::String(date)) => html! { time datetime=(date) { (date) } },
            (FieldType::Instant, Value::String(at)) => {
                html! { time datetime=(at) { (self.text(key, ty, value)) } }
            }
            (FieldType::Scale(scale), Value::String(step)) => match self.step(scale, step) {
                Some(step) => step_badge(self.cx, step),
                None => html! { (step) },
            },
            (FieldType::Choice(_), Value::String(_)) => {
                html! { (self.text(key, ty, value)) }
            }
            (FieldType::Link(_), Value::String(id)) => self.link(id),
            (FieldType::Links(_), Value::Array(ids)) => self.links(ids),
            (FieldType::Texts, Value::Array(lines)) => html! {
                ul { @for line in lines.iter().filter_map(Value::as_str) { li { (line) } } }
            },
            (FieldType::Rows(fields), Value::Array(rows)) => self.rows(key, fields, rows),
            (FieldType::File, Value::String(id)) => html! {
                a href=(format!("/files/{id}")) { (super::icon("file")) " " (self.titles.file(self.cx, id)) }
            },
            _ => html! { (self.text(key, ty, value)) },
        }
    }

    /// A value in plain words, without markup.
    pub fn text(&self, key: &str, ty: FieldType, value: &Value) -> String {
        let language = self.cx.language;
        match (ty, value) {
            (_, Value::Null) => String::new(),
            (FieldType::Whole, Value::Number(n)) => {
                n.as_i64().map_or_else(|| n.to_string(), |n| format::whole(language, n))
            }
            (FieldType::Money, Value::Number(n)) => {
                format::money(language, Money(n.as_i64().unwrap_or_default()))
            }
            (FieldType::Yes, Value::Bool(yes)) => self.cx.t(if *yes { "yes" } else { "no" }),
            (FieldType::Instant, Value::String(at)) => {
                at.parse::<Instant>().map_or_else(|_| at.clone(), format::moment)
            }
            (FieldType::Period, Value::Object(_)) => {
                let period = serde_json::from_value::<Period>(value.clone());
                period.map_or_else(|_| value.to_string(), |period| format::period(&period))
            }
            (FieldType::Choice(_), Value::String(choice)) => {
                self.cx.t(&format!("{key}-is-{choice}"))
            }
            (FieldType::Scale(scale), Value::String(step)) => self
                .step(scale, step)
                .map_or_else(|| step.clone(), |step| step.label(language).to_owned()),
            (FieldType::Link(_), Value::String(id)) => match id.parse::<Id>() {
                Ok(id) => self.titles.text(self.cx, id),
                Err(_) => id.clone(),
            },
            (FieldType::Links(kinds), Value::Array(ids)) => {
                let texts = ids.iter().map(|id| self.text(key, FieldType::Link(kinds), id));
                texts.collect::<Vec<_>>().join(", ")
            }
            (FieldType::Rows(fields), Value::Array(rows)) => {
                let rows = rows.iter().filter_map(Value::as_object);
                rows.map(|row| self.row_text(key, fields, row)).collect::<Vec<_>>().join("\n")
            }
            (FieldType::Texts, Value::Array(lines)) => {
                lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n")
            }
            (FieldType::File, Value::String(id)) => self.titles.file(self.cx, id),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }

    /// What a list's cell shows: rows only by how many they are, links without their numbers.
    pub fn cell(&self, spec: &Spec, field: &Field, record: &Revision) -> Markup {
        match (field.ty, record.body.get(field.name)) {
            _ if record.head.withholds(field.name) => self.field(spec, field, record),
            (FieldType::Rows(_), Some(Value::Array(rows))) => html! { (rows.len()) },
            (FieldType::Prose, Some(Value::String(text))) => html! { (shortened(text, 120)) },
            (FieldType::Link(_), Some(Value::String(id))) => {
                self.short_links(std::iter::once(id.as_str()))
            }
            (FieldType::Links(_), Some(Value::Array(ids))) if !ids.is_empty() => {
                self.short_links(ids.iter().filter_map(Value::as_str))
            }
            _ => self.field(spec, field, record),
        }
    }

    fn short_links<'s>(&self, ids: impl Iterator<Item = &'s str>) -> Markup {
        let mut ids = ids.filter_map(|id| id.parse::<Id>().ok());
        let shown: Vec<Id> = ids.by_ref().take(SHOWN).collect();
        let more = ids.count();
        html! {
            @for (at, id) in shown.iter().enumerate() {
                @if at > 0 { br; }
                (self.titles.short_link(self.cx, *id))
            }
            @if more > 0 { br; (self.cx.t_with("value-more", &[("n", &more.to_string())])) }
        }
    }

    fn row_text(&self, key: &str, fields: &[Field], row: &Body) -> String {
        let texts = fields.iter().map(|field| {
            let value = row.get(field.name).unwrap_or(&Value::Null);
            self.text(&format!("{key}-{}", field.name), field.ty, value)
        });
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn step(&self, scale: &str, step: &str) -> Option<&Step> {
        self.cx.app.store.scales().get(scale)?.step(step)
    }

    fn link(&self, id: &str) -> Markup {
        match id.parse::<Id>() {
            Ok(id) => self.titles.link(self.cx, id),
            Err(_) => badge("none", id),
        }
    }

    fn links(&self, ids: &[Value]) -> Markup {
        let ids: Vec<_> = ids.iter().filter_map(Value::as_str).collect();
        match ids.as_slice() {
            [one] => self.link(one),
            many => html! { ul { @for id in many { li { (self.link(id)) } } } },
        }
    }

    fn rows(&self, key: &str, fields: &[Field], rows: &[Value]) -> Markup {
        let rows: Vec<&Body> = rows.iter().filter_map(Value::as_object).collect();
        let used = |field: &&Field| {
            rows.iter().any(|row| !is_blank(row.get(field.name).unwrap_or(&Value::Null)))
        };
        let fields: Vec<&Field> = fields.iter().filter(used).collect();
        let inner = |field: &Field| format!("{key}-{}", field.name);
        html! {
            div.table-wrap tabindex="0" role="region" aria-label=(self.cx.t(key)) {
                table.ds-table {
                    thead { tr { @for field in &fields { th scope="col" { (self.cx.t(&inner(field))) } } } }
                    tbody {
                        @for row in &rows {
                            tr {
                                @for field in &fields {
                                    td class=[is_number(field.ty).then_some("number")] {
                                        (self.show(&inner(field), field.ty, row.get(field.name).unwrap_or(&Value::Null)))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether values stand to the right in their column.
pub(crate) const fn is_number(ty: FieldType) -> bool {
    matches!(ty, FieldType::Money | FieldType::Whole)
}

/// Whether there is nothing to show.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// The beginning of a text, cut between words.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
