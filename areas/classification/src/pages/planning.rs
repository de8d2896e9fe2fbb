//! What those who plan changes should know of the information that they touch: what it is worth, and what of it is to be
//! classified first (CLS-16).

use maud::{Markup, html};
use stadga_model::{Head, Id, Near, Record as _, Refusal, Revision};
use stadga_objects::{MaintenancePlan, Need, Object};
use stadga_web::{Context, ui};

use super::{badge, told};
use crate::{
    class::Class,
    register::{Entry, Register},
    standing::{Count, Standing},
    systems::{Objects, link},
};

/// How far a maintenance object's information is classified, and its class.
///
/// # Errors
/// Broken.
pub(super) async fn object(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    of_object(cx, revision.head.id.cast()).await
}

/// The same on the pages of what is planned for one object or needed of it.
///
/// # Errors
/// Broken.
pub(super) async fn about(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let object: Option<Id<Object>> = match revision.head.kind.as_str() {
        Need::KIND if !revision.head.withholds("object") => {
            let asked = revision.body.get("object").and_then(|id| id.as_str());
            asked.and_then(|id| id.parse().ok())
        }
        MaintenancePlan::KIND if !revision.head.withholds("object") => {
            Some(revision.typed::<MaintenancePlan>()?.object)
        }
        _ => None,
    };
    match object {
        Some(object) => of_object(cx, object).await,
        None => Ok(Context::nothing()),
    }
}

async fn of_object(cx: &Context, id: Id<Object>) -> Result<Markup, Refusal> {
    let found = match cx.door.read_as::<Object>(id).await {
        Ok(found) => found,
        Err(Refusal::NotFound | Refusal::Denied) => return Ok(Context::nothing()),
        Err(other) => return Err(other),
    };
    let register = Register::of(cx).await?;
    Ok(ui::panel("class", &cx.t("class-heading"), &worth(cx, &register, &found)))
}

/// The same of all maintenance objects that a plan or mandate concerns.
///
/// # Errors
/// Broken.
pub(super) async fn of(cx: &Context, record: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let is_object =
        |up: &&std::sync::Arc<Revision>| up.head.kind == Object::KIND && up.head.withheld.is_none();
    let mut objects = Vec::new();
    for up in near.up.iter().filter(is_object) {
        objects.push((up.head.clone(), up.typed::<Object>()?));
    }
    if objects.is_empty() || record.head.withheld.is_some() {
        return Ok(Context::nothing());
    }
    let register = Register::of(cx).await?;
    let body = html! {
        @for one in &objects {
            h3 { (ui::link(Object::KIND, one.0.id, &one.1.name)) }
            (worth(cx, &register, one))
        }
    };
    Ok(ui::panel("class", &cx.t("class-heading"), &body))
}

/// What an object's information is worth, and what of it is not classified yet.
fn worth(cx: &Context, register: &Register, object: &(Head, Object)) -> Markup {
    let entries: Vec<&Entry> = Objects::held(register, object).collect();
    let count = Count::of(entries.iter().map(|entry| entry.standing));
    let class = entries.iter().fold(Class::default(), |class, entry| class.join(entry.class));
    let left: Vec<_> = entries.iter().filter(|entry| entry.standing.asks()).collect();
    html! {
        @if entries.is_empty() { p { (cx.t("class-object-none")) } } @else {
            p {
                (told(cx, &register.levels, class)) " "
                (cx.t_with("class-object-count", &[
                    ("classified", &count.get(Standing::Classified).to_string()),
                    ("all", &count.all().to_string()),
                ]))
            }
            @if !left.is_empty() {
                p { (cx.t("class-object-first")) }
                ul { @for entry in left { li { (link(entry)) " " (badge(cx, entry.standing)) } } }
            }
        }
    }
}
