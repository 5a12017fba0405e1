//! A picture with places that links are laid over.

use crate::percent::Percent;
use crate::scene::{Scene, Tenths};

/// A picture, and where its entries stand on it.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The picture.
    pub scene: Scene,
    /// For each entry the corner at the top left, width and height.
    pub boxes: Vec<((Tenths, Tenths), (Tenths, Tenths))>,
}

impl Drawn {
    /// Rules that lay a link over each entry, in parts of the picture, so that they hold at any size: the class of an entry is
    /// `n-` and its place, within `scope`.
    pub fn stylesheet(&self, scope: &str) -> String {
        let part = |size: Tenths, of: u32| Percent::of(size, of.saturating_mul(10));
        let (wide, tall) = (self.scene.width, self.scene.height);
        let rules = self.boxes.iter().enumerate().map(|(at, ((left, top), (width, height)))| {
            format!(
                "{scope} .n-{at}{{left:{};top:{};width:{};height:{}}}\n",
                part(*left, wide),
                part(*top, tall),
                part(*width, wide),
                part(*height, tall)
            )
        });
        rules.collect()
    }
}
