//! The form where what was read is accepted, mended or dropped, each finding beside its lines.

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Choice as _, Date, Id, Refusal, Term};
use stadga_organisation::{Forum, Unit, unit::BODIES};
use stadga_store::ListQuery;
use stadga_web::{Context, ui};

use super::{READ, Read};
use crate::{Minute, minute::Treatment, read::Found};

/// What is chosen of a reading.
pub(super) struct Choices {
    /// The body that met.
    pub body: Option<Id>,
    /// The day of the meeting.
    pub day: Option<Date>,
    /// One for each finding, in its order.
    pub items: Vec<Choice>,
}

/// What is chosen of a finding.
pub(super) struct Choice {
    pub take: bool,
    pub title: String,
    pub area: Term,
    pub treatment: Option<Treatment>,
    pub bearing: bool,
}

impl Choices {
    /// What the reading itself proposes.
    pub async fn proposed(cx: &Context, read: &Read) -> Result<Self, Refusal> {
        let head = read.lines.iter().take(60).map(|line| line.trim().to_lowercase());
        let head: Vec<String> = head.collect();
        let named = |name: &str| {
            let name = name.to_lowercase();
            head.iter().any(|line| *line == name || line.ends_with(&format!(" {name}")))
        };
        let bodies = bodies(cx).await?;
        let mut fitting = bodies.iter().filter(|(_, name)| named(name));
        let body = match (fitting.next(), fitting.next()) {
            (Some((id, _)), None) => Some(*id),
            _ => None,
        };
        let items = read.reading.found.iter().map(|found| Choice {
            take: true,
            title: found.title.clone(),
            area: found.area.clone(),
            treatment: found.treatment,
            bearing: found.bearing,
        });
        Ok(Self { body, day: read.reading.day.map(|(day, _)| day), items: items.collect() })
    }

