//! What a control or a piece of evidence counts for, wherever it is mapped, shown before it is taken (CTL-05, CTL-08, T35).

use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_frameworks::{FrameworkRequirement, Relationship};
use stadga_measures::Evidence;
use stadga_model::{Head, Id, Refusal, Term};
use stadga_store::{Batch, Compare, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    answer::{is_more, may_take},
    grade, id_of, relation, step, title,
};
use crate::{
    AssessedRequirement, Assessment, Control, ControlCheck,
    catalogue::mapped,
    counted::{Mapped, newest, speaks_for},
};

/// An assessed requirement that would be shown by it.
struct Effect {
    head: Head,
    one: AssessedRequirement,
    /// By which requirement elsewhere; directly, where there is none.
    by: Option<(Id<FrameworkRequirement>, Relationship)>,
    /// Whether it stands there already.
    there: bool,
    /// The grade that it speaks for, where that is more than there is, or there is none.
    proposed: Option<Term>,
    /// What the assessment is for: a unit, an object, a system.
    scope: Option<Id>,
    /// Whether that is what it shows already or belongs to, or the reader answers for it. Only this is chosen from the start.
    own: bool,
}

/// What takes effect, and where.
struct Preview {
    /// Where it is taken, and where its record is.
    address: String,
    record: String,
    called: String,
    effects: Vec<Effect>,
    titles: Titles,
}

/// The requirements that something shows, and the grade that it speaks for in each.
type Reach = BTreeMap<
    Id<FrameworkRequirement>,
    (Option<Term>, Option<(Id<FrameworkRequirement>, Relationship)>),
>;

impl Preview {
    async fn of(
        cx: &Context,
        (kind, head, called): (&str, &Head, String),
        (reach, unit): (&Reach, Option<Id>),
        there: impl Fn(&AssessedRequirement) -> bool,
    ) -> Result<Self, Refusal> {
        let all: HashMap<Id<Assessment>, (Head, Assessment)> = cx
            .every::<Assessment>()
            .await?
            .into_iter()
            .map(|(head, assessment)| (head.id.cast(), (head, assessment)))
            .collect();
        let shown = shown(cx, reach).await?;
        let near = Near::of(cx, unit, &all, shown.iter().filter(|(_, one)| there(one)));
        let mut effects = Vec::new();
        for (head, one) in shown {
            let Some((grade, by)) = reach.get(&one.requirement) else { continue };
            let Some((about, assessment)) = all.get(&one.assessment) else { continue };
            if !assessment.is_open() || !may_take(cx, &head) {
                continue;
            }
            let more = grade.clone().filter(|grade| is_more(grade, one.grade.as_ref()));
            // Where the grade is worked out of answers to questions, nothing else sets it.
            let more = more.filter(|_| one.computed.is_none());
            let (own, scope) = (near.holds((about, assessment), &one), scope(about, assessment));
            let there = there(&one);
            effects.push(Effect { head, by: *by, there, proposed: more, scope, own, one });
        }
        effects.sort_by_key(|effect| {
            let number = effect.head.number.clone();
            (effect.there, !effect.own, effect.one.assessment, effect.by.is_some(), number)
        });
        let linked = effects.iter().flat_map(|effect| {
            let by = effect.by.map(|(id, _)| id.cast());
            by.into_iter().chain([effect.one.assessment.cast()]).chain(effect.scope)
        });
        let titles = Titles::of(cx, linked.collect::<Vec<Id>>()).await?;
        let record = format!("/{kind}/{}", head.id);
        Ok(Self { address: format!("{record}/counts"), record, called, effects, titles })
    }

    fn show(&self, cx: &Context) -> Response {
        let new = self.effects.iter().filter(|effect| !effect.there).count();
        let page = cx.page(cx.t_with("counts-title", &[("title", &self.called)]));
        let page = page
            .crumb(&self.called, &self.record)
            .here(cx.t("counts-here"))
            .lead(cx.t("counts-lead"));
        page.show(html! {
            @if self.effects.is_empty() {
                (ui::empty(&cx.t("counts-none"), &cx.t("counts-none-do")))
            } @else {
                p { (cx.t_with("counts-told", &[("n", &new.to_string())])) }
                @if self.effects.iter().any(|effect| !effect.there && !effect.own) { p { (cx.t("counts-others")) } }
                form method="post" action=(self.address) {
                    (self.table(cx))
                    @if cx.past().is_none() && new > 0 {
                        label.choice { input type="checkbox" name="grades" value="1"; " " (cx.t("counts-grades")) }
                        div.form-actions { button.ds-button type="submit" { (cx.t("counts-take")) } }
                    }
                }
            }
        })
    }

