//! What each role answers for, for everybody to read: as a page, and as PDF or Word to hand out (ORG-14, ORG-17).

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::Refusal;
use stadga_publish::{
    Document,
    document::{Block, bullets, fact, facts, figure, heading, paragraph},
};
use stadga_web::{
    Context, Problem,
    published::{document_links, labels, language, publish},
    ui::{self, Titles},
};

use super::map::{Held, graph, posts, roles};
use crate::role_description::LEVELS;

/// GET /roles
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let roles = roles(&cx, cx.today()).await?;
    let linked = roles.iter().flat_map(|one| one.description.documents.iter().copied());
    let titles = Titles::of(&cx, linked).await?;
    let page = cx.page(cx.t("roles-title")).lead(cx.t("roles-lead"));
    Ok(page.show(html! {
        @if roles.is_empty() {
            (ui::empty(&cx.t("responsibility-none"), &cx.t("responsibility-none-why")))
        } @else {
            ul { (document_links(&cx, &cx.t("roles-title"), "/roles/files/roles")) }
            @for one in &roles { (card(&cx, one, &titles)) }
        }
    }))
}

/// Where it stands: the level, and near what.
fn place(cx: &Context, one: &Held) -> String {
    let level = cx.term(LEVELS, &one.description.level);
    match &one.description.side {
        Some(side) => format!("{level} · {}", cx.term("role-side", side)),
        None => level,
    }
}

fn card(cx: &Context, one: &Held, titles: &Titles) -> Markup {
    let description = &one.description;
    ui::panel(
        &format!("role-{}", one.id),
        &description.title,
        &html! {
            p.muted { (place(cx, one)) }
            p { (description.purpose.0) }
            @if description.tasks().next().is_some() {
                h3 { (cx.t("role-description-duties")) }
                ul { @for task in description.tasks() { li { (task) } } }
            }
            @if !description.documents.is_empty() {
                h3 { (cx.t("role-description-documents")) }
                ul { @for id in &description.documents { li { (titles.short_link(cx, *id)) } } }
            }
            @if !one.posts.is_empty() {
                details {
                    summary { (cx.t("roles-held")) }
                    (posts(cx, one))
                }
            }
        },
    )
}

/// GET /roles/files/{name}
pub(super) async fn file(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let ending = name.strip_prefix("roles.").ok_or(Refusal::NotFound)?;
    let roles = roles(&cx, cx.today()).await?;
    let title = cx.t("roles-title");
    let labels = labels(&cx.app.texts, cx.language);
    let organisation = cx.app.organisation.clone();
    let mut document =
        Document::new(language(cx.language), organisation, title.clone(), cx.today(), labels);
    document.provenance = Some(cx.provenance().await?);
    document.push(paragraph(cx.t("roles-lead")));
    let picture = graph(&cx, &roles);
    document.push(figure(picture.svg(), &picture.description, cx.t("responsibility-picture")));
    let linked = roles.iter().flat_map(|one| one.description.documents.iter().copied());
    let titles = Titles::of(&cx, linked).await?;
    for one in &roles {
        document.extend(section(&cx, one, &titles));
    }
    publish(&cx, document, &format!("{title}.{ending}")).await
}

fn section(cx: &Context, one: &Held, titles: &Titles) -> Vec<Block> {
    let description = &one.description;
    let mut blocks = vec![
        heading(1, description.title.as_str()),
        facts([fact(cx.t("role-description-level"), place(cx, one))]),
        paragraph(description.purpose.0.as_str()),
    ];
    if description.tasks().next().is_some() {
        blocks.push(bullets(description.tasks()));
    }
    if !description.documents.is_empty() {
        blocks.push(heading(2, cx.t("role-description-documents")));
        let documents = description.documents.iter().map(|id| titles.text(cx, *id));
        let documents: Vec<String> = documents.collect();
        blocks.push(bullets(documents.iter().map(String::as_str)));
    }
    blocks
}
