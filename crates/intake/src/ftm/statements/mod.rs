//! Statements, in the three forms that FollowTheMoney writes, put together to entities.
//!
//! They may come in any order, so all are held until the file ends. [`MOST_TEXT`] bounds what is held; a larger list
//! belongs into entity lines, which are read one at a time.

mod form;
mod rows;

pub(crate) use rows::bounded;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use sousveil_model::ftm::Schema;

pub use form::Format;

use super::Read;
use super::thing::{LONGEST_NAME, Stated, Thing};
use crate::IntakeError;
use crate::import::Progress;
use crate::lines::{Json, Lines};

/// The texts of all statements of a file may have at most this many bytes.
pub const MOST_TEXT: usize = 512 << 20;

/// One statement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statement {
    pub(crate) canonical: String,
    pub(crate) entity: String,
    pub(crate) schema: String,
    pub(crate) prop: String,
    pub(crate) value: String,
    pub(crate) dataset: String,
    original: Option<String>,
    origin: Option<String>,
    pub(crate) external: bool,
    pub(crate) first_seen: Option<String>,
}

/// Hands each statement of a CSV or a pack to `take`, with the number of its line; nothing is held.
///
/// # Errors
/// Where the file can't be read, or breaks its form.
pub(crate) fn each(path: &Path, take: rows::Take<'_>) -> Result<(), IntakeError> {
    match form::recognise(path)? {
        Format::Json => {
            let expected = "statements as CSV";
            Err(IntakeError::form(path, None, "statements as JSON", expected))
        }
        format => rows::read(path, format, &mut |_, _| {}, take),
    }
}

/// Reads a file of statements; the label of each entity, and what became of it.
pub(super) fn read(
    path: &Path,
    format: Option<Format>,
    progress: Progress<'_>,
) -> Result<Vec<(String, Read)>, IntakeError> {
    let format = match format {
        Some(format) => format,
        None => form::recognise(path)?,
    };
    let mut gathered = Gathered::new(path);
    match format {
        Format::Json => json(path, progress, &mut gathered)?,
        Format::Csv | Format::Pack => rows::read(path, format, progress, &mut |number, s| gathered.add(number, s))?,
    }
    Ok(gathered.finish())
}

fn json(path: &Path, progress: Progress<'_>, gathered: &mut Gathered) -> Result<(), IntakeError> {
    let (mut lines, total) = Lines::open(path)?;
    loop {
        let (number, read) = match lines.next_line()? {
            None => return Ok(()),
            Some((number, text)) => (number, Json::parse(text)),
        };
        if let Err(fault) = &read
            && fault.breaks_the_file()
        {
            return Err(lines.fault(fault.to_string(), "a statement of FollowTheMoney as one JSON object a line"));
        }
        let statement = read.map_err(|fault| fault.to_string()).and_then(of_json);
        gathered.add(number, statement)?;
        progress(usize::try_from(lines.bytes()).unwrap_or(usize::MAX), usize::try_from(total).unwrap_or(usize::MAX));
    }
}

fn of_json(json: Json) -> Result<Statement, String> {
    let Json::Object(mut object) = json else {
        return Err(format!("found {}; expected an object with `entity_id`, `schema`, `prop`, `value`", json.kind()));
    };
    let mut text = |key: &str| match object.remove(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text).filter(|t| !t.is_empty())),
        Some(other) => Err(format!("{key}: found {}; expected a text", other.kind())),
    };
    let statement = Statement {
        canonical: text("canonical_id")?.unwrap_or_default(),
        entity: text("entity_id")?.unwrap_or_default(),
        schema: text("schema")?.unwrap_or_default(),
        prop: text("prop")?.unwrap_or_default(),
        value: text("value")?.unwrap_or_default(),
        dataset: text("dataset")?.unwrap_or_default(),
        original: text("original_value")?,
        origin: text("origin")?,
        external: false,
        first_seen: text("first_seen")?,
    };
    let external = match object.remove("external") {
        None | Some(Json::Null) => false,
        Some(Json::Bool(external)) => external,
        Some(other) => return Err(format!("external: found {}; expected true or false", other.kind())),
    };
    Statement { external, ..statement }.whole()
}

impl Statement {
    /// The statement, if it has what each must have.
    fn whole(mut self) -> Result<Self, String> {
        if self.canonical.is_empty() {
            self.canonical.clone_from(&self.entity);
        }
        for (name, text) in [("entity_id", &self.canonical), ("schema", &self.schema), ("prop", &self.prop)] {
            if text.trim().is_empty() {
                return Err(format!("no `{name}`"));
            }
        }
        if self.dataset.len() > LONGEST_NAME {
            return Err(format!(
                "dataset: found a name of {} bytes; expected at most {LONGEST_NAME}",
                self.dataset.len()
            ));
        }
        if let Some(named) = [&self.canonical, &self.value].into_iter().find(|t| t.contains('\0')) {
            return Err(format!("the character NUL inside `{}`", crate::taking::shown(named)));
        }
        Ok(self)
    }
}