    fn table(&self, cx: &Context) -> Markup {
        let columns = [
            "counts-choose",
            "counts-requirement",
            "assessed-requirement-assessment",
            "assessment-scope",
            "answering-way",
            "counts-now",
            "counts-then",
        ];
        let columns = columns.map(|key| Column::text(cx.t(key)));
        let rows: Vec<_> = self.effects.iter().map(|effect| self.row(cx, effect)).collect();
        ui::table(&cx.t("counts-caption"), &columns, &rows)
    }

    fn row(&self, cx: &Context, effect: &Effect) -> Vec<Markup> {
        let (head, one) = (&effect.head, &effect.one);
        let called = title(head, "title", &one.title);
        vec![
            html! {
                @if effect.there { (ui::badge("none", &cx.t("counts-there"))) } @else {
                    input type="checkbox" name="take" value=(head.id) checked[effect.by.is_none() && effect.own] aria-label=(called);
                }
            },
            ui::link("assessed-requirement", head.id, called),
            self.titles.short_link(cx, one.assessment.cast()),
            html! { @if let Some(scope) = effect.scope { (self.titles.short_link(cx, scope)) } },
            match effect.by {
                None => html! { (cx.t("answering-direct")) },
                Some((id, lies)) => {
                    html! { (self.titles.short_link(cx, id.cast())) " " span.muted { (relation(cx, lies)) } }
                }
            },
            grade(cx, head, one.grade.as_ref()),
            match &effect.proposed {
                Some(grade) => step(cx, "compliance-grade", Some(grade), "grade-unjudged"),
                None => html! { span.muted { (cx.t("counts-same")) } },
            },
        ]
    }

    /// Writes what was chosen, all of it or nothing.
    async fn take(
        &self,
        cx: &Context,
        pairs: &[(String, String)],
        put: impl Fn(&mut AssessedRequirement),
    ) -> Result<Response, Problem> {
        let chosen: BTreeSet<&str> =
            pairs.iter().filter(|(name, _)| name == "take").map(|(_, id)| id.as_str()).collect();
        let grades = pairs.iter().any(|(name, _)| name == "grades");
        let reason = cx.t_with("counts-reason", &[("title", &self.called)]);
        let mut batch = Batch { reason, ..Batch::default() };
        for effect in self.effects.iter().filter(|effect| !effect.there) {
            if !chosen.contains(effect.head.id.to_string().as_str()) {
                continue;
            }
            let mut opened = cx.door.open_as::<AssessedRequirement>(effect.head.id.cast()).await?;
            put(&mut opened.body);
            if let Some(grade) = effect.proposed.clone().filter(|_| grades) {
                (opened.body.grade, opened.body.assessed) = (Some(grade), Some(cx.today()));
            }
            batch.saves.push(opened.erase()?);
        }
        let done = if batch.saves.is_empty() { "unchanged" } else { "saved" };
        if !batch.saves.is_empty() {
            cx.door.write(batch).await?;
        }
        Ok(Redirect::to(&format!("{}?done={done}", self.address)).into_response())
    }
}

/// What is near: the parts of the organisation that it shows something in or belongs to, and what the reader answers for.
struct Near {
    scopes: BTreeSet<Id>,
    me: Option<Id>,
}

impl Near {
    fn of<'a>(
        cx: &Context,
        unit: Option<Id>,
        all: &HashMap<Id<Assessment>, (Head, Assessment)>,
        there: impl Iterator<Item = &'a (Head, AssessedRequirement)>,
    ) -> Self {
        let within = |(_, one): &(Head, AssessedRequirement)| {
            let (head, assessment) = all.get(&one.assessment)?;
            scope(head, assessment)
        };
        let scopes = there.filter_map(within).chain(unit).collect();
        Self { scopes, me: cx.door.actor().person }
    }

    fn holds(&self, (head, assessment): (&Head, &Assessment), one: &AssessedRequirement) -> bool {
        let within = scope(head, assessment).is_some_and(|scope| self.scopes.contains(&scope));
        let owners = [assessment.owner.map(Id::cast), one.owner.map(Id::cast)];
        within || (self.me.is_some() && owners.contains(&self.me))
    }
}

