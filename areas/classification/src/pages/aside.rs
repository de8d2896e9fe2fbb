//! What the area adds to the pages of what is classified: a class and where it comes from, what one may do with the
//! information, what must be done, and what a system inherits.

use maud::{Markup, html};
use stadga_model::{Date, Head, Id, Record, Refusal, Revision};
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, ui};

use super::{
    aspect, badge, classify_address, day, handling, is_me, level, mark, may_change, may_create,
    told,
};
use crate::{
    Classification, InformationObject,
    class::{Aspect, Class, Levels},
    register::{Entry, Register},
    standing::Standing,
    systems::{Systems, is_counted},
};

/// The button that begins a classification, for whoever may.
pub(super) fn classify(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let info: InformationObject = revision.typed()?;
    let mine = is_me(cx, info.owner);
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
    let mark = mark::proposal(cx, &register, &entry.head, entry.class).await?;
    Ok(html! {
        (ui::panel("class", &cx.t("class-heading"), &html! {
            p { (badge(cx, entry.standing)) " " (told(cx, &register.levels, entry.class)) }
            (standing(cx, entry))
            (levels(cx, &register.levels, entry.class))
            (mark)
            (next(cx, &register, entry))
        }))
        @if let Some(rank) = entry.class.get(Aspect::Confidentiality) {
            (ui::panel("class-handling", &cx.t("class-handling-heading"), &rules.table(cx, &register.levels, Some(rank))))
        }
    })
}

/// Whether a piece of information asks something of its owner.
fn is_open(entry: &Entry) -> bool {
    entry.standing.asks() || entry.waiting.is_some()
}

/// What the owner of information that is done has left: how much, and the way to the most pressing (CLS-12).
fn next(cx: &Context, register: &Register, entry: &Entry) -> Markup {
    if !is_me(cx, entry.info.owner) || cx.past().is_some() || is_open(entry) {
        return Context::nothing();
    }
    let own = register.counted().filter(|other| other.info.owner == entry.info.owner);
    let left: Vec<&Entry> = own.filter(|other| is_open(other)).collect();
    let pressing = left.iter().min_by_key(|other| other.info.classify_by.unwrap_or(Date::MAX));
    html! {
        @if let Some(other) = pressing {
            @let href = match &other.waiting {
                Some((head, _)) => format!("/classification/{}", head.id),
                None => classify_address(other.head.id),
            };
            p {
                (cx.t_with("class-next-left", &[("count", &left.len().to_string())])) " "
                a href=(href) { (other.info.name) }
            }
        }
    }
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

/// What a classification follows from, in the words of its questions; and what its owner is to do with it.
pub(super) async fn classification(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let one: Classification = revision.typed()?;
    let register = Register::of(cx).await?;
    let class = one.class(&register.levels);
    let mine = is_me(cx, one.owner);
    let mark = mark::proposal(cx, &register, &revision.head, class).await?;
    Ok(html! {
        @if one.is_waiting() && mine && cx.past().is_none() {
            (ui::alert("info", &html! { p { (cx.t("class-yours")) } }))
        }
        (ui::panel("class", &cx.t("class-heading"), &html! {
            (levels(cx, &register.levels, class))
            (mark)
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
    let mark = mark::proposal(cx, &register, &revision.head, class).await?;
    Ok(ui::panel(
        "class",
        &cx.t("class-heading"),
        &html! {
            p {
                @if counted { (badge(cx, crate::systems::standing(&register, id))) " " }
                (told(cx, &register.levels, class))
            }
            (mark)
            p { a href=(format!("/configuration-item/{id}/protection")) { (cx.t("class-protection-open")) } }
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
