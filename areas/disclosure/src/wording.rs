//! The words that what is given out is written with: signs of masking, grounds.

use stadga_web::Context;

/// The scale of grounds for secrecy.
pub(crate) const GROUNDS: &str = "secrecy-ground";

/// A ground as it is called.
pub(crate) fn ground(cx: &Context, key: &str) -> String {
    let step = cx.door.store().scales().get(GROUNDS).and_then(|scale| scale.step(key));
    step.map_or_else(|| key.to_owned(), |step| step.label(cx.language).to_owned())
}

/// The provision of a ground: what stands before the colon, `OSL 18 kap. 8 §`.
pub(crate) fn provision(cx: &Context, key: &str) -> String {
    ground(cx, key).split(':').next().unwrap_or_default().trim().to_owned()
}

/// What stands in the place of what is masked: `[maskat: OSL 18 kap. 8 §]`.
pub(crate) fn sign(cx: &Context, key: &str) -> String {
    cx.t_with("disclosure-masked", &[("ground", &provision(cx, key))])
}
