//! Words of an answer that the records have left behind since they were written or taken over.

use crate::{
    answer::Format,
    answer_item::AnswerItem,
    audit::Part,
    dossier::{Dossier, Kept},
    promise::Promise,
};
use stadga_model::{Id, Instant, Refusal};
use stadga_web::Context;
use std::collections::{BTreeMap, btree_map::Entry};

use super::{gather, workbench::proposal};

/// Parts by the item that they belong to.
pub type Stale = BTreeMap<Id<AnswerItem>, Vec<Part>>;

/// The parts whose words were written when the records proposed something else than they do now (AUD-14, AUD-24).
///
/// # Errors
/// Broken.
pub async fn parts(
    cx: &Context,
    dossier: &Dossier,
    items: &[&Kept<AnswerItem>],
) -> Result<Stale, Refusal> {
    let (mut stale, mut pasts) = (Stale::new(), BTreeMap::new());
    for item in items {
        let Some(moved) = last_moved(dossier, item) else { continue };
        for (part, written) in written(cx, dossier, item).await? {
            let now = proposal(cx, dossier, item, part);
            // Parts are often taken over together: each past is looked at once.
            if written >= moved || item.record.words(part) == Some(now.trim()) {
                continue;
            }
            let then = match pasts.entry(written) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    new.insert(gather::dossier_at(cx, dossier.audit.id(), written).await?)
                }
            };
            if proposal(cx, then, item, part) != now {
                stale.entry(item.id()).or_default().push(part);
            }
        }
    }
    Ok(stale)
}

/// The promises of a part that its text, once written, does not speak of: whoever reads the answer will not know of them
/// (AUD-19). In form B the timetable's proposal tells them all until it has been written.
pub fn untold<'a>(
    dossier: &'a Dossier,
    format: Format,
    item: &Kept<AnswerItem>,
) -> Vec<&'a Kept<Promise>> {
    let text = plain(&text_of(dossier, format, &item.record));
    let proposed = format == Format::B
        && dossier.parts().contains(&Part::Timetable)
        && item.record.words(Part::Timetable).is_none();
    if text.is_empty() || proposed {
        return Vec::new();
    }
    let told = |promise: &Promise| {
        let said = [&promise.words, &promise.text].map(|words| plain(words));
        said.iter().any(|words| !words.is_empty() && text.contains(words.as_str()))
    };
    dossier.promises_on(item.id()).filter(|kept| !told(&kept.record)).collect()
}

/// All that a part of an answer says in its form.
fn text_of(dossier: &Dossier, format: Format, item: &AnswerItem) -> String {
    let own = |part: Part| item.words(part).unwrap_or_default();
    match format {
        Format::B => dossier.parts().into_iter().map(own).collect::<Vec<_>>().join(" "),
        Format::A | Format::C => {
            let reasoning = item.reasoning.as_ref().map_or("", |text| text.0.as_str());
            format!("{reasoning} {}", item.solved_when.as_deref().unwrap_or_default())
        }
    }
}

/// Words in small letters with one space between them.
fn plain(text: &str) -> String {
    let words = text.trim_end_matches('.').split_whitespace();
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// When what an item rests on last changed: measures, their evidence, its promises.
fn last_moved(dossier: &Dossier, item: &Kept<AnswerItem>) -> Option<Instant> {
    let measures = dossier.measures_for(&item.record);
    let told: Vec<_> = measures.iter().map(|told| told.id).collect();
    let kept = dossier.measures.iter().filter(|kept| told.contains(&kept.id()));
    let evidence = measures.iter().flat_map(|told| &told.evidence).map(|kept| kept.head.at);
    let promises = dossier.promises_on(item.id()).map(|kept| kept.head.at);
    kept.map(|kept| kept.head.at).chain(evidence).chain(promises).max()
}

/// The parts that have words of their own, and since when they are those.
async fn written(
    cx: &Context,
    dossier: &Dossier,
    item: &Kept<AnswerItem>,
) -> Result<Vec<(Part, Instant)>, Refusal> {
    let parts = dossier.parts().into_iter().filter(|part| item.record.words(*part).is_some());
    let mut written: Vec<_> = parts.map(|part| (part, item.head.at)).collect();
    if written.is_empty() {
        return Ok(written);
    }
    let mut history = cx.door.history(item.head.id).await?;
    history.sort_by_key(|revision| std::cmp::Reverse(revision.head.revision));
    for (part, since) in &mut written {
        for revision in &history {
            if revision.typed::<AnswerItem>()?.words(*part) != item.record.words(*part) {
                break;
            }
            *since = revision.head.at;
        }
    }
    Ok(written)
}