    /// What was sent.
    pub fn sent(read: &Read, form: &[u8]) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(form).into_owned().collect();
        let value = |name: &str| {
            let found = pairs.iter().find(|(given, _)| given == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let item = |at: usize| Choice {
            take: value(&format!("take.{at}")) == "yes",
            title: value(&format!("title.{at}")),
            area: Term(value(&format!("area.{at}"))),
            treatment: treatment_of(&value(&format!("treatment.{at}"))),
            bearing: value(&format!("bearing.{at}")) == "yes",
        };
        Self {
            body: value("body").parse().ok(),
            day: value("day").parse().ok(),
            items: (0..read.reading.found.len()).map(item).collect(),
        }
    }

    /// The keys of what is lacking.
    pub fn faults(&self) -> Vec<String> {
        let taken: Vec<_> = self.items.iter().filter(|item| item.take).collect();
        let lacks = [
            (taken.is_empty(), "minutes-lacks-items"),
            (self.body.is_none(), "minutes-lacks-body"),
            (self.day.is_none(), "minutes-lacks-day"),
            (taken.iter().any(|item| item.title.is_empty()), "minutes-lacks-title"),
            (taken.iter().any(|item| item.treatment.is_none()), "minutes-lacks-treatment"),
        ];
        lacks.into_iter().filter(|(lacks, _)| *lacks).map(|(_, key)| key.to_owned()).collect()
    }
}

fn treatment_of(key: &str) -> Option<Treatment> {
    serde_json::from_value(serde_json::Value::String(key.to_owned())).ok()
}

/// The bodies and forums that can have met, by name.
async fn bodies(cx: &Context) -> Result<Vec<(Id, String)>, Refusal> {
    let all = || ListQuery { size: 10_000, ..ListQuery::default() };
    let units = cx.door.all::<Unit>(all()).await?.into_iter();
    let units = units.filter(|(_, unit)| {
        BODIES.contains(&unit.unit_type.0.as_str()) || unit.unit_type.0 == "preparatory"
    });
    let mut found: Vec<(Id, String)> = units.map(|(head, unit)| (head.id, unit.name)).collect();
    let forums = cx.door.all::<Forum>(all()).await?;
    found.extend(forums.into_iter().map(|(head, forum)| (head.id, forum.name)));
    found.retain(|(_, name)| !name.is_empty());
    found.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(found)
}

/// The page with everything that was found.
pub(super) async fn page(
    cx: &Context,
    read: &Read,
    choices: &Choices,
    faults: &[String],
) -> Result<Response, Refusal> {
    let bodies = bodies(cx).await?;
    let again = ListQuery { filters: vec![], words: None, size: 10_000, ..ListQuery::default() };
    let earlier = cx.door.all::<Minute>(again).await?;
    let earlier =
        earlier.iter().filter(|(_, one)| one.file.as_ref() == Some(&read.file.id)).count();
    let counts = (read.reading.items.to_string(), read.reading.found.len().to_string());
    let page = cx
        .page(cx.t("minutes-title"))
        .lead(cx.t_with(
            "minutes-found",
            &[("file", &read.file.name), ("items", &counts.0), ("found", &counts.1)],
        ))
        .crumb(cx.t("minute-plural"), "/minute")
        .crumb(cx.t("minutes-title"), READ)
        .here(read.file.name.clone());
    Ok(page.show(html! {
        @if !faults.is_empty() {
            (ui::alert("danger", &html! { ul { @for fault in faults { li { (fault) } } } }))
        }
        @if earlier > 0 {
            (ui::alert("warning", &html! { p { (cx.t_with("minutes-again", &[("n", &earlier.to_string())])) } }))
        }
        @if read.reading.found.is_empty() {
            (ui::empty(&cx.t("minutes-nothing"), &cx.t("minutes-nothing-why")))
        } @else {
            form.form method="post" action=(format!("{READ}/{}", read.file.id.0)) {
                (meeting(cx, choices, &bodies))
                @for (at, (item, found)) in choices.items.iter().zip(&read.reading.found).enumerate() {
                    (one(cx, at, item, found, read))
                }
                div.form-actions { button.ds-button type="submit" { (cx.t("minutes-make")) } }
            }
        }
    }))
}

fn meeting(cx: &Context, choices: &Choices, bodies: &[(Id, String)]) -> Markup {
    html! {
        div.ds-field {
            label for="body" { (cx.t("minute-body")) }
            select.ds-input id="body" name="body" required {
                option value="" { (cx.t("minutes-choose")) }
                @for (id, name) in bodies {
                    option value=(id) selected[Some(*id) == choices.body] { (name) }
                }
            }
        }
        div.ds-field {
            label for="day" { (cx.t("minute-date")) }
            input.ds-input type="date" id="day" name="day" required value=[choices.day];
        }
    }
}

/// One finding with its fields and its lines.
fn one(cx: &Context, at: usize, item: &Choice, found: &Found, read: &Read) -> Markup {
    let id = |name: &str| format!("{name}-{at}");
    let name = |name: &str| format!("{name}.{at}");
    html! {
        fieldset.panel {
            legend { (found.paragraph) " " (found.title) }
            div.ds-field {
                input.ds-input type="checkbox" id=(id("take")) name=(name("take")) value="yes" checked[item.take];
                label for=(id("take")) { (cx.t("minutes-take")) }
            }
            div.ds-field {
                label for=(id("title")) { (cx.t("minute-title")) }
                input.ds-input id=(id("title")) name=(name("title")) value=(item.title);
            }
            div.ds-field {
                label for=(id("area")) { (cx.t("minute-area")) }
                (areas(cx, &id("area"), &name("area"), &item.area))
            }
            div.ds-field {
                label for=(id("treatment")) { (cx.t("minute-treatment")) }
                @if found.treatment.is_none() { p.help { (cx.t("minutes-unclear")) } }
                (treatments(cx, &id("treatment"), &name("treatment"), item.treatment))
            }
            div.ds-field {
                input.ds-input type="checkbox" id=(id("bearing")) name=(name("bearing")) value="yes" checked[item.bearing];
                label for=(id("bearing")) { (cx.t("minute-bearing")) }
            }
            (lines(cx, found, read))
        }
    }
}

fn areas(cx: &Context, id: &str, name: &str, chosen: &Term) -> Markup {
    let scale = cx.app.store.scales().get("subject-area");
    html! {
        select.ds-input id=(id) name=(name) {
            @for step in scale.into_iter().flat_map(|scale| scale.on(cx.today())) {
                option value=(step.key) selected[step.key == chosen.0] { (step.label(cx.language)) }
            }
        }
    }
}

fn treatments(cx: &Context, id: &str, name: &str, chosen: Option<Treatment>) -> Markup {
    html! {
        select.ds-input id=(id) name=(name) {
            option value="" { (cx.t("minutes-choose")) }
            @for key in Treatment::VALUES {
                option value=(key) selected[chosen.is_some_and(|one| one.key() == *key)] {
                    (cx.t(&format!("minute-treatment-is-{key}")))
                }
            }
        }
    }
}

/// So many lines of an item are shown; the rest is in the file.
const SHOWN: usize = 40;

/// The lines of the item with their numbers, the one that tells the area marked.
fn lines(cx: &Context, found: &Found, read: &Read) -> Markup {
    let first = found.lines.start().saturating_sub(1);
    let own = read.lines.iter().enumerate().skip(first).take(found.lines.end() - first);
    html! {
        details {
            summary { (cx.t_with("minutes-lines", &[("first", &found.lines.start().to_string()), ("last", &found.lines.end().to_string())])) }
            ol start=(found.lines.start()) {
                @for (at, line) in own.take(SHOWN) {
                    li { @if at + 1 == found.line { mark { (line) } } @else { (line) } }
                }
            }
        }
    }
}