/// Statements on their way to entities.
struct Gathered {
    path: std::path::PathBuf,
    things: BTreeMap<String, Gathering>,
    /// Lines that can't be read.
    refused: Vec<(String, Read)>,
    held: usize,
}

#[derive(Default)]
struct Gathering {
    thing: Thing,
    schemata: Vec<String>,
    origins: Vec<String>,
    /// Where each value of a property stands.
    places: HashMap<(String, String), usize>,
}

impl Gathered {
    fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), things: BTreeMap::new(), refused: Vec::new(), held: 0 }
    }

    fn add(&mut self, number: u64, statement: Result<Statement, String>) -> Result<(), IntakeError> {
        self.held += match &statement {
            Ok(s) => {
                let texts = [&s.canonical, &s.prop, &s.value, &s.dataset];
                texts.into_iter().map(String::len).sum::<usize>() + s.original.as_ref().map_or(0, String::len)
            }
            Err(reason) => reason.len(),
        };
        if self.held > MOST_TEXT {
            let expected = format!("at most {} MB; entity lines may be of any length", MOST_TEXT >> 20);
            return Err(IntakeError::form(&self.path, Some(number), "statements that hold more text", expected));
        }
        match statement {
            Ok(statement) => self.things.entry(statement.canonical.clone()).or_default().add(statement),
            Err(reason) => self.refused.push((format!("line {number}"), Err(reason))),
        }
        Ok(())
    }

    /// The entities, sorted by identifier, after the statements that can't be read.
    fn finish(self) -> Vec<(String, Read)> {
        let (mut all, path) = (self.refused, self.path);
        all.extend(self.things.into_iter().map(|(id, gathering)| {
            (format!("entity {}", crate::taking::shown(&id)), gathering.finish(id).map(|thing| thing.or_file(&path)))
        }));
        all
    }
}

impl Gathering {
    fn add(&mut self, statement: Statement) {
        let Statement { schema, prop, value, dataset, original, origin, external, first_seen, .. } = statement;
        // Others' candidates for one and the same thing: FollowTheMoney leaves them out of the entity as well.
        if external {
            return;
        }
        if !self.schemata.contains(&schema) {
            self.schemata.push(schema);
        }
        if !dataset.is_empty() && !self.thing.datasets.contains(&dataset) {
            self.thing.datasets.push(dataset.clone());
        }
        if let Some(seen) = first_seen {
            // The newest of all is the last change: the statement `id` is of the day when the entity last changed.
            if self.thing.last_change.as_ref().is_none_or(|last| *last < seen) {
                self.thing.last_change = Some(seen.clone());
            }
            if prop != "id" && self.thing.first_seen.as_ref().is_none_or(|first| seen < *first) {
                self.thing.first_seen = Some(seen);
            }
        }
        if prop == "id" {
            return;
        }
        if let Some(origin) = origin
            && !self.origins.contains(&origin)
        {
            self.origins.push(origin);
        }
        let values = self.thing.properties.entry(prop.clone()).or_default();
        let at = *self.places.entry((prop, value.clone())).or_insert(values.len());
        if at == values.len() {
            values.push(Stated { value, original: None, datasets: Vec::new() });
        }
        if let Some(stated) = values.get_mut(at) {
            stated.original = stated.original.take().or(original);
            if !dataset.is_empty() && !stated.datasets.contains(&dataset) {
                stated.datasets.push(dataset);
            }
        }
    }

    fn finish(mut self, id: String) -> Read {
        if self.schemata.is_empty() {
            return Err("only statements from outside the dataset (`external`)".to_owned());
        }
        let schema = common(&self.schemata)?;
        self.thing.datasets.sort();
        self.thing.origin = if self.origins.len() == 1 { self.origins.pop() } else { None };
        Ok(Thing { id, schema, ..self.thing })
    }
}

/// The most special of the schemata, where it is all of them.
fn common(schemata: &[String]) -> Result<String, String> {
    let [first, others @ ..] = schemata else { return Err("no `schema`".to_owned()) };
    if others.is_empty() {
        return Ok(first.clone());
    }
    let is_all = |name: &&String| {
        Schema::named(name).is_some_and(|schema| schemata.iter().all(|other| schema.is.contains(&other.as_str())))
    };
    schemata.iter().find(is_all).cloned().ok_or_else(|| "its statements are of schemata that are not one".to_owned())
}
