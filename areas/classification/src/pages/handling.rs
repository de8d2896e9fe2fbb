//! The handling rules as a table: what one may do with information of each K-level (CLS-04).

use maud::{Markup, html};
use stadga_model::{Refusal, Term};
use stadga_publish::document::{Colour, Table, column, grade, narrow};
use stadga_web::{
    Context,
    ui::{self, Column},
};

use super::level;
use crate::{
    HandlingRule,
    class::Levels,
    handling::{SITUATIONS, Said, said, situations},
    handling_rule::Allowed,
    limits::Limits,
};

/// The rules that apply.
pub(super) struct Rules {
    own: Vec<HandlingRule>,
    situations: Vec<String>,
}

impl Rules {
    /// Those that the reader may read; what is withheld of one is not told.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context) -> Result<Self, Refusal> {
        let own = cx.every::<HandlingRule>().await?.into_iter();
        Ok(Self::from(cx, own.filter(|(head, _)| head.withheld.is_none()).map(|(_, one)| one)))
    }

    /// With these own rules.
    pub fn from(cx: &Context, own: impl Iterator<Item = HandlingRule>) -> Self {
        let situations = situations(cx.app.store.scales());
        Self { own: own.collect(), situations }
    }

    /// The levels that are told of: one, or all that information here can have.
    fn ranks(cx: &Context, levels: &Levels, only: Option<u8>) -> Vec<u8> {
        let ends = Limits::of(cx.app.store.scales()).protective;
        let count = u8::try_from(levels.steps().len()).unwrap_or(u8::MAX);
        match only {
            Some(rank) => vec![rank],
            None => (0..count.min(ends)).collect(),
        }
    }

    fn said(&self, cx: &Context, levels: &Levels, situation: &str, rank: u8) -> Option<Said> {
        said(&self.own, situation, &levels.term(rank)?, cx.language)
    }

    /// A table on a page: of one level, or of all.
    pub fn table(&self, cx: &Context, levels: &Levels, only: Option<u8>) -> Markup {
        let ranks = Self::ranks(cx, levels, only);
        let mut columns = vec![Column::text(cx.t("class-col-situation"))];
        columns.extend(ranks.iter().map(|rank| Column::text(level(cx, levels, Some(*rank)))));
        let row = |situation: &String| {
            let mut row = vec![html! { (cx.term(SITUATIONS, &Term(situation.clone()))) }];
            row.extend(ranks.iter().map(|rank| match self.said(cx, levels, situation, *rank) {
                Some(said) => html! { (badge(cx, said.allowed)) " " (said.text) },
                None => html! { span.muted { "–" } },
            }));
            row
        };
        let rows: Vec<_> = self.situations.iter().map(row).collect();
        ui::table(&cx.t("class-handling-title"), &columns, &rows)
    }

    /// The same in a document, level by level.
    pub fn document(&self, cx: &Context, levels: &Levels, rank: u8) -> Table {
        let columns = [
            column(cx.t("class-col-situation"), 2),
            narrow(cx.t("class-col-allowed")),
            column(cx.t("class-col-how"), 4),
        ];
        let row = |situation: &String| {
            let said = self.said(cx, levels, situation, rank)?;
            Some(vec![
                cx.term(SITUATIONS, &Term(situation.clone())).into(),
                sign(cx, said.allowed),
                said.text.into(),
            ])
        };
        let rows: Vec<_> = self.situations.iter().filter_map(row).collect();
        let caption = cx.t_with(
            "class-handling-level",
            &[("level", &format!("K {}", level(cx, levels, Some(rank))))],
        );
        Table::new(caption, columns).row_header().rows(rows)
    }
}

fn badge(cx: &Context, allowed: Allowed) -> Markup {
    let tone = match allowed {
        Allowed::Yes => "good",
        Allowed::Care => "part",
        Allowed::No => "bad",
    };
    ui::badge(tone, &cx.t(&format!("handling-rule-levels-allowed-is-{}", allowed.key())))
}

fn sign(cx: &Context, allowed: Allowed) -> stadga_publish::document::Cell {
    let (symbol, colour) = match allowed {
        Allowed::Yes => ("●", Colour::Green),
        Allowed::Care => ("◐", Colour::Yellow),
        Allowed::No => ("○", Colour::Red),
    };
    grade(symbol, cx.t(&format!("handling-rule-levels-allowed-is-{}", allowed.key())), colour)
}
