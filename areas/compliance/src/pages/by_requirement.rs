//! Controls seen requirement by requirement, by mapping too: which requirements of a law are controlled, and with what result
//! (CTL-09, T35).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_frameworks::{Framework, FrameworkRequirement, Relationship};
use stadga_model::{Head, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::BTreeMap;

use super::{BY_REQUIREMENT, may_create, one_of, part::Part, relation, show_button, step, title};
use crate::{
    Control, ControlCheck,
    catalogue::{Node, Tree, mapped, short},
    control::State,
    counted::{Shown, newest, speaks_for, together},
};

/// A control that shows a requirement.
struct Showing<'a> {
    control: &'a (Head, Control),
    shown: Option<Shown>,
    by: Option<(Id<FrameworkRequirement>, Relationship)>,
}

/// GET /compliance/requirements: all of a framework, or the part that a figure counts.
pub(super) async fn show(
    cx: Context,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let frameworks = frameworks(&cx).await?;
    let chosen = pairs.iter().find(|(name, _)| name == "framework");
    let chosen = chosen.and_then(|(_, id)| id.parse::<Id<Framework>>().ok());
    let page = cx.page(cx.t("by-requirement-title")).lead(cx.t("by-requirement-lead"));
    let Some(chosen) = chosen.or_else(|| frameworks.first().map(|(id, _)| *id)) else {
        return Ok(
            page.show(ui::empty(&cx.t("by-requirement-none"), &cx.t("by-requirement-none-do")))
        );
    };
    let tree = Tree::of(&cx, chosen).await?;
    let options: Vec<_> =
        frameworks.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let body = body(&cx, &tree, &Part::of(&pairs)).await?;
    Ok(page.show(html! {
        form.filters method="get" action=(BY_REQUIREMENT) {
            (one_of(&cx, "framework", "assessment-framework", &chosen.to_string(), &options))
            (show_button(&cx))
        }
        (body)
    }))
}

/// The frameworks, those in force that are laws of ours first: as they are called.
async fn frameworks(cx: &Context) -> Result<Vec<(Id<Framework>, String)>, Refusal> {
    let today = cx.today();
    let mut all = cx.every::<Framework>().await?;
    all.retain(|(head, framework)| framework.holds(today) && !head.withholds("title"));
    all.sort_by_key(|(_, framework)| (framework.valid.is_none(), short(framework).to_lowercase()));
    Ok(all.into_iter().map(|(head, one)| (head.id.cast(), short(&one).to_owned())).collect())
}

async fn body(cx: &Context, tree: &Tree, part: &Part) -> Result<Markup, Refusal> {
    let mapped = mapped(cx).await?;
    let checks = cx.every::<ControlCheck>().await?;
    let newest = newest(&checks);
    let mut controls = cx.every::<Control>().await?;
    controls.retain(|(head, one)| one.state == State::Active && !head.withholds("requirements"));
    let mut by: BTreeMap<Id<FrameworkRequirement>, Vec<Showing>> = BTreeMap::new();
    for control in &controls {
        let said = speaks_for(&control.1, newest.get(&control.0.id.cast()).copied());
        let reached =
            mapped.shown(&control.1.requirements, said.as_ref().unwrap_or(&Term::from("met")));
        for (id, shown) in reached {
            let way = shown.by;
            let shown = said.as_ref().map(|_| shown);
            by.entry(id).or_default().push(Showing { control, shown, by: way });
        }
    }
    let showing = |node: &Node| by.get(&node.id).map_or(&[][..], Vec::as_slice);
    let found = |node: &Node| showing(node).iter().any(|one| one.shown.is_some());
    let all: Vec<&Node> = tree.assessable().collect();
    let controlled = all.iter().filter(|node| !showing(node).is_empty()).count();
    let checked = all.iter().filter(|node| found(node)).count();
    let ways = by.values().flatten().filter_map(|one| Some(one.by?.0.cast()));
    let titles = Titles::of(cx, ways.collect::<Vec<Id>>()).await?;
    let count = |n: usize| n.to_string();
    let values =
        [("n", count(controlled)), ("total", count(all.len())), ("checked", count(checked))];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let columns = ["statement-requirement", "by-requirement-controls", "by-requirement-result"];
    let columns = columns.map(|key| Column::text(cx.t(key)));
    let shown = all.iter().filter(|node| {
        let controlled = !showing(node).is_empty();
        part.shows(&[
            ("controlled", controlled),
            ("uncontrolled", !controlled),
            ("checked", found(node)),
        ])
    });
    let rows: Vec<_> = shown.map(|node| row(cx, &titles, node, showing(node))).collect();
    let here = format!("{BY_REQUIREMENT}?framework={}", tree.head.id);
    let to = |state: &str| format!("{here}&show={state}#requirements");
    let uncontrolled = all.len() - controlled;
    Ok(html! {
        ul.tiles {
            li { a href=(to("controlled")) { b { (controlled) } span { (cx.t("by-requirement-controlled")) } } }
            li { a href=(to("checked")) { b { (checked) } span { (cx.t("by-requirement-checked")) } } }
            li.late[uncontrolled > 0] { a href=(to("uncontrolled")) { b { (uncontrolled) } span { (cx.t("by-requirement-without")) } } }
        }
        div #requirements {
            p { strong { (cx.t_with("by-requirement-told", &values)) } }
            (part.told(cx, rows.len(), all.len(), &here))
            @if !rows.is_empty() { (ui::table(tree.short(), &columns, &rows)) }
        }
    })
}

fn row(cx: &Context, titles: &Titles, node: &Node, showing: &[Showing]) -> Vec<Markup> {
    let together = together(showing.iter().filter_map(|one| one.shown.as_ref()));
    vec![
        ui::link("framework-requirement", node.id.cast(), &node.called(cx.language)),
        html! {
            @if showing.is_empty() {
                (ui::badge("bad", &cx.t("by-requirement-uncontrolled")))
                @if may_create(cx, "control") {
                    " " a href=(format!("/control/new?requirements={}", node.id)) { (cx.t("by-requirement-new")) span.sr { " " (node.called(cx.language)) } }
                }
            } @else {
                ul {
                    @for one in showing {
                        li {
                            (ui::link("control", one.control.0.id, title(&one.control.0, "title", &one.control.1.title)))
                            @if let Some((id, lies)) = one.by {
                                " " span.muted { (cx.t("by-requirement-by")) " " }
                                (titles.short_link(cx, id.cast())) " " span.muted { (relation(cx, lies)) }
                            }
                        }
                    }
                }
            }
        },
        html! { @if !showing.is_empty() { (step(cx, "compliance-grade", together.as_ref(), "control-never")) } },
    ]
}
