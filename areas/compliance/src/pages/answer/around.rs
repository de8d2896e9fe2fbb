//! What is around a requirement that is answered: controls with their results, evidence, what answers to it elsewhere.

use maud::{Markup, html};
use stadga_frameworks::{FrameworkRequirement, Relationship};
use stadga_model::{Choice as _, Date, Head, Id, Refusal, Term};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context,
    ui::{self, Column, Titles},
};

use super::super::{day, grade, sheet::Sheet, step, title};
use crate::{
    AssessedRequirement, Control, ControlCheck,
    catalogue::mapped_to,
    counted::{Shown, newest, speaks_for, together},
};

/// A control that shows the requirement.
struct Showing {
    head: Head,
    control: Control,
    /// The newest check's level and day.
    newest: Option<(Head, Option<Term>, Option<Date>)>,
    /// By which requirement elsewhere; directly, where there is none.
    by: Option<(Id<FrameworkRequirement>, Relationship)>,
}

/// What is around a requirement.
pub(super) struct Around {
    controls: Vec<Showing>,
    /// How what answers to it elsewhere was graded.
    others: Vec<(Head, AssessedRequirement, Relationship)>,
    titles: Titles,
    evidence: Vec<Id>,
    /// What the controls say together.
    pub proposed: Option<Term>,
}

impl Around {
    /// What is around this requirement.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(
        cx: &Context,
        sheet: &Sheet,
        one: &AssessedRequirement,
    ) -> Result<Self, Refusal> {
        let mapped = mapped_to(cx, &sheet.tree, one.requirement).await?;
        let near = mapped.from(one.requirement);
        let controls = cx.every::<Control>().await?;
        let checks = cx.every::<ControlCheck>().await?;
        let newest = newest(&checks);
        let (mut showing, mut shown) = (Vec::new(), Vec::new());
        for (head, control) in controls {
            if head.withholds("requirements") {
                continue;
            }
            let direct = control.requirements.contains(&one.requirement);
            let by = near.iter().find(|(id, _)| control.requirements.contains(id)).copied();
            if !direct && by.is_none() {
                continue;
            }
            let by = by.filter(|_| !direct).map(|(id, lies)| (id, lies.turned()));
            let last = newest.get(&head.id.cast()).copied();
            if let Some(said) = speaks_for(&control, last) {
                let all = mapped.shown(&control.requirements, &said);
                shown.extend(all.get(&one.requirement).cloned());
            }
            let newest =
                last.map(|(head, check)| (head.clone(), check.level.clone(), check.signed));
            showing.push(Showing { head, control, newest, by });
        }
        let others = elsewhere(cx, sheet, near).await?;
        let linked = showing.iter().filter_map(|one| Some(one.by?.0.cast()));
        let linked = linked.chain(others.iter().map(|(_, one, _)| one.assessment.cast()));
        let evidence: Vec<Id> = one
            .evidence
            .iter()
            .map(|id| id.cast())
            .chain(one.documents.iter().map(|id| id.cast()))
            .collect();
        let titles = Titles::of(cx, linked.chain(evidence.iter().copied())).await?;
        let proposed = together(shown.iter().collect::<Vec<&Shown>>());
        Ok(Self { controls: showing, others, titles, evidence, proposed })
    }

    /// It all, as far as there is any.
    pub fn show(&self, cx: &Context) -> Markup {
        html! {
            @if !self.controls.is_empty() {
                (ui::panel("controls", &cx.t("answering-controls"), &html! {
                    @if let Some(grade) = &self.proposed {
                        p { (cx.t("answering-together")) " " (step(cx, "compliance-grade", Some(grade), "grade-unjudged")) }
                    }
                    (self.controls(cx))
                }))
            }
            @if !self.evidence.is_empty() {
                (ui::panel("shown", &cx.t("answering-evidence"), &html! {
                    ul { @for id in &self.evidence { li { (self.titles.link(cx, *id)) } } }
                }))
            }
            @if !self.others.is_empty() {
                details.fold {
                    summary { (cx.t_with("answering-elsewhere", &[("n", &self.others.len().to_string())])) }
                    ul {
                        @for (head, one, lies) in &self.others {
                            li {
                                (ui::link("assessed-requirement", head.id, title(head, "title", &one.title))) " "
                                span.muted { (self.titles.text(cx, one.assessment.cast())) " · " (relation(cx, *lies)) } " "
                                (grade(cx, head, one.grade.as_ref()))
                            }
                        }
                    }
                }
            }
        }
    }

    fn controls(&self, cx: &Context) -> Markup {
        let columns = ["control", "answering-newest", "control-check-signed", "answering-way"];
        let columns = columns.map(|key| Column::text(cx.heading(key)));
        let row = |one: &Showing| {
            vec![
                ui::link("control", one.head.id, title(&one.head, "title", &one.control.title)),
                match &one.newest {
                    Some((head, level, _)) if !head.withholds("level") => {
                        step(cx, "deviation-level", level.as_ref(), "control-never")
                    }
                    Some(_) => html! { (cx.t("value-withheld")) },
                    None => ui::badge("open", &cx.t("control-never")),
                },
                day(one.newest.as_ref().and_then(|(_, _, day)| *day)),
                match one.by {
                    None => html! { (cx.t("answering-direct")) },
                    Some((id, lies)) => html! {
                        (self.titles.short_link(cx, id.cast())) " " span.muted { (relation(cx, lies)) }
                    },
                },
            ]
        };
        let rows: Vec<_> = self.controls.iter().map(row).collect();
        ui::table(&cx.t("answering-controls"), &columns, &rows)
    }
}

/// How one lies to the other, in words.
pub(in crate::pages) fn relation(cx: &Context, lies: Relationship) -> String {
    let key = Relationship::VALUES.get(lies as usize).copied().unwrap_or_default();
    cx.t(&format!("framework-mapping-pairs-relationship-is-{key}")).to_lowercase()
}

/// How what answers to the requirement in other frameworks was graded.
async fn elsewhere(
    cx: &Context,
    sheet: &Sheet,
    near: &[(Id<FrameworkRequirement>, Relationship)],
) -> Result<Vec<(Head, AssessedRequirement, Relationship)>, Refusal> {
    if near.is_empty() {
        return Ok(Vec::new());
    }
    let ids = near.iter().map(|(id, _)| id.to_string()).collect();
    let only = Filter { field: "requirement".into(), compare: Compare::Is(ids) };
    let query = ListQuery { filters: vec![only], size: 200, ..ListQuery::default() };
    let found = cx.door.all::<AssessedRequirement>(query).await?.into_iter();
    let other = |(head, one): (Head, AssessedRequirement)| {
        let lies = near.iter().find(|(id, _)| *id == one.requirement)?.1;
        (one.assessment.cast() != sheet.head.id).then_some((head, one, lies))
    };
    Ok(found.filter_map(other).collect())
}
