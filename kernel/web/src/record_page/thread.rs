//! The thread of a record: up, what it links to (why?); down, what links to it (so what?), by kind and field.

use super::Record;
use crate::{
    Context,
    context::capital,
    ui::{self, Column, Titles, Values},
};
use maud::{Markup, html};
use stadga_model::{Field, FieldType, Id, Kind, Near, Refusal, Revision};
use std::collections::BTreeMap;

/// So many columns besides the title say what a record below is.
const COLUMNS: usize = 4;

/// So many records below stand on the page for each way in which something links here; a list has the rest.
const ROWS: usize = 25;

/// The records that link here through one field of one kind.
struct Below<'a> {
    kind: &'a Kind,
    field: &'a str,
    records: Vec<&'a Revision>,
}

/// The titles of everything that the page links to: what is near is at hand, the rest comes in one query.
pub(super) async fn titles(
    cx: &Context,
    kind: &Kind,
    revision: &Revision,
    near: &Near,
) -> Result<Titles, Refusal> {
    let own = kind.spec.links(&revision.body).into_iter();
    let of_below = below(cx, near).into_iter().flat_map(|group| {
        let spec = group.kind.spec;
        let shown = group.records.into_iter().take(ROWS);
        let links = shown.flat_map(|record| spec.links(&record.body));
        links.collect::<Vec<_>>()
    });
    let at_hand: Vec<Id> = near.up.iter().map(|record| record.head.id).collect();
    let lacking = own.chain(of_below).map(|(_, id)| id).filter(|id| !at_hand.contains(id));
    let files = kind.spec.fields.iter().filter_map(|field| {
        let value = revision.body.get(field.name)?;
        Some(field.files(value).into_iter().map(str::to_owned))
    });
    let mut titles =
        Titles::of(cx, lacking).await?.with_files(cx, files.flatten().collect()).await?;
    near.up.iter().for_each(|record| titles.add(cx, record));
    Ok(titles)
}

fn below<'a>(cx: &'a Context, near: &'a Near) -> Vec<Below<'a>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&Revision>> = BTreeMap::new();
    for (field, record) in &near.down {
        groups.entry((&record.head.kind, field)).or_default().push(record);
    }
    let known = groups.into_iter().filter_map(|((kind, field), records)| {
        Some(Below { kind: cx.app.kinds().get(kind)?, field, records })
    });
    known.collect()
}

impl Below<'_> {
    /// What records that link through this field are to the one linked to: `Åtgärder`.
    fn heading(&self, cx: &Context) -> String {
        let (kind, field) = (self.kind.spec.kind, self.field.replace('.', "-"));
        let own = cx.maybe(&format!("{kind}-{field}-of")).map(|text| capital(&text));
        own.unwrap_or_else(|| {
            let plural = cx.heading(&format!("{kind}-plural"));
            format!("{plural} ({})", cx.t(&format!("{kind}-{field}")).to_lowercase())
        })
    }

    fn anchor(&self) -> String {
        format!("down-{}-{}", self.kind.spec.kind, self.field.replace('.', "-"))
    }

    fn columns(&self) -> Vec<&'static Field> {
        let spec = self.kind.spec;
        let telling = |field: &&Field| {
            field.listed
                && field.name != spec.title
                && field.name != self.field
                && !matches!(field.ty, FieldType::Prose | FieldType::Rows(_))
        };
        spec.fields.iter().filter(telling).take(COLUMNS).collect()
    }

    fn table(&self, cx: &Context, values: Values<'_>) -> Markup {
        let (spec, fields) = (self.kind.spec, self.columns());
        let label = |field: &&Field| {
            let text = cx.t(&format!("{}-{}", spec.kind, field.name));
            Column { text, number: ui::is_number(field.ty) }
        };
        let mut columns =
            vec![Column::text(cx.heading(spec.kind)), Column::text(cx.t("list-number"))];
        columns.extend(fields.iter().map(label));
        let row = |record: &&Revision| {
            let mut cells = vec![
                html! { a href=(format!("/{}/{}", spec.kind, record.head.id)) { (record.title(spec)) } },
                html! { span.no { (record.head.number) } },
            ];
            cells.extend(fields.iter().map(|field| values.cell(spec, field, record)));
            cells
        };
        let rows: Vec<_> = self.records.iter().take(ROWS).map(row).collect();
        ui::table(&self.heading(cx), &columns, &rows)
    }
}

/// What links to the record, a table for each way in which something does.
pub(super) fn down(record: &Record<'_>) -> Markup {
    let cx = record.cx;
    html! {
        @for group in below(cx, &record.near) {
            section.related id=(group.anchor()) {
                h2.sr { (group.heading(cx)) }
                (group.table(cx, record.values()))
                @if group.records.len() > ROWS && !group.field.contains('.') {
                    @let all = format!("/{}?{}={}", group.kind.spec.kind, group.field, record.revision.head.id);
                    p { (ui::link_button(&all, "tertiary", None, &cx.t("thread-all"))) }
                }
            }
        }
    }
}

/// The thread beside the facts: up, here, down.
pub(super) fn aside(record: &Record<'_>) -> Markup {
    let cx = record.cx;
    let groups = below(cx, &record.near);
    let mut up: BTreeMap<&str, Vec<&Revision>> = BTreeMap::new();
    for above in record.near.up.iter().filter(|above| !is_ground(record, above)) {
        up.entry(&above.head.kind).or_default().push(above);
    }
    ui::panel(
        "thread",
        &cx.t("record-thread"),
        &html! {
            ol.thread {
                @for (kind, records) in &up {
                    li {
                        span.kind { (cx.heading(kind)) }
                        @match records.as_slice() {
                            [one] => { (record.titles.link(cx, one.head.id)) }
                            many => { ul { @for one in many { li { (record.titles.link(cx, one.head.id)) } } } }
                        }
                    }
                }
                li.here aria-current="true" { span.kind { (cx.heading(record.kind.spec.kind)) } (record.title()) }
                @for group in &groups {
                    li { a href=(format!("#{}", group.anchor())) { (group.heading(cx)) " (" (group.records.len()) ")" } }
                }
            }
        },
    )
}

/// Unit and owner stand among the facts; they are no reason why the record exists.
fn is_ground(record: &Record<'_>, above: &Revision) -> bool {
    let head = &record.revision.head;
    [head.unit, head.owner].contains(&Some(above.head.id))
}
