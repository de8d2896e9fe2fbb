//! The area with the organisation that it stands on: its pages render, its demo region stands, nobody sees too much.

mod reading;

use stadga_testkit::{World, standard};
use stadga_web::Area;

/// What the area stands on, and the area.
fn ground() -> Vec<Area> {
    vec![stadga_organisation::area(), crate::area()]
}

#[tokio::test]
async fn sec_08_the_area_is_held_to_what_every_area_is() {
    standard::all(ground, "it-chef", "sakerhetssamordnare-tidigare").await;
}

#[tokio::test]
async fn ctl_05_the_areas_own_pages_render_in_both_languages() {
    let world = World::all_open(ground()).await;
    let mut client = world.sign_in("strateg").await;
    standard::links_have_headings(&world, crate::area().kinds.iter());
    for language in ["sv", "en"] {
        client.reads(language);
        for key in ["rv-prov", "rv-iso-27001-2022", "rv-nis2"] {
            let id = world.id::<crate::Framework>(key);
            for end in ["requirements", "requirements?words=inte", "mapped"] {
                client.get(&format!("/framework/{id}/{end}")).await.is(200).lacks("⟦");
            }
            for name in ["oscal.json", "ciso.yaml"] {
                client.get(&format!("/framework/{id}/export/{name}")).await.is(200);
            }
            client.get(&format!("/framework/{id}/export/annat")).await.is(404);
        }
        for page in [crate::pages::READ, crate::pages::SHIPPED] {
            client.get(page).await.is(200).lacks("⟦");
        }
        let mapping = world.id::<crate::FrameworkMapping>("mapp-nis2-iso-27001");
        client.get(&format!("/framework-mapping/{mapping}/export")).await.is(200).has("intersect");
        let matrix = world.id::<crate::RiskMatrixLibrary>("bmatr-tre");
        client.get(&format!("/risk-matrix-library/{matrix}/export")).await.is(200).has("grid");
    }
}

#[tokio::test]
async fn ctl_05_the_tree_and_the_mapping_show_what_stands_where() {
    let world = World::of(ground()).await;
    let mut client = world.sign_in("strateg").await;
    let iso = world.id::<crate::Framework>("rv-iso-27001-2022");
    let page = client.get(&format!("/framework/{iso}/requirements")).await;
    page.is(200).has("A.5.1 ").has("93 krav bedöms");
    client.reads("en");
    client.get(&format!("/framework/{iso}/requirements")).await.has("Organisational controls");
    client.reads("sv");
    let narrowed = client.get(&format!("/framework/{iso}/requirements?words=hotbild")).await;
    narrowed.has("A.5.7").lacks("A.5.8 ");
    let nis2 = world.id::<crate::Framework>("rv-nis2");
    let mapped = client.get(&format!("/framework/{nis2}/mapped")).await;
    mapped
        .is(200)
        .has("Contains mapping derived from ENISA, CC BY 4.0")
        .has("Överlappar")
        .has("A.5.24");
}
