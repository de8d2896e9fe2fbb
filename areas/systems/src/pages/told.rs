//! Who must be told when something falls: who answers for what is hit, who works with it, who mends it (CMDB-02).

use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Id, Refusal, Revision};
use stadga_web::{
    Context,
    ui::{self, Column},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{impact::Seen, names, title};

/// The fields that name somebody, with the key of why they are told.
const REASONS: [(&str, &str); 6] = [
    ("used_by", "told-uses"),
    ("owner", "told-answers"),
    ("unit", "told-answers"),
    ("second_line", "told-mends"),
    ("third_line", "told-mends"),
    ("alarm_to", "told-mends"),
];

/// Unit or person; why; because of which records.
type Told = BTreeMap<Id, BTreeMap<&'static str, BTreeSet<Id>>>;

/// What of each record is hit names whom.
fn collect<'a>(records: impl Iterator<Item = &'a Revision>) -> Told {
    let mut told = Told::new();
    for record in records {
        for (field, why) in REASONS {
            for whom in ids(record.body.get(field)) {
                told.entry(whom).or_default().entry(why).or_default().insert(record.head.id);
            }
        }
    }
    told
}

fn ids(value: Option<&Value>) -> Vec<Id> {
    let one = |value: &Value| value.as_str().and_then(|text| text.parse().ok());
    match value {
        Some(Value::Array(many)) => many.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// So many records are named for one reason; more are counted.
const NAMED: usize = 4;

/// The table of who must be told, those first who work with what is hit.
pub(super) async fn told(cx: &Context, seen: &Seen) -> Result<Markup, Refusal> {
    let hit = seen.impact.keys().chain([&seen.origin]);
    let told = collect(hit.filter_map(|id| seen.records.get(id)));
    let whom = names(cx, told.keys().copied()).await?;
    let mut rows = Vec::new();
    let uses = |why: &BTreeMap<&str, BTreeSet<Id>>| !why.contains_key("told-uses");
    let mut told: Vec<_> =
        told.into_iter().filter_map(|(id, why)| Some((whom.get(&id)?, why))).collect();
    told.sort_by(|(one, why), (other, reason)| (uses(why), *one).cmp(&(uses(reason), *other)));
    for (name, why) in told {
        let mut reasons = Vec::new();
        for (key, records) in &why {
            reasons.push(cx.t_with(key, &[("what", &some(cx, seen, records)?)]));
        }
        rows.push(vec![html! { (name) }, html! { @for reason in &reasons { p { (reason) } } }]);
    }
    let columns = [Column::text(cx.t("told-whom")), Column::text(cx.t("told-why"))];
    Ok(html! { @if !rows.is_empty() { (ui::table(&cx.t("told-title"), &columns, &rows)) } })
}

/// The names of some records, and how many more there are.
fn some(cx: &Context, seen: &Seen, records: &BTreeSet<Id>) -> Result<String, Refusal> {
    let found = records.iter().filter_map(|id| seen.records.get(id));
    let mut named: Vec<String> =
        found.take(NAMED).map(|record| title(cx, record)).collect::<Result<_, _>>()?;
    named.sort();
    let more = records.len().saturating_sub(NAMED);
    let named = named.join(", ");
    Ok(if more == 0 {
        named
    } else {
        cx.t_with("told-more", &[("what", &named), ("count", &more.to_string())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{id, item, pointing};

    #[test]
    fn cmdb_02_who_works_with_what_is_hit_is_told() {
        let mut labb = item("Labb");
        labb.used_by = vec![id(1), id(2)];
        labb.second_line = Some(id(2));
        let near = pointing("uses", &[labb]);
        let told = collect(near.down.iter().map(|(_, record)| &**record));
        assert_eq!(told.len(), 2);
        assert_eq!(told[&id(2)].keys().copied().collect::<Vec<_>>(), ["told-mends", "told-uses"]);
        assert_eq!(told[&id(1)].len(), 1);
    }
}
