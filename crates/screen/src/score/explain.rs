//! Reasons for a score, in the shape in which yente gives them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Alias, Feature, Scored, Subject, Weights};
use crate::compare::{Alignment, WordPair, alignment};

/// One feature's part in a score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// How strongly the feature holds, 0 to 1; for a mismatch, how strongly it contradicts.
    pub score: f32,
    /// Why, in plain words.
    pub detail: Option<String>,
    /// The query's value that was compared, where it is one value.
    pub query: Option<String>,
    /// The candidate's value.
    pub candidate: Option<String>,
}

/// Reasons by the name of the feature.
pub type Explanations = BTreeMap<&'static str, Explanation>;

/// Names as written, in the order of [`Subject::names`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// The query's names.
    pub query: &'a [&'a str],
    /// The candidate's names.
    pub candidate: &'a [&'a str],
}

impl Scored {
    /// The reasons for this score, which was given to these subjects. Only features with something
    /// to compare are there.
    pub fn explain(
        &self,
        query: &Subject<'_>,
        candidate: &Subject<'_>,
        texts: Texts<'_>,
        weights: &Weights,
    ) -> Explanations {
        let mut out = Explanations::new();
        if let Some((i, j)) = self.names {
            let text = |list: &[&str], at: usize| list.get(at).map(|&text| text.to_owned());
            let explanation = Explanation {
                score: self.name.score,
                detail: Some(self.why_names(query.names.get(i), candidate.names.get(j))),
                query: text(texts.query, i),
                candidate: text(texts.candidate, j),
            };
            out.insert(Feature::NameMatch.into(), explanation);
        }
        for (agreement, agrees, against) in self.evidence() {
            let (feature, score) = match (agreement, against) {
                (Some(a), _) if a > 0.0 => (agrees, a),
                (Some(a), Some(against)) if a < 0.0 => (against, -a),
                _ => continue,
            };
            let (left, right) = self.values(agrees, query, candidate);
            let weight = weights.get(feature);
            let detail = Some(format!("{} (weight {weight:.2})", words(feature)));
            out.insert(feature.into(), Explanation { score, detail, query: left, candidate: right });
        }
        out
    }

    fn why_names(&self, asked: Option<&Alias<'_>>, listed: Option<&Alias<'_>>) -> String {
        let Self { name, .. } = self;
        let mut why = if name.exact {
            format!("every word has its equal; they weigh {:.2}", name.shared)
        } else {
            format!("shared words weigh {:.2}", name.shared)
        };
        if name.conflict > 0.0 {
            why += &format!(", words that contradict each other {:.2}", name.conflict);
        }
        if name.extra > 0.0 {
            why += &format!(", words on one side only {:.2}", name.extra);
        }
        if let (Some(asked), Some(listed)) = (asked, listed) {
            why += &word_by_word(&alignment(asked.name, listed.name));
        }
        why
    }

    fn values(&self, feature: Feature, a: &Subject<'_>, b: &Subject<'_>) -> (Option<String>, Option<String>) {
        let both = |left: String, right: String| (Some(left), Some(right));
        match feature {
            Feature::IdentifierMatch => match self.shared_identifier {
                Some((i, j)) => (a.identifiers.get(i).map(show), b.identifiers.get(j).map(show)),
                None => both(list(a.identifiers, show), list(b.identifiers, show)),
            },
            Feature::DateMatch => both(list(a.dates, ToString::to_string), list(b.dates, ToString::to_string)),
            Feature::CountryMatch => {
                both(list(a.countries, |c| c.code().to_owned()), list(b.countries, |c| c.code().to_owned()))
            }
            Feature::GenderMatch => (a.gender.map(|g| g.to_string()), b.gender.map(|g| g.to_string())),
            _ => (None, None),
        }
    }
}

/// So many words are told of each sort.
const TOLD: usize = 8;

/// Which word stands for which, with what it weighs, and what has none.
fn word_by_word(words: &Alignment) -> String {
    let pairs = words.pairs.iter().map(|pair| {
        let WordPair { first, second, likeness, weight } = pair;
        match first == second {
            true => format!("{first} ({weight:.2})"),
            false if *likeness >= 0.995 => format!("{first} = {second} ({weight:.2})"),
            false => format!("{first} ~ {second} by {likeness:.2} ({weight:.2})"),
        }
    });
    let alone = |words: &[(String, f32)]| words.iter().map(|(word, weight)| format!("{word} ({weight:.2})")).collect();
    let sorts: [(&str, Vec<String>); 3] = [
        ("", pairs.collect()),
        ("only asked for: ", alone(&words.first_only)),
        ("only listed: ", alone(&words.second_only)),
    ];
    let told = sorts.into_iter().filter(|(_, words)| !words.is_empty()).map(|(head, words)| {
        let more = words.len().saturating_sub(TOLD);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        format!("; {head}{}{more}", words.into_iter().take(TOLD).collect::<Vec<_>>().join(", "))
    });
    told.collect()
}

fn show(identifier: &crate::Identifier) -> String {
    identifier.value().to_owned()
}

fn list<T>(values: &[T], show: impl Fn(&T) -> String) -> String {
    values.iter().take(10).map(show).collect::<Vec<_>>().join("; ")
}

fn words(feature: Feature) -> &'static str {
    match feature {
        Feature::NameMatch => "names are alike",
        Feature::IdentifierMatch => "an identifier is the same",
        Feature::IdentifierMismatch => "identifiers of one kind differ",
        Feature::DateMatch => "dates agree as far as they are known",
        Feature::DateMismatch => "dates contradict each other",
        Feature::CountryMatch => "a country is shared",
        Feature::CountryMismatch => "no country is shared",
        Feature::GenderMatch => "gender is the same",
        Feature::GenderMismatch => "gender differs",
        Feature::AddressMatch => "addresses share words",
    }
}
