//! Colours by what they stand for, on paper and in the dark.

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What lies under all.
    Paper,
    /// Land of which nothing is counted.
    Land,
    /// A step of a count, from 0, the least, to 4.
    Step(u8),
    /// Borders and other fine lines.
    Line,
    /// Text, and lines that matter.
    Text,
    /// Text that matters less.
    Soft,
    /// What is looked at.
    Accent,
}

/// On what a picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Theme {
    /// Dark on light, and in print.
    Light,
    /// Light on dark.
    Dark,
}

impl Ink {
    /// The colour, as `#` and six digits.
    ///
    /// The steps are one hue whose lightness goes in one direction, so that they are told apart by whoever sees no
    /// colours, and in a grey print.
    pub fn colour(self, theme: Theme) -> &'static str {
        let (light, dark) = match self {
            Self::Paper => ("#fdfcf9", "#15171a"),
            Self::Land => ("#e7e3d8", "#2b2f35"),
            Self::Step(0) => ("#c3d6e2", "#274a63"),
            Self::Step(1) => ("#92b6cf", "#356b90"),
            Self::Step(2) => ("#5f92b8", "#508fbb"),
            Self::Step(3) => ("#326a98", "#84b8dc"),
            Self::Step(_) => ("#0f3d66", "#c4e2f6"),
            Self::Line => ("#fdfcf9", "#15171a"),
            Self::Text => ("#1f2225", "#e4e1da"),
            Self::Soft => ("#5b6067", "#a6a9ae"),
            Self::Accent => ("#7a3b12", "#e5a878"),
        };
        match theme {
            Theme::Light => light,
            Theme::Dark => dark,
        }
    }
}
