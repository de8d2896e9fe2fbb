//! A system's protection: what it inherits and from where, its deviations, the safeguards that its class demands, and measures
//! for what is not there (CLS-02, CLS-08).

mod safeguards;
mod write;

pub(super) use write::save;

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Head, Id, Record, Refusal};
use stadga_store::ListQuery;
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Said},
};

use super::{SYSTEMS, aspect, badge, day, id_of, is_me, level, mark, may_change, may_create, told};
use crate::{
    SystemProtection,
    class::{Aspect, Class},
    register::Register,
    safeguards::{Safeguard, demanded},
    systems::{Systems, amount, held, link},
};
use safeguards::Shown;

/// A system with everything that its protection follows from.
pub(super) struct Matter<'a> {
    pub cx: &'a Context,
    pub register: Register,
    pub systems: Systems,
    pub id: Id<ConfigurationItem>,
    pub head: Head,
    pub item: ConfigurationItem,
}

impl<'a> Matter<'a> {
    /// The system of an address.
    pub async fn of(cx: &'a Context, id: &str) -> Result<Self, Refusal> {
        let id = id_of::<ConfigurationItem>(id)?;
        let (head, item) = cx.door.read_as(id).await?;
        let register = Register::of(cx).await?;
        let systems = Systems::around(cx, &register, &[id]).await?;
        Ok(Self { cx, register, systems, id, head, item })
    }

    /// Its class.
    pub fn class(&self) -> Class {
        self.systems.class(self.id)
    }

    /// What its class demands.
    pub fn demanded(&self) -> Vec<&'static Safeguard> {
        demanded(self.class(), &self.register.levels)
    }

    /// Its protection, as far as it may be read: what is withheld is not known.
    fn kept(&self) -> Option<&(Head, SystemProtection)> {
        self.systems.protection(self.id).filter(|(head, _)| head.withheld.is_none())
    }

    fn is_withheld(&self) -> bool {
        self.systems.protection(self.id).is_some_and(|(head, _)| head.withheld.is_some())
    }

    /// Whether the reader may say how it stands.
    fn may(&self) -> bool {
        let cx = self.cx;
        let mine = is_me(cx, self.item.owner);
        match self.systems.protection(self.id) {
            Some((head, _)) => may_change(cx, head) && head.withheld.is_none(),
            None => cx.past().is_none() && (mine || may_create(cx, SystemProtection::KIND)),
        }
    }

    fn address(&self) -> String {
        format!("/configuration-item/{}/protection", self.id)
    }

    /// The measures that were raised from its protection, and those that its safeguards are bound to.
    async fn measures(&self) -> Result<Vec<(Head, Measure)>, Refusal> {
        let Some((head, protection)) = self.systems.protection(self.id) else {
            return Ok(Vec::new());
        };
        let door = &self.cx.door;
        let mut found: Vec<(Head, Measure)> =
            door.all(ListQuery::linking("causes", head.id)).await?;
        for id in protection.safeguards.iter().filter_map(|row| row.measure) {
            if found.iter().any(|(head, _)| head.id.cast() == id) {
                continue;
            }
            match door.read_as(id).await {
                Ok(measure) => found.push(measure),
                Err(Refusal::NotFound | Refusal::Denied) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(found)
    }
}

/// GET /configuration-item/{id}/protection
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    Ok(page(&matter, Shown::of(&matter), &[]).await?)
}

/// The page with how its safeguards stand, or with what was sent of them and what is wrong with that.
async fn page(
    matter: &Matter<'_>,
    shown: Shown<'_>,
    faults: &[(String, Said)],
) -> Result<Response, Refusal> {
    let cx = matter.cx;
    let measures = matter.measures().await?;
    let mark = mark::proposal(cx, &matter.register, &matter.head, matter.class()).await?;
    let page = cx
        .page(cx.t_with("class-protection-of", &[("name", &matter.item.name)]))
        .lead(cx.t("class-protection-lead"))
        .crumb(cx.t("class-systems-title"), SYSTEMS)
        .crumb(&matter.item.name, format!("/configuration-item/{}", matter.id))
        .here(cx.t("class-protection-here"));
    let demands = format!("{}/demands/demands", matter.address());
    Ok(page.show(html! {
        @if !faults.is_empty() { (ui::error_summary(&cx.t("class-stopped"), faults)) }
        (mark)
        (origin(matter))
        (deviations(matter))
        (safeguards::panel(matter, &measures, shown))
        @if !matter.class().is_unknown() {
            (ui::panel("class-demands", &cx.t("class-demands-title"), &html! {
                ul.documents { (stadga_web::published::document_links(cx, &cx.t("class-demands-title"), &demands)) }
            }))
        }
    }))
}

