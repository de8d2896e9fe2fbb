//! The object map by what the information of each object is worth: the highest of its levels, and the whole class in words
//! (CLS-16).

use stadga_model::{Head, Record as _, Refusal};
use stadga_objects::Object;
use stadga_publish::{
    chart::{Shade, Tone},
    document::Colour,
};
use stadga_web::{Context, Paint, Painted};

use crate::{class::Class, register::Register, systems::Objects};

/// Signs that rise as the levels do.
const SIGNS: [&str; 5] = ["▁", "▃", "▅", "▇", "█"];

/// The colours among those of all areas.
pub(crate) const OBJECTS: Paint =
    Paint { kind: Object::KIND, key: "classification", of: |cx| Box::pin(objects(cx)) };

/// The colour of each object whose information is classified, as far as the reader may read it.
///
/// # Errors
/// Broken.
pub(crate) async fn objects(cx: &Context) -> Result<Painted, Refusal> {
    let register = Register::of(cx).await?;
    let mut painted = Painted { shades: shades(cx, &register), ..Painted::default() };
    for object in &cx.every::<Object>().await? {
        let class = class(&register, object);
        if let Some(rank) = class.highest() {
            let told = (usize::from(rank), class.told(&register.levels));
            painted.records.insert(object.0.id, told);
        }
    }
    Ok(painted)
}

fn class(register: &Register, object: &(Head, Object)) -> Class {
    Objects::held(register, object).fold(Class::default(), |class, one| class.join(one.class))
}

fn shades(cx: &Context, register: &Register) -> Vec<Shade> {
    let level = |(at, step): (usize, &stadga_model::Step)| Shade {
        label: step.label(cx.language).to_owned(),
        sign: SIGNS.get(at % SIGNS.len()).copied().unwrap_or_default(),
        tone: Tone::Plain(at),
    };
    let mut shades: Vec<Shade> = register.levels.steps().iter().enumerate().map(level).collect();
    shades.push(Shade {
        label: cx.t("class-standing-unclassified"),
        sign: "–",
        tone: Tone::Grade(Colour::Neutral),
    });
    shades
}
