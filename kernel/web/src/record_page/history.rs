//! A record's history: each revision with who, when, why and the differences field by field; two versions side by side.

use super::read;
use crate::{
    Context, Problem, attachment,
    ui::{self, Titles, Values, format},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use stadga_model::{Body, Field, Instant, Refusal, Revision, Spec};
use std::collections::BTreeMap;

/// So many revisions stand on one page of the history.
const ROWS: usize = 50;

/// A field that differs between two bodies.
pub struct Difference {
    /// The field.
    pub field: &'static Field,
    /// Its value before.
    pub before: Value,
    /// Its value after.
    pub after: Value,
}

/// The fields that differ, in the order of the form. No value and an empty one are the same.
pub fn differences(spec: &'static Spec, before: &Body, after: &Body) -> Vec<Difference> {
    let of = |body: &Body, field: &Field| body.get(field.name).cloned().unwrap_or(Value::Null);
    let differ = spec.fields.iter().filter_map(|field| {
        let (before, after) = (of(before, field), of(after, field));
        let same = before == after || (ui::is_blank(&before) && ui::is_blank(&after));
        (!same).then_some(Difference { field, before, after })
    });
    differ.collect()
}

/// The history with the words that it needs.
struct History<'a> {
    cx: &'a Context,
    spec: &'static Spec,
    /// Newest first.
    revisions: Vec<Revision>,
    titles: Titles,
    actors: BTreeMap<String, String>,
    /// The last checkpoint: what is older can be proven.
    covered: Option<Instant>,
}

impl<'a> History<'a> {
    /// `shown` are the revisions to be shown, with the one before them if there is one.
    async fn of(
        cx: &'a Context,
        mut revisions: Vec<Revision>,
        shown: usize,
    ) -> Result<Self, Refusal> {
        revisions.truncate(shown + 1);
        let kind =
            revisions.first().map(|revision| revision.head.kind.as_str()).unwrap_or_default();
        let spec = cx.door.kind(kind)?.spec;
        let titles = Titles::linked(cx, spec, &revisions).await?;
        let actors = actors(cx, &revisions).await?;
        let last = cx.door.store().checkpoint_as_of(cx.now()).await?;
        let covered = last.map(|(checkpoint, _)| checkpoint.at);
        Ok(Self { cx, spec, revisions, titles, actors, covered })
    }

    fn entries(&self, shown: usize) -> Markup {
        html! {
            ol.history {
                @for (at, revision) in self.revisions.iter().take(shown).enumerate() {
                    (self.entry(revision, self.revisions.get(at + 1)))
                }
            }
        }
    }

    fn entry(&self, revision: &Revision, before: Option<&Revision>) -> Markup {
        let (cx, head) = (self.cx, &revision.head);
        let actor = self.actors.get(&head.actor).unwrap_or(&head.actor);
        let changes = before.map(|before| differences(self.spec, &before.body, &revision.body));
        html! {
            li {
                p.what {
                    @match &changes {
                        None => { (cx.t("history-made")) }
                        Some(changes) => { (cx.t_with("history-changed", &[("n", &changes.len().to_string())])) }
                    }
                    " " span.muted { (cx.t_with("history-revision", &[("n", &head.revision.to_string())])) }
                }
                p.who {
                    time datetime=(head.at) { (format::moment(head.at)) } " · " (actor)
                    @if self.covered.is_some_and(|covered| head.at <= covered) {
                        @let n = head.revision.to_string();
                        " · " a href=(format!("/{}/{}/history/{n}/proof", head.kind, head.id)) {
                            (cx.t_with("history-proof-of", &[("n", &n)]))
                        }
                    }
                }
                @if !head.reason.is_empty() { p.why { (head.reason) } }
                @if let Some(changes) = &changes { (self.changes(changes)) }
            }
        }
    }

