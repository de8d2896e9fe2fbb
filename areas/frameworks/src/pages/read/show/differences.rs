//! What would be otherwise in a record, field by field: short values beside each other, long ones and lists folded.

use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Body, Field, FieldType};
use stadga_web::{Context, ui};
use std::collections::HashMap;

use crate::plan::{Outcome, Plan, Planned};

/// How long a value is that stands beside another one.
const SHORT: usize = 160;
/// So many lines of a list are shown.
const MOST: usize = 40;

/// All that would be otherwise: what was, and what is.
pub(super) fn differences(cx: &Context, plan: &Plan, row: &Planned) -> Markup {
    let (before, values) = match &row.outcome {
        Outcome::Changed { before, values } | Outcome::Gone { before, values } => (before, values),
        Outcome::New(_) | Outcome::Same => return html! { "–" },
    };
    let titles = ui::Titles::default();
    let words = Words { values: ui::Values { cx, titles: &titles }, plan };
    let spec = cx.app.kinds().get(row.kind).map(|kind| kind.spec);
    html! {
        @for (name, after) in values {
            @let key = format!("{}-{name}", row.kind);
            @let ty = spec.and_then(|spec| spec.field(name)).map_or(FieldType::Text, |field| field.ty);
            @let was = words.lines(&key, ty, before.body.get(name).unwrap_or(&Value::Null), false);
            @let is = words.lines(&key, ty, after, true);
            (difference(cx, &cx.t(&key), &was, &is))
        }
    }
}

fn difference(cx: &Context, field: &str, was: &[String], is: &[String]) -> Markup {
    let (gone, new) = apart(was, is);
    let short = |lines: &[String]| match lines {
        [] => Some("–".to_owned()),
        [one] if one.chars().count() <= SHORT && !one.contains('\n') => Some(one.clone()),
        _ => None,
    };
    if let (Some(old), Some(new)) = (short(&gone), short(&new)) {
        // Two files are called the same in words.
        if old == new {
            return html! { p { strong { (field) } } };
        }
        return html! { p { strong { (field) } ": " del { (old) } " → " ins { (new) } } };
    }
    html! {
        div {
            strong { (field) }
            details.fold {
                summary { (cx.t("framework-read-unfold")) }
                dl.facts {
                    dt { (cx.t("framework-read-before")) }
                    dd { (lines(&gone, |line| html! { del { (line) } })) }
                    dt { (cx.t("framework-read-after")) }
                    dd { (lines(&new, |line| html! { ins { (line) } })) }
                }
            }
        }
    }
}

fn lines(all: &[String], shown: fn(&str) -> Markup) -> Markup {
    html! {
        @if all.is_empty() { "–" }
        @for line in all.iter().take(MOST) { div.prose { (shown(line)) } }
        @if all.len() > MOST { p { "…" } }
    }
}

/// The lines of a list that are in the one and not in the other; all of them, where only their order is another.
fn apart(was: &[String], is: &[String]) -> (Vec<String>, Vec<String>) {
    let (gone, new) = (without(was, is), without(is, was));
    match gone.is_empty() && new.is_empty() {
        true => (was.to_vec(), is.to_vec()),
        false => (gone, new),
    }
}

/// The lines that others do not have as often.
fn without(all: &[String], others: &[String]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in others {
        *counts.entry(line).or_default() += 1;
    }
    let own = all.iter().filter(|line| match counts.get_mut(line.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    own.cloned().collect()
}

/// Values in words; links by what they are called before and after.
struct Words<'a> {
    values: ui::Values<'a>,
    plan: &'a Plan,
}

impl Words<'_> {
    /// A value in lines: a list's parts, or one.
    fn lines(&self, key: &str, ty: FieldType, value: &Value, after: bool) -> Vec<String> {
        let all = match (ty, value) {
            (FieldType::Link(_), id) => vec![self.link(key, ty, id, after)],
            (FieldType::Links(kinds), Value::Array(ids)) => {
                let link = |id| self.link(key, FieldType::Link(kinds), id, after);
                ids.iter().map(link).collect()
            }
            (FieldType::Texts, Value::Array(all)) => {
                all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            (FieldType::Rows(fields), Value::Array(rows)) => {
                let rows = rows.iter().filter_map(Value::as_object);
                rows.map(|row| self.row(key, fields, row, after)).collect()
            }
            _ => vec![self.values.text(key, ty, value)],
        };
        all.into_iter().filter(|line| !line.trim().is_empty()).collect()
    }

    fn link(&self, key: &str, ty: FieldType, id: &Value, after: bool) -> String {
        let named = self.plan.names.of_link(id, after).map(str::to_owned);
        named.unwrap_or_else(|| self.values.text(key, ty, id))
    }

    fn row(&self, key: &str, fields: &[Field], row: &Body, after: bool) -> String {
        let said = fields.iter().filter_map(|field| {
            let key = format!("{key}-{}", field.name);
            let words = self.lines(&key, field.ty, row.get(field.name)?, after).join(", ");
            (!words.is_empty()).then_some(words)
        });
        said.collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ctl_01_of_lists_only_what_is_otherwise_is_shown() {
        let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(apart(&lines("a b b c"), &lines("a b d")), (lines("b c"), lines("d")));
        assert_eq!(apart(&lines("a b"), &lines("b a")), (lines("a b"), lines("b a")));
    }
}
