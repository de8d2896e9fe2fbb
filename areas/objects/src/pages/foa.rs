//! The FOA as a map: families with their objects, coloured by what one chooses; what is outside stands below (PM3-28, T8).

mod paint;

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Head, Id, Refusal};
use stadga_publish::chart::{Band, Map, Tile};
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};

use super::{FOA, OUTSIDE, SYSTEMS, gather, may_create};
use crate::{Object, foa::System};

pub(super) use gather::Architecture;
pub(super) use paint::{Colour, Paint};

/// What is chosen: the colour.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub colour: String,
}

/// Everything that the map is drawn from.
pub(super) struct Seen {
    pub architecture: Architecture,
    pub systems: std::collections::HashSet<System>,
    pub outside: usize,
    pub twice: Vec<(System, Vec<Id>)>,
    pub colour: Colour,
    pub paint: Paint,
}

impl Seen {
    /// The FOA in a colour, as far as the reader may read it.
    pub async fn of(cx: &Context, colour: Colour) -> Result<Self, Refusal> {
        let architecture = Architecture::of(cx).await?;
        let systems = gather::systems(cx, architecture.infrastructure()).await?;
        let placement = architecture.placement();
        let outside = placement.outside(systems.iter().copied()).len();
        let twice = placement.twice().into_iter().filter(|(system, _)| systems.contains(system));
        let twice =
            twice.map(|(system, objects)| (system, objects.iter().map(|o| o.cast()).collect()));
        let twice = twice.collect();
        let paint = Paint::of(cx, colour, &architecture).await?;
        Ok(Self { architecture, systems, outside, twice, colour, paint })
    }

    /// The map: a band for each family, one for what lacks a family.
    pub fn map(&self, cx: &Context) -> Map {
        let tile = |(head, object): &(Head, Object)| self.tile(cx, head, object);
        let mut bands: Vec<Band> = Vec::new();
        for (head, family) in &self.architecture.families {
            let tiles = self.architecture.of_family(head.id).map(tile).collect();
            let href = Some(format!("/family/{}", head.id));
            bands.push(Band { label: family.name.clone(), href, tiles });
        }
        let tiles = self.architecture.homeless().map(tile).collect();
        bands.push(Band { label: cx.t("foa-homeless"), href: None, tiles });
        let header = ["family", "object", "foa-colour", "foa-note"].map(|key| cx.heading(key));
        Map {
            id: "foa".into(),
            title: cx.t("foa-title"),
            description: cx.t_with("foa-description", &[("colour", &self.colour.label(cx))]),
            header,
            bands,
            shades: self.paint.shades.clone(),
        }
    }

    fn tile(&self, cx: &Context, head: &Head, object: &Object) -> Tile {
        let (shade, word) = self.paint.object(head.id);
        let held = object.systems.iter().filter(|system| self.systems.contains(system)).count();
        let count = cx.t_with("foa-systems", &[("n", &held.to_string())]);
        Tile {
            label: object.name.clone(),
            note: format!("{word} · {count}"),
            href: format!("/object/{}/overview", head.id),
            shade,
            dots: held,
        }
    }
}

/// GET /objects
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let seen = Seen::of(&cx, Colour::named(&cx, &asked.colour)).await?;
    let map = seen.map(&cx);
    let twice = twice(&cx, &seen).await?;
    let page = cx.page(cx.t("foa-title")).lead(cx.t("foa-lead")).actions(actions(&cx, &seen));
    Ok(page.show(html! {
        @if seen.architecture.families.is_empty() && seen.architecture.objects.is_empty() {
            (ui::empty(&cx.t("foa-empty"), &cx.t("foa-empty.do")))
        } @else {
            (tiles(&cx, &seen))
            (choice(&cx, seen.colour))
            (picture(&cx, &map))
            (twice)
            (table(&cx, &map))
        }
    }))
}

fn actions(cx: &Context, seen: &Seen) -> Markup {
    let files =
        |ending: &str| format!("/objects/documents/foa.{ending}?colour={}", seen.colour.key());
    html! {
        @if may_create(cx, "object") { (ui::link_button("/object/new", "primary", Some("plus"), &cx.t("object-new"))) " " }
        (ui::link_button(&files("pdf"), "secondary", None, &cx.t("foa-pdf"))) " "
        (ui::link_button(&files("docx"), "secondary", None, &cx.t("foa-word")))
    }
}

fn tiles(cx: &Context, seen: &Seen) -> Markup {
    let tile = |number: usize, text: &str, href: &str| {
        html! { a href=(href) { b { (number) } span { (cx.t(text)) } } }
    };
    let architecture = &seen.architecture;
    let homeless = architecture.homeless().count();
    html! {
        ul.tiles {
            li { (tile(architecture.families.len(), "foa-families", "/family")) }
            li { (tile(architecture.objects.len(), "foa-objects", "/object")) }
            li { (tile(seen.systems.len() - seen.outside, "foa-inside", SYSTEMS)) }
            li.late[seen.outside > 0] { (tile(seen.outside, "foa-outside", OUTSIDE)) }
            @if homeless > 0 { li.late { (tile(homeless, "foa-homeless-count", "/object?family.empty=1")) } }
        }
    }
}

/// What the map can be coloured by.
fn choice(cx: &Context, chosen: Colour) -> Markup {
    let tabs = Colour::all(cx).into_iter().map(|colour| ui::Tab {
        text: colour.label(cx),
        href: format!("{FOA}?colour={}", colour.key()),
        count: None,
        here: colour == chosen,
    });
    ui::tabs(&cx.t("foa-choose"), &tabs.collect::<Vec<_>>())
}

/// A map on a page: in a frame that one can scroll in.
pub(super) fn picture(cx: &Context, map: &Map) -> Markup {
    ui::picture(&map.title, &map.svg(), &html! { p.help { (cx.t("foa-legend")) } })
}

/// The map in words, folded.
pub(super) fn table(cx: &Context, map: &Map) -> Markup {
    let table = map.table();
    let columns: Vec<_> = table.header.into_iter().map(Column::text).collect();
    let rows: Vec<Vec<Markup>> =
        table.rows.iter().map(|row| row.iter().map(|cell| html! { (cell) }).collect()).collect();
    html! { details { summary { (cx.t("foa-as-table")) } (ui::table(&map.title, &columns, &rows)) } }
}

/// Systems that lie in two objects: what belongs to both is nobody's.
async fn twice(cx: &Context, seen: &Seen) -> Result<Markup, Refusal> {
    if seen.twice.is_empty() {
        return Ok(Context::nothing());
    }
    let ids = seen.twice.iter().flat_map(|(system, objects)| {
        std::iter::once(system.cast()).chain(objects.iter().copied())
    });
    let titles = Titles::of(cx, ids).await?;
    Ok(ui::alert(
        "warning",
        &html! {
            p { (cx.t("foa-twice")) }
            ul {
                @for (system, objects) in &seen.twice {
                    li {
                        (titles.short_link(cx, system.cast())) ": "
                        @for (at, object) in objects.iter().enumerate() {
                            @if at > 0 { ", " } (titles.short_link(cx, *object))
                        }
                    }
                }
            }
        },
    ))
}
