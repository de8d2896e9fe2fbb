//! A system's protection: what it inherits and from where, its deviations, the safeguards that its class demands, and measures
//! for what is not there (CLS-02, CLS-08).

mod safeguards;

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_measures::Measure;
use stadga_model::{Draft, Head, Id, Record, Refusal};
use stadga_store::{Batch, ListQuery};
use stadga_systems::ConfigurationItem;
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{SYSTEMS, aspect, badge, day, id_of, level, may_change, may_create, told};
use crate::{
    SystemProtection,
    class::{Aspect, Class},
    register::Register,
    safeguards::{SAFEGUARDS, Safeguard, demanded},
    systems::{Systems, amount, held, link},
};

/// A system with everything that its protection follows from.
pub(super) struct Matter<'a> {
    pub cx: &'a Context,
    pub register: Register,
    pub systems: Systems,
    pub id: Id<ConfigurationItem>,
    pub item: ConfigurationItem,
}

impl<'a> Matter<'a> {
    /// The system of an address.
    pub async fn of(cx: &'a Context, id: &str) -> Result<Self, Refusal> {
        let id = id_of::<ConfigurationItem>(id)?;
        let (_, item) = cx.door.read_as(id).await?;
        let register = Register::of(cx).await?;
        let systems = Systems::around(cx, &register, &[id]).await?;
        Ok(Self { cx, register, systems, id, item })
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
        let mine =
            self.item.owner.is_some() && self.item.owner.map(Id::cast) == cx.door.actor().person;
        match self.systems.protection(self.id) {
            Some((head, _)) => may_change(cx, head) && head.withheld.is_none(),
            None => cx.past().is_none() && (mine || may_create(cx, SystemProtection::KIND)),
        }
    }

    fn address(&self) -> String {
        format!("/configuration-item/{}/protection", self.id)
    }

    /// The measures that were raised from its protection.
    async fn measures(&self) -> Result<Vec<(Head, Measure)>, Refusal> {
        match self.systems.protection(self.id) {
            Some((head, _)) => self.cx.door.all(ListQuery::linking("causes", head.id)).await,
            None => Ok(Vec::new()),
        }
    }

    /// A protection of which nothing is known yet.
    fn blank(&self) -> SystemProtection {
        SystemProtection {
            title: self.cx.t_with("class-protection-of", &[("name", &self.item.name)]),
            system: self.id,
            deviations: Vec::new(),
            safeguards: Vec::new(),
            reviewed: None,
            unit: self.item.unit,
            owner: self.item.owner,
        }
    }

    fn measure_title(&self, one: &Safeguard) -> String {
        let what = self.cx.term(SAFEGUARDS, &one.term());
        self.cx.t_with("class-measure-title", &[("what", &what), ("system", &self.item.name)])
    }
}

/// GET /configuration-item/{id}/protection
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    let measures = matter.measures().await?;
    let page = cx
        .page(cx.t_with("class-protection-of", &[("name", &matter.item.name)]))
        .lead(cx.t("class-protection-lead"))
        .crumb(cx.t("class-systems-title"), SYSTEMS)
        .crumb(&matter.item.name, format!("/configuration-item/{}", matter.id))
        .here(cx.t("class-protection-here"));
    let demands = format!("{}/demands/demands", matter.address());
    Ok(page.show(html! {
        (origin(&matter))
        (deviations(&matter))
        (safeguards::panel(&matter, &measures))
        @if !matter.class().is_unknown() {
            (ui::panel("class-demands", &cx.t("class-demands-title"), &html! {
                ul.documents { (stadga_web::published::document_links(&cx, &cx.t("class-demands-title"), &demands)) }
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

/// POST /configuration-item/{id}/protection: how it stands with each safeguard.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    if !matter.may() {
        return Err(Refusal::Denied.into());
    }
    let mut batch = Batch { reason: cx.t("class-safeguards-reason"), ..Batch::default() };
    match matter.kept() {
        Some((head, _)) => {
            let mut opened = cx.door.open_as::<SystemProtection>(head.id.cast()).await?;
            safeguards::take(&matter, &sent, &mut opened.body);
            batch.saves.push(opened.erase()?);
        }
        None => {
            let mut made = matter.blank();
            safeguards::take(&matter, &sent, &mut made);
            batch.creates.push(Draft::new(Id::<SystemProtection>::new(cx.app.store.now()), &made)?);
        }
    }
    cx.door.write(batch).await?;
    Ok(Redirect::to(&format!("{}?done=saved", matter.address())).into_response())
}

/// POST /configuration-item/{id}/protection/measures: a measure for each chosen safeguard that is not there, once.
pub(super) async fn measures(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let matter = Matter::of(&cx, &id).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let wanted: BTreeSet<&str> =
        sent.iter().filter(|(name, _)| name == "make").map(|(_, key)| key.as_str()).collect();
    let known: BTreeSet<String> =
        matter.measures().await?.into_iter().map(|(_, measure)| measure.title).collect();
    let mut batch = Batch { reason: cx.t("class-measures-reason"), ..Batch::default() };
    let cause: Id = match matter.systems.protection(matter.id) {
        Some((head, _)) => head.id,
        None => {
            let id = Id::<SystemProtection>::new(cx.app.store.now());
            batch.creates.push(Draft::new(id, &matter.blank())?);
            id.cast()
        }
    };
    for one in matter.demanded().into_iter().filter(|one| wanted.contains(one.key.as_str())) {
        let title = matter.measure_title(one);
        if !known.contains(&title) {
            let measure = safeguards::measure(&matter, one, title, cause)?;
            batch.creates.push(Draft::new(Id::<Measure>::new(cx.app.store.now()), &measure)?);
        }
    }
    if !batch.creates.is_empty() {
        cx.door.write(batch).await?;
    }
    Ok(Redirect::to(&format!("{}?done=saved", matter.address())).into_response())
}
