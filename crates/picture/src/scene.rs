//! What is drawn: marks in the order in which they lie on each other.

use crate::theme::Ink;

/// Tenths of a unit; a unit is a pixel where a picture is as large as it says. Whole numbers, so that no machine rounds
/// otherwise than another.
pub type Tenths = i32;

/// A picture, without colours: what it is drawn in is said when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// How wide it is, in units.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// What it shows, in a few words.
    pub title: String,
    /// What lies on what, the lowest first.
    pub marks: Vec<Mark>,
}

/// Something that is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Lines and areas.
    Path {
        /// Its points.
        outline: Outline,
        /// What fills it, by the even-odd rule.
        fill: Option<Ink>,
        /// What its line is drawn with.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        at: (Tenths, Tenths),
        /// Its radius.
        radius: Tenths,
        /// What fills it.
        fill: Option<Ink>,
        /// What its line is drawn with.
        stroke: Option<Stroke>,
    },
    /// A rectangle.
    Rectangle {
        /// Its corner at the top left.
        at: (Tenths, Tenths),
        /// Width and height.
        size: (Tenths, Tenths),
        /// The radius of its corners.
        round: Tenths,
        /// What fills it.
        fill: Option<Ink>,
        /// What its line is drawn with.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text {
        /// Where it begins, ends or has its middle, on its base line.
        at: (Tenths, Tenths),
        /// Which of these.
        anchor: Anchor,
        /// How large.
        size: Tenths,
        /// Whether it is bold.
        bold: bool,
        /// Its colour.
        ink: Ink,
        /// What it says.
        text: String,
    },
    /// Marks that lead somewhere.
    Link {
        /// The address, from the root of the site.
        href: String,
        /// What is said of it.
        title: String,
        /// What is drawn.
        marks: Vec<Self>,
    },
}

impl Mark {
    /// Moves it to the right.
    pub(crate) fn move_right(&mut self, by: Tenths) {
        match self {
            Self::Path { outline, .. } => outline.0.iter_mut().for_each(|step| match step {
                Step::Move(x, _) | Step::Line(x, _) => *x += by,
                Step::Curve([over, _, x, _]) => {
                    *over += by;
                    *x += by;
                }
                Step::Close => {}
            }),
            Self::Circle { at, .. } | Self::Rectangle { at, .. } | Self::Text { at, .. } => at.0 += by,
            Self::Link { marks, .. } => marks.iter_mut().for_each(|mark| mark.move_right(by)),
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width.
    pub width: Tenths,
    /// Whole, dashed or dotted: what a line means is never told by its colour alone.
    pub style: Style,
}

impl Stroke {
    /// A whole line.
    pub fn whole(ink: Ink, width: Tenths) -> Self {
        Self { ink, width, style: Style::Whole }
    }
}

/// Whole, dashed or dotted, from the surest to the least sure of what a line may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Without gaps.
    Whole,
    /// Of dashes.
    Dashed,
    /// Of dots.
    Dotted,
}

/// On which side of its place a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Behind it.
    Start,
    /// About it.
    Middle,
    /// Before it.
    End,
}

/// Lines, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline(pub(crate) Vec<Step>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Move(Tenths, Tenths),
    Line(Tenths, Tenths),
    Curve([Tenths; 4]),
    Close,
}

impl Outline {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Begins a line.
    pub fn move_to(&mut self, (x, y): (Tenths, Tenths)) -> &mut Self {
        self.0.push(Step::Move(x, y));
        self
    }

    /// Goes on straight.
    pub fn line_to(&mut self, (x, y): (Tenths, Tenths)) -> &mut Self {
        self.0.push(Step::Line(x, y));
        self
    }

    /// Goes on in a bow that is drawn to `over` on its way.
    pub fn curve_to(&mut self, over: (Tenths, Tenths), (x, y): (Tenths, Tenths)) -> &mut Self {
        self.0.push(Step::Curve([over.0, over.1, x, y]));
        self
    }

    /// Goes back to where the line began.
    pub fn close(&mut self) -> &mut Self {
        self.0.push(Step::Close);
        self
    }
}
