//! What the area adds to record pages: a class and where it comes from, what one may do with the information, what must be
//! done, what a system inherits, and what plans and needs should know (CLS-14, CLS-16).

use jiff::ToSpan as _;
use maud::{Markup, html};
use stadga_model::{Action, Date, Head, Id, Record, Refusal, Revision};
use stadga_objects::{MaintenancePlan, Need, Object};
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, ui};

use super::{aspect, badge, classify_address, day, handling, level, may_change, may_create, told};
use crate::{
    Classification, InformationObject,
    class::{Aspect, Class, Levels},
    register::{Entry, Register},
    standing::{Count, Standing},
    systems::{Objects, Systems, is_counted},
};

/// Whether an owner is so late that the superior hears of it.
pub(crate) fn is_escalated(cx: &Context, register: &Register, due: Option<Date>) -> bool {
    let grace = register.limits.escalate.days();
    due.is_some_and(|due| due.saturating_add(grace) < cx.today())
}

/// The button that begins a classification, for whoever may.
pub(super) fn classify(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let info: InformationObject = revision.typed()?;
    let mine = info.owner.is_some() && info.owner.map(Id::cast) == cx.door.actor().person;
    let may = cx.past().is_none() && (mine || may_create(cx, Classification::KIND));
    Ok(html! {
        @if may && info.is_active() && revision.head.withheld.is_none() {
            (ui::link_button(&classify_address(revision.head.id), "primary", None, &cx.t("class-do")))
        }
    })
}

/// The class of information, and what it means for those who use it.
pub(super) async fn information(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let register = Register::of(cx).await?;
    let Some(entry) = register.get(revision.head.id.cast()) else { return Ok(Context::nothing()) };
    if entry.standing == Standing::Referred {
        return Ok(ui::panel(
            "class",
            &cx.t("class-heading"),
            &html! {
                p { (badge(cx, entry.standing)) " " (cx.t("class-referred")) }
                @if let Some(reference) = &entry.info.reference { p { strong { (reference) } } }
            },
        ));
    }
    let rules = handling::Rules::of(cx).await?;
    Ok(html! {
        (ui::panel("class", &cx.t("class-heading"), &html! {
            p { (badge(cx, entry.standing)) " " (told(cx, &register.levels, entry.class)) }
            (standing(cx, entry))
            (levels(cx, &register.levels, entry.class))
            (mark(cx, &register, &entry.head, entry.class))
        }))
        @if let Some(rank) = entry.class.get(Aspect::Confidentiality) {
            (ui::panel("class-handling", &cx.t("class-handling-heading"), &rules.table(cx, &register.levels, Some(rank))))
        }
    })
}

fn standing(cx: &Context, entry: &Entry) -> Markup {
    let link =
        |(head, one): &(Head, Classification)| ui::link("classification", head.id, &one.title);
    html! {
        @if let Some(current) = &entry.current {
            p {
                (link(current)) " " span.muted { (cx.term("classification-method", &current.1.method)) }
                @if current.1.valid_to.is_some() { " " (cx.t("class-until")) " " (day(current.1.valid_to)) }
            }
        }
        @if let Some(waiting) = &entry.waiting { p { (cx.t("class-waits")) " " (link(waiting)) } }
        @if entry.standing == Standing::Unclassified { p { (cx.t("class-unclassified-why")) } }
    }
}

fn levels(cx: &Context, levels: &Levels, class: Class) -> Markup {
    html! {
        @if !class.is_unknown() {
            dl.facts {
                @for one in Aspect::ALL {
                    @if class.get(one).is_some() {
                        div { dt { (aspect(cx, one)) } dd { (level(cx, levels, class.get(one))) } }
                    }
                }
            }
        }
    }
}