    fn changes(&self, changes: &[Difference]) -> Markup {
        let values = Values { cx: self.cx, titles: &self.titles };
        html! {
            dl.changes {
                @for change in changes {
                    @let key = format!("{}-{}", self.spec.kind, change.field.name);
                    div {
                        dt { (self.cx.t(&key)) }
                        dd {
                            @if !ui::is_blank(&change.before) {
                                del { span.sr { (self.cx.t("history-before")) " " } (values.text(&key, change.field.ty, &change.before)) }
                                " "
                            }
                            @if !ui::is_blank(&change.after) {
                                ins { span.sr { (self.cx.t("history-after")) " " } (values.text(&key, change.field.ty, &change.after)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the actors of these revisions are called: persons by name, programs as they are.
async fn actors(cx: &Context, revisions: &[Revision]) -> Result<BTreeMap<String, String>, Refusal> {
    let mut numbers: Vec<String> = revisions.iter().map(|r| r.head.actor.clone()).collect();
    numbers.sort();
    numbers.dedup();
    let found = cx.door.read_numbers(&numbers).await?;
    let named = found.into_iter().filter_map(|person| {
        let kind = cx.app.kinds().get(&person.head.kind)?;
        Some((person.head.number.clone(), person.title(kind.spec).to_owned()))
    });
    Ok(named.collect())
}

/// The latest changes, folded in on the record's page; read anew unless the record was opened with them.
pub(super) async fn latest(
    cx: &Context,
    record: &Revision,
    opened: Option<Vec<Revision>>,
    most: usize,
) -> Result<Markup, Refusal> {
    let revisions = match opened {
        Some(opened) => opened,
        None => cx.door.history(record.head.id).await?,
    };
    let count = revisions.len();
    let history = History::of(cx, revisions, most).await?;
    let all = format!("/{}/{}/history", record.head.kind, record.head.id);
    Ok(ui::panel(
        "history",
        &cx.t("history"),
        &html! {
            details.fold {
                summary { (cx.t_with("history-latest", &[("n", &count.to_string())])) }
                (history.entries(most))
            }
            p { (ui::link_button(&all, "tertiary", None, &cx.t("history-all"))) }
        },
    ))
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    from: Option<i64>,
    to: Option<i64>,
    page: Option<usize>,
}

/// GET /{kind}/{id}/history: all revisions; `?from=2&to=5` sets two of them side by side.
pub(crate) async fn show(
    cx: Context,
    Path((kind, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let record = read(&cx, &kind, &id).await?;
    let spec = cx.door.kind(&kind)?.spec;
    let revisions = cx.door.history(record.head.id).await?;
    let (count, path) = (revisions.len(), format!("/{kind}/{}", record.head.id));
    let find = |n: Option<i64>| revisions.iter().find(|r| Some(r.head.revision) == n).cloned();
    let compared = match (find(asked.from), find(asked.to)) {
        (Some(from), Some(to)) => Some(compare(&cx, spec, &from, &to).await?),
        _ => None,
    };
    let page = asked.page.unwrap_or(1).clamp(1, count.div_ceil(ROWS).max(1));
    let older = revisions.into_iter().skip((page - 1) * ROWS).collect();
    let history = History::of(&cx, older, ROWS).await?;
    let pages = u32::try_from(count.div_ceil(ROWS)).unwrap_or(u32::MAX);
    let href = |n: u32| format!("{path}/history?page={n}");
    let pager = ui::pager(&cx, u32::try_from(page).unwrap_or(1), pages, false, &href);
    Ok(cx
        .page(cx.t_with("history-of", &[("title", record.title(spec))]))
        .crumb(cx.t(&format!("{kind}-plural")), format!("/{kind}"))
        .crumb(&record.head.number, &path)
        .here(cx.t("history"))
        .show(html! {
            (choice(&cx, count, &asked))
            @if let Some(compared) = compared { (compared) }
            (ui::panel("revisions", &cx.t("history-revisions"), &html! { (history.entries(ROWS)) (pager) }))
        }))
}

/// GET /{kind}/{id}/history/{revision}/proof: that a revision is in the log, as a file for whoever is to check it. It shows
/// what the reader may read; what marks withhold stays digests.
pub(crate) async fn proof(
    cx: Context,
    Path((kind, id, revision)): Path<(String, String, i64)>,
) -> Result<Response, Problem> {
    let record = read(&cx, &kind, &id).await?;
    let proof = cx.door.prove(record.head.id, revision, true).await?.ok_or(Refusal::NotFound)?;
    let name = format!("{}-{revision}.proof.json", record.head.number);
    Ok(attachment(&name, "application/json", proof.text()?.into_bytes()))
}

/// Which two versions to compare.
fn choice(cx: &Context, count: usize, asked: &Asked) -> Markup {
    let one = |name: &str, chosen: Option<i64>| {
        let id = format!("version-{name}");
        html! {
            div.ds-field {
                label for=(id) { (cx.t(&format!("history-{name}"))) }
                input.ds-input type="number" id=(id) name=(name) min="1" max=(count) value=[chosen] required data-width="short";
            }
        }
    };
    html! {
        @if count > 1 {
            form.filters method="get" {
                (one("from", asked.from)) (one("to", asked.to))
                div.actions {
                    button.ds-button type="submit" data-variant="secondary" { (cx.t("history-compare")) }
                }
            }
        }
    }
}

async fn compare(
    cx: &Context,
    spec: &'static Spec,
    from: &Revision,
    to: &Revision,
) -> Result<Markup, Refusal> {
    let titles = Titles::linked(cx, spec, [from, to]).await?;
    let values = Values { cx, titles: &titles };
    let version = |revision: &Revision| {
        let n = revision.head.revision.to_string();
        ui::Column::text(
            cx.t_with("history-version", &[("n", &n), ("at", &format::moment(revision.head.at))]),
        )
    };
    let rows = differences(spec, &from.body, &to.body).into_iter().map(|change| {
        let key = format!("{}-{}", spec.kind, change.field.name);
        let shown = |value: &Value| values.show(&key, change.field.ty, value);
        vec![html! { (cx.t(&key)) }, shown(&change.before), shown(&change.after)]
    });
    let rows: Vec<_> = rows.collect();
    let columns = [ui::Column::text(cx.t("field")), version(from), version(to)];
    Ok(html! {
        @if rows.is_empty() { p { (cx.t("history-same")) } }
        @else { (ui::table(&cx.t("history-differences"), &columns, &rows)) }
    })
}
