//! What is among the highest classified is proposed to be marked: information and systems themselves, and every record that is
//! about one of them (CLS-14).

use maud::{Markup, html};
use stadga_model::{Head, Id, Mark, Near, Record as _, Refusal, Revision};
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, ui};

use super::{is_me, may_create};
use crate::{
    Classification, InformationObject, SystemProtection,
    class::{Aspect, Class},
    register::Register,
    systems::Systems,
};

/// Whether a class is so high that a mark is proposed.
pub(super) fn is_high(register: &Register, class: Class) -> bool {
    class.get(Aspect::Confidentiality).is_some_and(|rank| rank >= register.limits.secrecy)
}

/// Whether a mark withholds anything of a record, also of one that is read with what its marks withhold.
async fn is_marked(cx: &Context, head: &Head) -> Result<bool, Refusal> {
    Ok(head.is_marked() || cx.door.read(head.id).await?.head.is_marked())
}

/// The proposal on the page of what is classified itself.
///
/// # Errors
/// Broken.
pub(super) async fn proposal(
    cx: &Context,
    register: &Register,
    head: &Head,
    class: Class,
) -> Result<Markup, Refusal> {
    if !is_high(register, class) || is_marked(cx, head).await? {
        return Ok(Context::nothing());
    }
    Ok(proposed(cx, head, &cx.t("class-mark-why")))
}

/// That a record bears no mark, why it should, and the way to set one.
fn proposed(cx: &Context, head: &Head, why: &str) -> Markup {
    html! {
        p {
            (ui::badge("part", &cx.t("class-mark-lacks"))) " " (why)
            @if may_create(cx, Mark::KIND) {
                " " a href=(format!("/{}/{}/mark", head.kind, head.id)) { (cx.t("class-mark-do")) }
            }
        }
    }
}

/// The proposal on the page of a record that is about something among the highest classified: told to those who may set a
/// mark and to whoever owns the record, not to all who come by.
///
/// # Errors
/// Broken.
pub(super) async fn about(cx: &Context, record: &Revision, near: &Near) -> Result<Markup, Refusal> {
    let head = &record.head;
    let asked = cx.past().is_none() && (may_create(cx, Mark::KIND) || is_me(cx, head.owner));
    let subjects = Subjects::of(near);
    if !asked || subjects.is_empty() || head.is_marked() {
        return Ok(Context::nothing());
    }
    let register = Register::of(cx).await?;
    let names = subjects.high(cx, &register).await?;
    if names.is_empty() || is_marked(cx, head).await? {
        return Ok(Context::nothing());
    }
    let why = cx.t_with("class-mark-about", &[("names", &names.join(", "))]);
    Ok(ui::panel("class-mark", &cx.t("class-mark-heading"), &proposed(cx, head, &why)))
}

/// The information and systems that a record is about: linked from it, or through their classes and their protection.
#[derive(Default)]
struct Subjects {
    information: Vec<Id<InformationObject>>,
    systems: Vec<Id<ConfigurationItem>>,
}

impl Subjects {
    fn of(near: &Near) -> Self {
        let mut found = Self::default();
        for up in &near.up {
            match up.head.kind.as_str() {
                InformationObject::KIND => found.information.push(up.head.id.cast()),
                ConfigurationItem::KIND => found.systems.push(up.head.id.cast()),
                Classification::KIND if !up.head.withholds("information") => {
                    found.information.extend(up.typed().map(|one: Classification| one.information));
                }
                SystemProtection::KIND if !up.head.withholds("system") => {
                    found.systems.extend(up.typed().map(|one: SystemProtection| one.system));
                }
                _ => {}
            }
        }
        found
    }

    fn is_empty(&self) -> bool {
        self.information.is_empty() && self.systems.is_empty()
    }

    /// The names of those that are among the highest classified, as far as the reader may know of them.
    async fn high(&self, cx: &Context, register: &Register) -> Result<Vec<String>, Refusal> {
        let entries = self.information.iter().filter_map(|id| register.get(*id));
        let high = entries.filter(|entry| is_high(register, entry.class));
        let mut names: Vec<String> = high.map(|entry| entry.info.name.clone()).collect();
        for id in &self.systems {
            let systems = match Systems::around(cx, register, &[*id]).await {
                Ok(systems) => systems,
                Err(Refusal::NotFound | Refusal::Denied) => continue,
                Err(other) => return Err(other),
            };
            if is_high(register, systems.class(*id)) {
                names.extend(systems.item(*id).map(|(_, item)| item.name.clone()));
            }
        }
        names.sort();
        names.dedup();
        Ok(names)
    }
}