/// CLS-14: what is among the highest is marked, so that not everybody reads how it is protected.
fn mark(cx: &Context, register: &Register, head: &Head, class: Class) -> Markup {
    let high =
        class.get(Aspect::Confidentiality).is_some_and(|rank| rank >= register.limits.secrecy);
    let may = cx.past().is_none() && cx.door.actor().reach(Action::Create, "mark").is_some();
    html! {
        @if high && head.withheld.is_none() {
            p {
                (ui::badge("part", &cx.t("class-mark-lacks"))) " " (cx.t("class-mark-why"))
                @if may { " " a href=(format!("/{}/{}/mark", head.kind, head.id)) { (cx.t("class-mark-do")) } }
            }
        }
    }
}

/// What a classification follows from, in the words of its questions; and what its owner is to do with it.
pub(super) async fn classification(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let one: Classification = revision.typed()?;
    let register = Register::of(cx).await?;
    let class = one.class(&register.levels);
    let mine = one.owner.is_some() && one.owner.map(Id::cast) == cx.door.actor().person;
    Ok(html! {
        @if one.is_waiting() && mine && cx.past().is_none() {
            (ui::alert("info", &html! { p { (cx.t("class-yours")) } }))
        }
        (ui::panel("class", &cx.t("class-heading"), &html! {
            (levels(cx, &register.levels, class))
            (mark(cx, &register, &revision.head, class))
            @if !one.answers.is_empty() {
                details.fold {
                    summary { (cx.t("class-answers")) }
                    ul {
                        @for answer in &one.answers {
                            li {
                                (crate::questions::told(&answer.question, cx.language).unwrap_or_else(|| answer.question.clone()))
                                ": " (level(cx, &register.levels, register.levels.rank(&answer.level)))
                            }
                        }
                    }
                }
            }
        }))
    })
}

/// What a system inherits, and the way to its safeguards.
pub(super) async fn item(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let register = Register::of(cx).await?;
    let id: Id<ConfigurationItem> = revision.head.id.cast();
    let systems = Systems::around(cx, &register, &[id]).await?;
    let class = systems.class(id);
    let counted = is_counted(&revision.typed::<ConfigurationItem>()?);
    if class.is_unknown() && !counted {
        return Ok(Context::nothing());
    }
    Ok(ui::panel(
        "class",
        &cx.t("class-heading"),
        &html! {
            p {
                @if counted { (badge(cx, crate::systems::standing(&register, id))) " " }
                (told(cx, &register.levels, class))
            }
            (mark(cx, &register, &revision.head, class))
            p { a href=(format!("/configuration-item/{id}/protection")) { (cx.t("class-protection-open")) } }
        },
    ))
}

/// How far a maintenance object's information is classified, and its class.
pub(super) async fn object(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    of_object(cx, revision.head.id.cast()).await
}

/// CLS-16: what is planned for an object or needed of it should know what its information is worth.
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
    let register = Register::of(cx).await?;
    let found = match cx.door.read_as::<Object>(id).await {
        Ok(found) => found,
        Err(Refusal::NotFound | Refusal::Denied) => return Ok(Context::nothing()),
        Err(other) => return Err(other),
    };
    let entries: Vec<&Entry> = Objects::held(&register, &found).collect();
    let count = Count::of(entries.iter().map(|entry| entry.standing));
    let class = entries.iter().fold(Class::default(), |class, entry| class.join(entry.class));
    let left: Vec<_> = entries.iter().filter(|entry| entry.standing.asks()).collect();
    Ok(ui::panel(
        "class",
        &cx.t("class-heading"),
        &html! {
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
                    ul { @for entry in left { li { (crate::systems::link(entry)) " " (badge(cx, entry.standing)) } } }
                }
            }
        },
    ))
}

/// The way from a source to the reading of its lists.
pub(super) fn source(cx: &Context, revision: &Revision) -> Markup {
    let href = format!("/classification-source/{}/read", revision.head.id);
    html! {
        @if may_change(cx, &revision.head) {
            (ui::panel("class-read", &cx.t("class-read-title"), &html! {
                p { (cx.t("class-read-lead")) }
                p { (ui::link_button(&href, "primary", Some("upload"), &cx.t("class-read-title"))) }
            }))
        }
    }
}
