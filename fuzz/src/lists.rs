//! A reference list in any form. Either several files, whose forms are recognised, or one: then the first byte picks the
//! form.

use std::path::PathBuf;

use sousveil_intake::lists::{Form, Setting, read};
use sousveil_model::ftm::FtmSchema;
use sousveil_model::lines::Line;
use sousveil_model::{Dataset, Vocabulary};

use super::sii::names_a_line;
use super::{files, sample, scratch};

/// Refused with a line that exists; or every record has one outcome, and what came out are entities of FollowTheMoney's.
pub fn run(data: &[u8]) {
    let parts = files(data);
    if !parts.is_empty() {
        return list(&parts, None);
    }
    let [which, rest @ ..] = data else { return };
    let form = Form::ALL.get(usize::from(*which) % Form::ALL.len()).copied();
    list(&[("list", rest)], form);
}

fn list(parts: &[(&str, &[u8])], form: Option<Form>) {
    // Names of files are not what is tried here.
    let names: Vec<String> = (0..parts.len().min(4)).map(|at| format!("list{at}")).collect();
    let parts: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(parts.iter().map(|(_, bytes)| *bytes)).collect();
    scratch::with(&parts, |dir| {
        let files: Vec<PathBuf> = parts.iter().map(|(name, _)| dir.join(name)).collect();
        let dataset = Dataset { vocabulary: Vocabulary::FollowTheMoney, ..sample::empty().dataset };
        let listed = match read(Setting { dataset, files, form }) {
            Ok(listed) => listed,
            Err(error) => return names_a_line(&error, &parts),
        };
        let told = listed.told();
        let mut pushed = 0_u64;
        for piece in listed {
            let (_, lines) = match piece {
                Ok(piece) => piece,
                Err(error) => return names_a_line(&error, &parts),
            };
            for (_, line) in lines {
                let Line::Entity(entity) = line else { continue };
                pushed += 1;
                let schema = FtmSchema::named(&entity.schema).expect("a schema of FollowTheMoney's");
                assert!(!schema.is_abstract);
                for claim in &entity.claims {
                    let value = claim.value.as_str();
                    assert!(!value.is_empty() && !value.chars().any(sousveil_text::is_invisible), "{claim:?}");
                    let own = claim.property.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                    assert!(schema.property(&claim.property).is_some() || own, "{claim:?}");
                }
            }
        }
        let told = told.lock().expect("no reader panics");
        assert!(told.reconciles(), "{told:?}");
        assert!(pushed >= told.entities && pushed <= told.entities + told.parts + told.derived, "{pushed}: {told:?}");
    });
}