/// What an assessment is for, as far as the reader may know it.
fn scope(head: &Head, assessment: &Assessment) -> Option<Id> {
    (!head.withholds("scope")).then_some(assessment.scope)
}

/// The assessed requirements that are reached.
async fn shown(cx: &Context, reach: &Reach) -> Result<Vec<(Head, AssessedRequirement)>, Refusal> {
    if reach.is_empty() {
        return Ok(Vec::new());
    }
    let ids = reach.keys().map(ToString::to_string).collect();
    let only = Filter { field: "requirement".into(), compare: Compare::Is(ids) };
    cx.door.all(ListQuery { filters: vec![only], size: 5_000, ..ListQuery::default() }).await
}

async fn control(cx: &Context, id: &str) -> Result<(Id<Control>, Preview), Problem> {
    let (head, control) = cx.door.read_as(id_of::<Control>(id)?).await?;
    let checks = cx.door.all::<ControlCheck>(ListQuery::linking("control", head.id)).await?;
    let said = speaks_for(&control, newest(&checks).get(&head.id.cast()).copied());
    let mapped = mapped(cx).await?;
    let requirements = if head.withholds("requirements") { &[][..] } else { &control.requirements };
    let reach = reach(&mapped, requirements, said.as_ref());
    let own: Id<Control> = head.id.cast();
    let unit = control.unit.map(Id::cast).filter(|_| !head.withholds("unit"));
    let called = title(&head, "title", &control.title).to_owned();
    let preview = Preview::of(cx, ("control", &head, called), (&reach, unit), |one| {
        one.controls.contains(&own)
    })
    .await?;
    Ok((own, preview))
}

/// What is reached from these requirements. Without a result nothing is proposed.
fn reach(mapped: &Mapped, requirements: &[Id<FrameworkRequirement>], said: Option<&Term>) -> Reach {
    let shown = mapped.shown(requirements, said.unwrap_or(&Term::from("met")));
    shown.into_iter().map(|(id, one)| (id, (said.is_some().then_some(one.grade), one.by))).collect()
}

/// GET /control/{id}/counts
pub(super) async fn of_control(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(control(&cx, &id).await?.1.show(&cx))
}

/// POST /control/{id}/counts
pub(super) async fn take_control(
    cx: Context,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (own, preview) = control(&cx, &id).await?;
    preview.take(&cx, &pairs, |one| one.controls.push(own)).await
}

/// A piece of evidence reaches what answers to the requirements that it shows already, each at the grade that those have.
async fn evidence(cx: &Context, id: &str) -> Result<(Id<Evidence>, Preview), Problem> {
    let (head, evidence) = cx.door.read_as(id_of::<Evidence>(id)?).await?;
    let own: Id<Evidence> = head.id.cast();
    let mapped = mapped(cx).await?;
    let mut all = Reach::new();
    for (head, one) in
        cx.door.all::<AssessedRequirement>(ListQuery::linking("evidence", own)).await?
    {
        let said =
            one.grade.as_ref().filter(|_| evidence.holds(cx.today()) && !head.withholds("grade"));
        for (to, shown) in reach(&mapped, &[one.requirement], said) {
            all.entry(to).or_insert(shown);
        }
    }
    let called = title(&head, "title", &evidence.title).to_owned();
    let preview = Preview::of(cx, ("evidence", &head, called), (&all, None), |one| {
        one.evidence.contains(&own)
    })
    .await?;
    Ok((own, preview))
}

/// GET /evidence/{id}/counts
pub(super) async fn of_evidence(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(evidence(&cx, &id).await?.1.show(&cx))
}

/// POST /evidence/{id}/counts
pub(super) async fn take_evidence(
    cx: Context,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (own, preview) = evidence(&cx, &id).await?;
    preview.take(&cx, &pairs, |one| one.evidence.push(own)).await
}
