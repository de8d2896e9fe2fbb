//! Shipped facts with how sure they are, and the way to take them into the own register (NIS-01, NIS-02, NIS-09).

use std::collections::BTreeMap;

use axum::{
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde_json::json;
use stadga_model::{Draft, Head, Id, Record as _, Refusal, Term};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{
    REGISTER, SHIPPED, may_create,
    register::{Register, sure},
};
use crate::{
    Authority, Law, LawRequirement, LegalDuty,
    shipped::{ShippedAuthority, ShippedLaw, authorities, laws},
};

/// What is in the register already, by the numbers and names that shipped facts go by.
struct Known {
    laws: BTreeMap<String, (Head, Law)>,
    authorities: BTreeMap<String, Id<Authority>>,
}

impl Known {
    async fn of(cx: &Context) -> Result<Self, Refusal> {
        let register = Register::of(cx).await?;
        let laws = register.laws.into_iter();
        let laws = laws.map(|(head, law)| (law.designation.trim().to_owned(), (head, law)));
        let mut known = BTreeMap::new();
        for (head, authority) in cx.every::<Authority>().await? {
            let short = authority.short.clone().filter(|short| !short.trim().is_empty());
            known.insert(short.unwrap_or(authority.name), head.id.cast());
        }
        Ok(Self { laws: laws.collect(), authorities: known })
    }
}

/// GET /laws/shipped
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    show(&cx, None).await
}

async fn show(cx: &Context, fault: Option<&str>) -> Result<Response, Problem> {
    let known = Known::of(cx).await?;
    let may = may_create(cx, Law::KIND);
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        p { (cx.t("laws-take-unsure")) }
        form.form method="post" action=(SHIPPED) {
            fieldset.panel {
                legend { (cx.t("menu-law-list")) }
                @for law in laws() { (offered(cx, law, &known, may)) }
            }
            fieldset.panel {
                legend { (cx.t("menu-authorities")) }
                @for authority in authorities() { (offered_authority(cx, authority, &known, may)) }
            }
            @if may { div.form-actions { button.ds-button type="submit" { (cx.t("laws-take-do")) } } }
        }
    };
    let page = cx.page(cx.t("laws-take")).lead(cx.t("laws-take-lead"));
    let page = page.crumb(cx.t("laws-title"), REGISTER).here(cx.t("laws-take"));
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

fn offered(cx: &Context, law: &ShippedLaw, known: &Known, may: bool) -> Markup {
    let id = format!("law-{}", law.designation);
    let there = known.laws.get(&law.designation);
    let choice = may && there.is_none();
    let differs = there.is_some_and(|(head, own)| {
        let told = !head.withholds("in_force") && !head.withholds("ended");
        told && (own.in_force, own.ended) != (law.in_force, law.ended)
    });
    let date = |day: Option<stadga_model::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        div.ds-field {
            @if choice { input.ds-input type="checkbox" id=(id) name="law" value=(law.designation); }
            label for=[choice.then_some(&id)] { strong { (law.name) } " " span.muted.nowrap { (law.designation) } }
            p.help {
                (date(law.in_force)) "–" (date(law.ended)) " · "
                (cx.t_with("laws-take-count", &[("n", &law.requirements.len().to_string())])) " · "
                (sure(cx, Some(&Term(law.grade.clone())), law.verify)) " " span.muted { (law.source) }
            }
            @if let Some((head, _)) = there {
                p.help { (ui::badge("good", &cx.t("laws-take-there"))) " " (ui::link(Law::KIND, head.id, &head.number)) }
            }
            @if differs { p.help { (ui::badge("part", &cx.t("laws-take-differs"))) } }
        }
    }
}

fn offered_authority(cx: &Context, one: &ShippedAuthority, known: &Known, may: bool) -> Markup {
    let id = format!("authority-{}", one.key());
    let there = known.authorities.get(one.key());
    let choice = may && there.is_none();
    html! {
        div.ds-field {
            @if choice { input.ds-input type="checkbox" id=(id) name="authority" value=(one.key()); }
            label for=[choice.then_some(&id)] { strong { (one.name) } }
            p.help { (sure(cx, Some(&Term(one.grade.clone())), one.verify)) " " span.muted { (one.source) } }
            @if let Some(there) = there {
                p.help { a href=(format!("/{}/{there}", Authority::KIND)) { (cx.t("laws-take-there")) } }
            }
        }
    }
}

