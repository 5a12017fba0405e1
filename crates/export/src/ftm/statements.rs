//! Statements in the three forms of FollowTheMoney: CSV with every cell quoted, `pack` (CSV with what is needed
//! quoted, schema and property in one), and one JSON object a line.

use std::io::Write;

use serde::Serialize;
use sousveil_model::ftm::StatementForm;
use sousveil_model::id::statement_id;

use super::entity::FtmEntity;
use crate::Result;

const CSV_COLUMNS: [&str; 14] = [
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

const PACK_COLUMNS: [&str; 11] = [
    "entity_id",
    "prop",
    "value",
    "dataset",
    "lang",
    "original_value",
    "origin",
    "external",
    "first_seen",
    "last_seen",
    "id",
];

/// A writer of statements.
pub struct Statements<'w> {
    out: Out<'w>,
}

enum Out<'w> {
    Csv(Box<csv::Writer<&'w mut dyn Write>>),
    Pack(Box<csv::Writer<&'w mut dyn Write>>),
    Json(&'w mut dyn Write),
}

/// One statement, in the order of the JSON form. No statement of ours has a language or is external.
#[derive(Serialize)]
struct Line<'a> {
    canonical_id: &'a str,
    entity_id: &'a str,
    prop: &'a str,
    schema: &'a str,
    value: &'a str,
    dataset: &'a str,
    lang: Option<&'a str>,
    original_value: Option<&'a str>,
    first_seen: Option<&'a str>,
    last_seen: Option<&'a str>,
    external: bool,
    origin: Option<&'a str>,
    id: &'a str,
}

impl<'w> Statements<'w> {
    /// Writes the headings, where the form has some.
    ///
    /// # Errors
    /// The receiver takes no more.
    pub fn begin(form: StatementForm, out: &'w mut dyn Write) -> Result<Self> {
        let out = match form {
            StatementForm::Json => Out::Json(out),
            StatementForm::Csv => {
                let mut writer = writer(csv::QuoteStyle::Always, out);
                writer.write_record(CSV_COLUMNS)?;
                Out::Csv(writer)
            }
            StatementForm::Pack => {
                let mut writer = writer(csv::QuoteStyle::Necessary, out);
                writer.write_record(PACK_COLUMNS)?;
                Out::Pack(writer)
            }
        };
        Ok(Self { out })
    }

    /// Writes the statements of an entity: first that it is (`id`), then its values.
    ///
    /// # Errors
    /// The receiver takes no more.
    pub fn entity(&mut self, entity: &FtmEntity) -> Result<()> {
        let checksum = entity.checksum();
        let seen = &entity.seen;
        let mut line = Line {
            canonical_id: &entity.id,
            entity_id: &entity.id,
            prop: "id",
            schema: entity.schema.name,
            value: &checksum,
            dataset: &entity.dataset,
            lang: None,
            original_value: None,
            // FollowTheMoney keeps the last change of an entity as the day when this statement was first seen.
            first_seen: seen.change.as_deref(),
            last_seen: seen.last.as_deref(),
            external: false,
            origin: None,
            id: "",
        };
        let id = statement_id(&entity.dataset, &entity.id, "id", &checksum, None);
        line.id = &id;
        self.line(&line, "id")?;
        line.first_seen = seen.first.as_deref();
        line.origin = entity.origin.as_deref();
        for statement in &entity.statements {
            let id = entity.statement_id(statement);
            let line = Line {
                prop: statement.property.name,
                value: &statement.value,
                original_value: statement.original.as_deref(),
                id: &id,
                ..line
            };
            self.line(&line, statement.property.kind.name())?;
        }
        Ok(())
    }

    fn line(&mut self, line: &Line<'_>, kind: &str) -> Result<()> {
        let pair = format!("{}:{}", line.schema, line.prop);
        match &mut self.out {
            Out::Json(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")?;
            }
            Out::Csv(writer) => writer.write_record([
                line.canonical_id,
                line.entity_id,
                line.prop,
                kind,
                line.schema,
                line.value,
                line.dataset,
                text(line.origin),
                text(line.lang),
                text(line.original_value),
                if line.external { "t" } else { "f" },
                text(line.first_seen),
                text(line.last_seen),
                line.id,
            ])?,
            Out::Pack(writer) => writer.write_record([
                line.entity_id,
                pair.as_str(),
                line.value,
                line.dataset,
                text(line.lang),
                text(line.original_value),
                text(line.origin),
                if line.external { "t" } else { "" },
                text(line.first_seen),
                text(line.last_seen),
                line.id,
            ])?,
        }
        Ok(())
    }

    /// Hands over what is still held back.
    ///
    /// # Errors
    /// The receiver takes no more.
    pub fn end(self) -> Result<()> {
        match self.out {
            Out::Json(_) => Ok(()),
            Out::Csv(mut writer) | Out::Pack(mut writer) => Ok(writer.flush()?),
        }
    }
}

fn text(value: Option<&str>) -> &str {
    value.unwrap_or_default()
}

fn writer(style: csv::QuoteStyle, out: &mut dyn Write) -> Box<csv::Writer<&mut dyn Write>> {
    let mut builder = csv::WriterBuilder::new();
    Box::new(builder.quote_style(style).terminator(csv::Terminator::Any(b'\n')).from_writer(out))
}
