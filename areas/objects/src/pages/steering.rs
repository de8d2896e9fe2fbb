//! Who steers what, on three levels: the portfolio's steering group, those of the families, those who work (PM3-08, PM3-28).

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Id, Refusal};
use stadga_organisation::{Forum, chairs};
use stadga_publish::chart::{Graph, Mark, Node};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{FOA, gather::Architecture, readable};
use crate::ObjectFamily;

/// A forum in the structure: at which level, for what, led by whom.
struct Seat {
    id: Id,
    name: String,
    level: usize,
    what: String,
    chair: String,
    plan: String,
}

/// The structure: forums, and which reports to which.
pub(super) struct Structure {
    seats: Vec<Seat>,
    lines: Vec<(usize, usize)>,
}

impl Structure {
    /// The structure, as far as the reader may read it.
    pub async fn of(cx: &Context, architecture: &Architecture) -> Result<Self, Refusal> {
        let mut structure = Self { seats: Vec::new(), lines: Vec::new() };
        for (head, portfolio) in &architecture.portfolios {
            let what = portfolio.name.clone();
            let top = structure.seat(cx, portfolio.steering, (0, what)).await?;
            let own = architecture.families.iter();
            for (_, family) in
                own.filter(|(_, family)| family.portfolio.map(Id::cast) == Some(head.id))
            {
                structure.family(cx, top, family).await?;
            }
        }
        // Outside every portfolio, and so under none.
        for (_, family) in architecture.families.iter().filter(|(_, own)| own.portfolio.is_none()) {
            structure.family(cx, None, family).await?;
        }
        Ok(structure)
    }

    /// A family's steering group under the portfolio's, and its own groups below.
    async fn family(
        &mut self,
        cx: &Context,
        top: Option<usize>,
        family: &ObjectFamily,
    ) -> Result<(), Refusal> {
        let middle = self.seat(cx, family.steering, (1, family.name.clone())).await?;
        self.lines.extend(top.zip(middle));
        for group in &family.groups {
            let low = self.seat(cx, Some(*group), (2, family.name.clone())).await?;
            self.lines.extend(middle.zip(low));
        }
        Ok(())
    }

    async fn seat(
        &mut self,
        cx: &Context,
        forum: Option<Id<Forum>>,
        (level, what): (usize, String),
    ) -> Result<Option<usize>, Refusal> {
        let Some(forum) = forum else { return Ok(None) };
        let Some((head, forum)) = readable(cx, forum).await? else { return Ok(None) };
        if let Some(at) =
            self.seats.iter().position(|seat| seat.id == head.id && seat.level == level)
        {
            return Ok(Some(at));
        }
        let chairs = chairs(&cx.door, &forum, cx.today()).await?;
        let titles = Titles::of(cx, chairs.iter().map(|chair| chair.cast())).await?;
        let chair = chairs.first().map(|chair| titles.text(cx, chair.cast()));
        let plan = forum.meeting_plan.map(|plan| plan.0).unwrap_or_default();
        let chair = chair.unwrap_or_else(|| cx.t("steering-no-chair"));
        self.seats.push(Seat { id: head.id, name: forum.name, level, what, chair, plan });
        Ok(Some(self.seats.len() - 1))
    }

    /// The structure as a picture.
    pub fn graph(&self, cx: &Context) -> Graph {
        let node = |seat: &Seat| Node {
            label: if seat.level < 2 { seat.what.clone() } else { seat.name.clone() },
            note: seat.chair.clone(),
            href: format!("/forum/{}", seat.id),
            mark: if seat.level == 0 { Mark::Origin } else { Mark::Plain },
            column: seat.level,
            planned: false,
        };
        Graph {
            id: "steering".into(),
            title: cx.t("steering-title"),
            description: cx.t("steering-description"),
            header: ["steering-forum", "steering-chair", "steering-level"].map(|key| cx.t(key)),
            nodes: self.seats.iter().map(node).collect(),
            lines: self.lines.clone(),
        }
    }

    /// Level, forum, for what, chair, meetings: for the table on the page and in the document.
    pub fn rows(&self, cx: &Context) -> Vec<[String; 5]> {
        let mut rows: Vec<_> = self.seats.iter().collect();
        rows.sort_by_key(|seat| seat.level);
        let row = |seat: &&Seat| {
            let level = cx.t(&format!("steering-level-{}", seat.level));
            [level, seat.name.clone(), seat.what.clone(), seat.chair.clone(), seat.plan.clone()]
        };
        rows.iter().map(row).collect()
    }
}

/// The headings of [`Structure::rows`].
pub(super) const HEADINGS: [&str; 5] =
    ["steering-level", "steering-forum", "steering-what", "steering-chair", "steering-meets"];

/// GET /objects/steering
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let architecture = Architecture::of(&cx).await?;
    let structure = Structure::of(&cx, &architecture).await?;
    let lost: Vec<_> =
        architecture.families.iter().filter(|(_, family)| family.steering.is_none()).collect();
    let rows: Vec<Vec<Markup>> = structure
        .rows(&cx)
        .iter()
        .map(|row| row.iter().map(|cell| html! { (cell) }).collect())
        .collect();
    let page =
        cx.page(cx.t("steering-title")).lead(cx.t("steering-lead")).crumb(cx.t("foa-title"), FOA);
    Ok(page.show(html! {
        @if !lost.is_empty() {
            (ui::alert("warning", &html! {
                p { (cx.t("steering-lost")) }
                ul { @for (head, family) in lost { li { (ui::link("family", head.id, &family.name)) } } }
            }))
        }
        @if rows.is_empty() { (ui::empty(&cx.t("steering-none"), &cx.t("steering-none.do"))) } @else {
            (ui::picture(&cx.t("steering-title"), &structure.graph(&cx).svg(), &Context::nothing()))
            (ui::table(&cx.t("steering-title"), &HEADINGS.map(|key| Column::text(cx.t(key))), &rows))
        }
    }))
}