/// The class and where it comes from.
fn origin(matter: &Matter<'_>) -> Markup {
    let (cx, register, systems) = (matter.cx, &matter.register, &matter.systems);
    let columns = [
        Column::text(cx.t("class-col-from")),
        Column::text(cx.t("class-col-standing")),
        Column::text(cx.t("class-col-class")),
    ];
    let own = held(register, matter.id).map(|entry| {
        vec![link(entry), badge(cx, entry.standing), told(cx, &register.levels, entry.class)]
    });
    let resting =
        systems.resting(matter.id).filter(|(head, _)| !systems.class(head.id.cast()).is_unknown());
    let resting = resting.map(|(head, item)| {
        vec![
            ui::link("configuration-item", head.id, &item.name),
            html! { span.muted { (cx.t("class-rests")) } },
            told(cx, &register.levels, systems.class(head.id.cast())),
        ]
    });
    let rows: Vec<_> = own.chain(resting).collect();
    let new = format!("/information-object/new?in_systems={}", matter.id);
    ui::panel(
        "class",
        &cx.t("class-heading"),
        &html! {
            p { (told(cx, &register.levels, matter.class())) }
            @if rows.is_empty() { p { (cx.t("class-system-empty")) } } @else {
                (ui::table(&cx.t("class-origin"), &columns, &rows))
            }
            (together(matter))
            @if may_create(cx, "information-object") {
                p { (ui::link_button(&new, "secondary", None, &cx.t("class-system-add"))) }
            }
        },
    )
}

/// CLS-02: much on one level weighs more together; the owner decides.
fn together(matter: &Matter<'_>) -> Markup {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let amount = amount(&matter.register, matter.id);
    let class = matter.class();
    let more = Aspect::ALL.into_iter().filter(|one| amount.get(*one) > class.get(*one));
    let more: Vec<_> = more.collect();
    html! {
        @for one in more {
            (ui::alert("info", &html! {
                p { (cx.t_with("class-together", &[("aspect", &aspect(cx, one)), ("level", &level(cx, levels, amount.get(one)))])) }
            }))
        }
    }
}

/// Where the class is another than is inherited, and the way to say so.
fn deviations(matter: &Matter<'_>) -> Markup {
    let (cx, levels) = (matter.cx, &matter.register.levels);
    let rows = matter.kept().map(|(_, one)| one.deviations.as_slice()).unwrap_or_default();
    let inherited = matter.systems.inherited(&matter.register, matter.id);
    let columns = [
        Column::text(cx.t("system-protection-deviations-aspect")),
        Column::text(cx.t("class-inherited")),
        Column::text(cx.t("system-protection-deviations-level")),
        Column::text(cx.t("system-protection-deviations-why")),
        Column::text(cx.t("system-protection-deviations-until")),
    ];
    let row = |row: &crate::system_protection::ClassDeviation| {
        let inherited = Aspect::of(&row.aspect.0).and_then(|one| inherited.get(one));
        vec![
            html! { (cx.term(crate::class::ASPECTS, &row.aspect)) },
            html! { (level(cx, levels, inherited)) },
            html! { (level(cx, levels, levels.rank(&row.level))) },
            html! { (cx.term("deviation-reason", &row.reason)) ": " (row.why) },
            day(row.until),
        ]
    };
    let table: Vec<_> = rows.iter().map(row).collect();
    let href = match matter.kept() {
        Some((head, _)) => format!("/system-protection/{}/edit?add=deviations", head.id),
        None => format!("/system-protection/new?system={}", matter.id),
    };
    ui::panel(
        "class-deviations",
        &cx.t("class-deviations"),
        &html! {
            @if matter.is_withheld() { p { (cx.t("value-withheld")) } }
            @else if table.is_empty() { p { (cx.t("class-deviations-none")) } }
            @else { (ui::table(&cx.t("class-deviations"), &columns, &table)) }
            @if matter.may() { p { a href=(href) { (cx.t("class-deviations-add")) } } }
        },
    )
}
