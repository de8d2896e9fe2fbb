//! An object's two sides as a picture: roles and components in the operation, roles and systems in IT (PM3-06, PM3-28).

use stadga_model::{Id, Refusal};
use stadga_publish::{
    chart::{Band, Map, Shade, Tile, Tone},
    document::Colour,
};
use stadga_systems::ConfigurationItem;
use stadga_web::{Context, ui::Titles};

use super::super::{About, Seat, role};
use crate::roles::{self, Role, Side};

/// So many systems are drawn; more are counted.
const DRAWN: usize = 24;
/// The places of the colours.
const HELD: usize = 0;
const VACANT: usize = 1;
const PART: usize = 2;
const SYSTEM: usize = 3;

/// The picture.
pub(crate) async fn map(cx: &Context, about: &About) -> Result<Map, Refusal> {
    let services = about.object.services.iter().map(|service| service.cast());
    let titles = Titles::of(cx, services).await?;
    let band = |key: &str, tiles: Vec<Tile>| Band { label: cx.t(key), href: None, tiles };
    let mut it: Vec<Tile> = Vec::new();
    it.extend(systems(cx, about).await?);
    it.extend(about.object.services.iter().map(|service| {
        let href = format!("/service/{service}");
        tile(titles.text(cx, service.cast()), cx.t("sides-service"), href, SYSTEM)
    }));
    it.extend(rest(cx, about));
    let shade = |key: &str, sign, tone| Shade { label: cx.t(key), sign, tone };
    let header = ["sides-part", "sides-what", "foa-colour", "foa-note"].map(|key| cx.t(key));
    Ok(Map {
        id: "sides".into(),
        title: cx.t_with("sides-title", &[("object", &about.object.name)]),
        description: cx.t("sides-description"),
        header,
        bands: vec![
            band("sides-business-roles", manned(cx, about, Side::Business)),
            band("sides-business-parts", parts(cx, about)),
            band("sides-it-roles", manned(cx, about, Side::It)),
            band("sides-it-parts", it),
        ],
        shades: vec![
            shade("sides-held", "●", Tone::Grade(Colour::Green)),
            shade("sides-vacant", "○", Tone::Grade(Colour::Red)),
            shade("sides-component", "■", Tone::Plain(0)),
            shade("sides-system", "▲", Tone::Plain(1)),
        ],
    })
}

/// The first systems with what sort of thing each is; one that the reader may not read is said to be there, as everywhere.
async fn systems(cx: &Context, about: &About) -> Result<Vec<Tile>, Refusal> {
    let ids: Vec<Id> =
        about.object.systems.iter().take(DRAWN).map(|system| system.cast()).collect();
    let found = cx.door.read_many(&ids).await?;
    let mut tiles = Vec::new();
    for id in ids {
        let record = found.iter().find(|record| record.head.id == id);
        let item = record.map(|record| record.typed::<ConfigurationItem>()).transpose()?;
        let label = item.as_ref().map_or_else(|| cx.t("value-withheld"), |item| item.name.clone());
        let sort = item.map(|item| cx.term("item-type", &item.item_type)).unwrap_or_default();
        tiles.push(tile(label, sort, format!("/configuration-item/{id}"), SYSTEM));
    }
    Ok(tiles)
}

fn tile(label: String, note: String, href: String, shade: usize) -> Tile {
    Tile { label, note, href, shade, dots: 0 }
}

/// How many more systems there are than are drawn.
fn rest(cx: &Context, about: &About) -> Option<Tile> {
    let more = about.object.systems.len().checked_sub(DRAWN).filter(|more| *more > 0)?;
    let label = cx.t_with("sides-more", &[("n", &more.to_string())]);
    Some(tile(label, String::new(), format!("/object/{}", about.head.id), SYSTEM))
}

/// The roles of a side: those that somebody holds, and those that somebody must.
fn manned(cx: &Context, about: &About, side: Side) -> Vec<Tile> {
    let own = roles::all().iter().filter(|role| role.side == side);
    own.filter_map(|own| {
        let seats = about.seats(&own.key, cx.today());
        let label = role(cx, &own.key);
        let names: Vec<String> = seats.iter().map(|seat| named(cx, about, seat)).collect();
        match seats.first().filter(|first| first.counts) {
            Some(first) => {
                Some(tile(label, names.join(", "), format!("/assignment/{}", first.id), HELD))
            }
            None if own.is_required(about.object.mode.as_ref()) => {
                let vacant = [vec![cx.t("sides-vacant")], names].concat();
                Some(tile(label, vacant.join(", "), assign(about, own), VACANT))
            }
            None => None,
        }
    })
    .collect()
}

/// Who sits there, and that it is as acting or deputy.
fn named(cx: &Context, about: &About, seat: &Seat) -> String {
    let name = about.titles.text(cx, seat.person.cast());
    seat.word().map_or_else(|| name.clone(), |word| format!("{} {name}", cx.t(word)))
}

/// Where somebody is given a role in the object.
pub(super) fn assign(about: &About, role: &Role) -> String {
    let unit = about.object.unit.map(|unit| format!("&unit={unit}")).unwrap_or_default();
    format!("/assignment/new?role={}&about={}{unit}", role.key, about.head.id)
}

fn parts(cx: &Context, about: &About) -> Vec<Tile> {
    let parts = about.object.business.iter();
    let href = format!("/object/{}", about.head.id);
    let mut tiles: Vec<Tile> = parts
        .map(|part| {
            let note = cx.term("business-part", &part.sort);
            tile(part.name.clone(), note, href.clone(), PART)
        })
        .collect();
    let own = about.object.groups.iter();
    let of_family = about.family.iter().flat_map(|(_, family)| &family.groups);
    tiles.extend(own.chain(of_family).map(|group| {
        let href = format!("/forum/{group}");
        tile(about.titles.text(cx, group.cast()), cx.t("sides-group"), href, PART)
    }));
    tiles
}
