//! Search in everything: what was found by kind, with the place in the text, on any date.

use crate::{Address, Context, Problem, ui};
use axum::{extract::RawQuery, response::Response};
use maud::{Markup, html};
use serde_json::Value;
use stadga_model::{Kind, Revision, Spec};
use std::collections::BTreeMap;

/// So many hits are shown.
const MOST: i64 = 100;
/// So much of the text stands around a found word.
const AROUND: usize = 80;

/// GET /search?q=
pub(crate) async fn show(cx: Context, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let address = Address::read(&query.unwrap_or_default());
    let words = address.get("q").unwrap_or_default().trim().to_owned();
    if let Some(found) = numbered(&cx, &words).await {
        return Ok(found);
    }
    let mut hits = cx.door.search(&words, MOST + 1).await?;
    let more = hits.len() > MOST as usize;
    hits.truncate(MOST as usize);
    let count = hits.len().to_string();
    let told = if more { "search-many" } else { "search-count" };
    let mut kinds: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Revision>> = BTreeMap::new();
    for hit in &hits {
        let kind = hit.revision.head.kind.as_str();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        groups.entry(kind).or_default().push(&hit.revision);
    }
    let known =
        kinds.into_iter().filter_map(|name| Some((cx.app.kinds().get(name)?, groups.get(name)?)));
    let page = cx.page(cx.t("search"));
    Ok(page.show(html! {
        (form(&cx, &words))
        @if words.is_empty() {
            (ui::empty(&cx.t("search-empty"), &cx.t("search-empty.do")))
        } @else if hits.is_empty() {
            (ui::empty(&cx.t_with("search-none", &[("words", &words)]), &cx.t("search-none.do")))
        } @else {
            p role="status" { (cx.t_with(told, &[("n", &count), ("words", &words)])) }
            @for (kind, records) in known { (group(&cx, kind, records, &words)) }
        }
    }))
}

/// A whole number leads straight to its record.
async fn numbered(cx: &Context, words: &str) -> Option<Response> {
    use axum::response::{IntoResponse, Redirect};
    let number = words.to_uppercase();
    let looks = number.contains('-')
        && number.ends_with(|c: char| c.is_ascii_digit())
        && !number.contains(' ');
    let head = if looks { cx.door.by_number(&number).await.ok()?.head } else { return None };
    Some(Redirect::to(&cx.href(&format!("/{}/{}", head.kind, head.id))).into_response())
}

fn form(cx: &Context, words: &str) -> Markup {
    html! {
        form.filters method="get" action="/search" role="search" aria-label=(cx.t("search-in-page")) {
            div.ds-field {
                label for="search-words" { (cx.t("search-words")) }
                input.ds-input type="search" id="search-words" name="q" value=(words);
            }
            div.actions { button.ds-button type="submit" { (cx.t("shell-search-do")) } }
        }
    }
}

fn group(cx: &Context, kind: &Kind, records: &[&Revision], words: &str) -> Markup {
    let spec = kind.spec;
    ui::panel(
        &format!("found-{}", spec.kind),
        &cx.heading(&format!("{}-plural", spec.kind)),
        &html! {
            ul.tasks {
                @for record in records {
                    li {
                        span.muted { (record.head.number) }
                        div {
                            h3 { a href=(format!("/{}/{}", spec.kind, record.head.id)) { (record.title(spec)) } }
                            @if let Some(snippet) = snippet(spec, record, words) { p { (marked(&snippet, words)) } }
                        }
                        @if let Some(state) = &record.head.state { (ui::state_badge(cx, kind, state)) } @else { span {} }
                    }
                }
            }
        },
    )
}

/// The piece of the searched fields around the first found word; none, when only the title has it.
fn snippet(spec: &Spec, record: &Revision, words: &str) -> Option<String> {
    let fields = spec.fields.iter().filter(|field| field.searched && field.name != spec.title);
    let texts = fields.filter_map(|field| match record.body.get(field.name)? {
        Value::String(text) => Some(text.clone()),
        Value::Array(_) => Some(strings(record.body.get(field.name)?)),
        _ => None,
    });
    let stems: Vec<String> = words.split_whitespace().map(stem).collect();
    texts.into_iter().find_map(|text| around(&text, &stems))
}

fn strings(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text} "),
        Value::Array(values) => values.iter().map(strings).collect(),
        Value::Object(fields) => fields.values().map(strings).collect(),
        _ => String::new(),
    }
}

/// The beginning of a word, by which its other forms are known too.
fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    let keep = word.chars().count().saturating_sub(2).max(3);
    word.chars().take(keep).collect()
}

fn around(text: &str, stems: &[String]) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let lower: Vec<char> = chars.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
    let place = |stem: &String| {
        let stem: Vec<char> = stem.chars().collect();
        lower.windows(stem.len().max(1)).position(|window| window == stem)
    };
    let at = stems.iter().filter_map(place).min()?;
    let start = at.saturating_sub(AROUND);
    let piece: String = chars.iter().skip(start).take(2 * AROUND).collect();
    let cut = |cut: bool| if cut { "… " } else { "" };
    let end = if start + 2 * AROUND < chars.len() { " …" } else { "" };
    Some(format!("{}{}{end}", cut(start > 0), piece.trim()))
}

/// The text with the words that begin like the asked ones marked.
fn marked(text: &str, words: &str) -> Markup {
    let stems: Vec<String> = words.split_whitespace().map(stem).collect();
    let hit = |word: &str| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        stems.iter().any(|stem| bare.starts_with(stem))
    };
    html! {
        @for word in text.split_inclusive(char::is_whitespace) {
            @if hit(word) { mark { (word.trim_end()) } " " } @else { (word) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_in_the_text_is_shown() {
        let text = format!(
            "{} Rutinen för säkerhetskopior är gammal. {}",
            "å ".repeat(100),
            "ö ".repeat(100)
        );
        let found = around(&text, &[stem("rutiner")]).unwrap();
        assert!(
            found.starts_with("… ") && found.ends_with(" …") && found.contains("Rutinen"),
            "{found}"
        );
        assert_eq!(around("inget här", &[stem("rutiner")]), None);
        assert_eq!(marked("<b> Rutinen", "rutin").0, "&lt;b&gt; <mark>Rutinen</mark> ");
    }
}