/// POST /laws/shipped: what was chosen, with its requirements and the authorities that it names, all or nothing.
pub(super) async fn take(cx: Context, RawForm(form): RawForm) -> Result<Response, Problem> {
    if !may_create(&cx, Law::KIND) {
        return Err(Refusal::Denied.into());
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let chosen = |name: &str| -> Vec<String> {
        pairs.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect()
    };
    let mut taking = Taking::of(&cx).await?;
    let (wanted, bodies) = (chosen("law"), chosen("authority"));
    for one in authorities().iter().filter(|one| bodies.iter().any(|key| key == one.key())) {
        taking.authority(one)?;
    }
    for law in laws().iter().filter(|law| wanted.contains(&law.designation)) {
        taking.law(law, &wanted)?;
    }
    if taking.batch.creates.is_empty() {
        return show(&cx, Some("laws-take-nothing")).await;
    }
    cx.door.write(taking.batch).await?;
    Ok(Redirect::to(&format!("{REGISTER}?done=created")).into_response())
}

/// What is about to be made.
struct Taking<'a> {
    cx: &'a Context,
    known: Known,
    /// The laws that come in, with the ids that they get.
    laws: BTreeMap<String, Id<Law>>,
    batch: Batch,
}

impl<'a> Taking<'a> {
    async fn of(cx: &'a Context) -> Result<Self, Refusal> {
        let batch = Batch { reason: cx.t("laws-take-reason"), ..Batch::default() };
        Ok(Self { cx, known: Known::of(cx).await?, laws: BTreeMap::new(), batch })
    }

    fn add<R: stadga_model::Record>(
        &mut self,
        id: Id<R>,
        body: serde_json::Value,
    ) -> Result<(), Refusal> {
        let record: R = serde_json::from_value(body).map_err(Refusal::broken)?;
        self.batch.creates.push(Draft::new(id, &record)?);
        Ok(())
    }

    /// The id of an authority, which comes in with its successors where it is not there.
    fn authority(&mut self, one: &ShippedAuthority) -> Result<Id<Authority>, Refusal> {
        if let Some(id) = self.known.authorities.get(one.key()) {
            return Ok(*id);
        }
        let id = Id::<Authority>::new(self.cx.app.store.now());
        self.known.authorities.insert(one.key().to_owned(), id);
        let after = one.successor.as_ref();
        let after = after.and_then(|key| authorities().iter().find(|other| other.key() == key));
        let successor = after.map(|other| self.authority(other)).transpose()?;
        let body = json!({
            "name": one.name, "short": one.short, "roles": one.roles, "contacts": one.contacts,
            "from": one.from, "to": one.to, "successor": successor,
            "source": one.source, "grade": one.grade, "verify": one.verify,
        });
        self.add(id, body)?;
        Ok(id)
    }

    /// The id of a law that is there or comes in too.
    fn law_id(&mut self, designation: &str, wanted: &[String]) -> Option<Id<Law>> {
        if let Some((head, _)) = self.known.laws.get(designation) {
            return Some(head.id.cast());
        }
        let comes = wanted.iter().any(|other| other == designation);
        let now = self.cx.app.store.now();
        comes.then(|| *self.laws.entry(designation.to_owned()).or_insert_with(|| Id::new(now)))
    }

    fn law(&mut self, law: &ShippedLaw, wanted: &[String]) -> Result<(), Refusal> {
        if self.known.laws.contains_key(&law.designation) {
            return Ok(());
        }
        let Some(id) = self.law_id(&law.designation, wanted) else { return Ok(()) };
        let mut supervision = Vec::new();
        for row in &law.supervision {
            let Some(one) = authorities().iter().find(|one| one.key() == row.authority) else {
                continue;
            };
            let authority = self.authority(one)?;
            supervision.push(json!({ "authority": authority, "sector": row.sector }));
        }
        let replaces: Vec<_> =
            law.replaces.iter().filter_map(|old| self.law_id(old, wanted)).collect();
        let under = law.under.as_ref().and_then(|under| self.law_id(under, wanted));
        let me = self.cx.door.actor().person;
        let body = json!({
            "title": law.name, "designation": law.designation, "short": law.short,
            "law_type": law.law_type, "subject": law.subject, "summary": law.summary,
            "reference_only": law.reference_only, "in_force": law.in_force, "ended": law.ended,
            "replaces": replaces, "under": under, "supervision": supervision,
            "source": law.source, "grade": law.grade, "verify": law.verify, "owner": me,
        });
        self.add(id, body)?;
        let mut asked = BTreeMap::new();
        for one in &law.requirements {
            let body = json!({
                "title": one.title, "law": id, "paragraph": one.paragraph, "from": one.from,
                "role": one.role, "source": law.source, "grade": one.grade, "verify": one.verify,
            });
            let requirement = Id::<LawRequirement>::new(self.cx.app.store.now());
            asked.entry(one.paragraph.as_str()).or_insert(requirement);
            self.add(requirement, body)?;
        }
        for one in &law.duties {
            let authority = one.authority.as_ref();
            let authority =
                authority.and_then(|key| authorities().iter().find(|own| own.key() == key));
            let authority = authority.map(|own| self.authority(own)).transpose()?;
            let body = json!({
                "title": one.title, "duty_sort": one.duty_sort, "law": id, "authority": authority,
                "requirement": asked.get(one.paragraph.as_str()), "months": one.months,
                "change_days": one.change_days, "owner": me,
            });
            self.add(Id::<LegalDuty>::new(self.cx.app.store.now()), body)?;
        }
        Ok(())
    }
}
