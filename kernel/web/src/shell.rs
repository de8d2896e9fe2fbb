//! The frame of every page: header, band of a past date, menu, page head, message, footer.

mod frame;
mod menu;

use crate::{Context, context::capital};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};

/// A page under construction; [`Page::show`] frames it.
pub struct Page<'a> {
    cx: &'a Context,
    title: String,
    crumbs: Vec<(String, Option<String>)>,
    lead: Option<String>,
    signs: Option<Markup>,
    actions: Option<Markup>,
    tabs: Option<Markup>,
}

impl Context {
    /// Begins a page with this title, which is its first heading too.
    pub fn page(&self, title: impl Into<String>) -> Page<'_> {
        Page {
            cx: self,
            title: title.into(),
            crumbs: Vec::new(),
            lead: None,
            signs: None,
            actions: None,
            tabs: None,
        }
    }
}

impl Page<'_> {
    /// With a step of the way here.
    pub fn crumb(mut self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push((capital(&text.into()), Some(href.into())));
        self
    }

    /// With the last step of the way: where the reader is.
    pub fn here(mut self, text: impl Into<String>) -> Self {
        self.crumbs.push((text.into(), None));
        self
    }

    /// With a sentence under the title.
    pub fn lead(self, lead: impl Into<String>) -> Self {
        Self { lead: Some(lead.into()), ..self }
    }

    /// With signs under the title: number, state, owner.
    pub fn signs(self, signs: Markup) -> Self {
        Self { signs: Some(signs), ..self }
    }

    /// With buttons beside the title.
    pub fn actions(self, actions: Markup) -> Self {
        Self { actions: Some(actions), ..self }
    }

    /// With tabs under the head (see [`crate::ui::tabs`]).
    pub fn tabs(self, tabs: Markup) -> Self {
        Self { tabs: Some(tabs), ..self }
    }

    /// The finished page.
    pub fn show(self, body: Markup) -> Response {
        Html(self.text(&body)).into_response()
    }

    /// The finished page as text, for answers with a status of their own.
    pub fn text(&self, body: &Markup) -> String {
        let page = frame::whole(self.cx, &self.title, &self.main(body)).into_string();
        match self.cx.past() {
            Some(date) => crate::past::keep_date(&page, date),
            None => page,
        }
    }

    fn main(&self, body: &Markup) -> Markup {
        html! {
            (self.way())
            div.page-head {
                div {
                    h1 { (self.title) }
                    @if let Some(lead) = &self.lead { p.lead { (lead) } }
                    @if let Some(signs) = &self.signs { p.signs { (signs) } }
                }
                @if let Some(actions) = &self.actions { div.actions { (actions) } }
            }
            (frame::message(self.cx))
            @if let Some(tabs) = &self.tabs { (tabs) }
            (body)
        }
    }

    fn way(&self) -> Markup {
        html! {
            @if !self.crumbs.is_empty() {
                nav.crumbs aria-label=(self.cx.t("shell-way")) {
                    ol {
                        @for (text, href) in &self.crumbs {
                            @match href {
                                Some(href) => { li { a href=(href) { (text) } } }
                                None => { li aria-current="page" { (text) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
