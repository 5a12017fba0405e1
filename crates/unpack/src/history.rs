//! Databases of SQLite: histories of browsers, and whatever else keeps addresses in one.
//!
//! All columns of all tables are read, so that histories of browsers that nobody here thought of are read as well. Of the tables
//! of Firefox and Chrome the time of the last visit is known. The bytes are opened in memory, as a copy that nothing
//! writes to; what a running browser has not yet moved into the file (its `-wal`) is laid over it first.

mod wal;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB};
use sousveil_inspect::Form;

use crate::form::form_of;
use crate::letters;
use crate::walk::{At, Walk};

/// Where tables keep when an address was visited: table, column, what it counts, and from when (in seconds since 1970).
/// Sources: Firefox `toolkit/components/places`, Chromium `components/history`.
const VISITS: [(&str, &str, i64, i64); 2] =
    [("moz_places", "last_visit_date", 1_000_000, 0), ("urls", "last_visit_time", 1_000_000, -11_644_473_600)];

/// Reads a database, with the log that lies beside it (none where it is empty).
pub(crate) fn read(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8], log: &[u8]) {
    let image = wal::laid_over(bytes, log);
    if let Err(why) = tables(walk, at, &image) {
        walk.damaged(at, &why);
        letters::open(walk, at, Form::Sqlite, &image);
    }
}

fn tables(walk: &mut Walk<'_>, at: At<'_>, image: &[u8]) -> rusqlite::Result<()> {
    let mut db = Connection::open_in_memory()?;
    db.deserialize_read_exact(MAIN_DB, image, image.len(), true)?;
    // A database is a stranger's program as well: views, triggers and functions in it are not trusted.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    db.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    let listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
    let names: Vec<String> = db.prepare(listed)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for name in names {
        // One table that is damaged must not hide the others.
        if let Err(why) = table(walk, at, &db, &name) {
            walk.damaged(at, &format!("table {name}: {why}"));
        }
    }
    Ok(())
}

/// Messengers keep whole files in a column.
fn packed(form: Form) -> bool {
    matches!(form, Form::Zip | Form::Gzip | Form::Compound | Form::Mail | Form::Html | Form::Pdf | Form::Sqlite)
}

fn table(walk: &mut Walk<'_>, within: At<'_>, db: &Connection, name: &str) -> rusqlite::Result<()> {
    let place = within.inner(name);
    let at = At { place: &place, ..within };
    let table = name.replace('"', "\"\"");
    let known = VISITS.iter().find(|(table, ..)| *table == name);
    // Each address is told once: by its last visit.
    let ordered =
        known.and_then(|(_, column, ..)| db.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY {column} DESC")).ok());
    let mut rows = match ordered {
        Some(rows) => rows,
        None => db.prepare(&format!("SELECT * FROM \"{table}\""))?,
    };
    let visit =
        known.and_then(|(_, column, of_second, from)| Some((rows.column_index(column).ok()?, *of_second, *from)));
    let columns = rows.column_count();
    let mut rows = rows.query([])?;
    let mut line = 0;
    while let Some(row) = rows.next()? {
        line += 1;
        let visited = visit.and_then(|(column, of_second, from)| match row.get_ref(column).ok()? {
            ValueRef::Integer(time) if time > 0 => Some(time / of_second + from),
            _ => None,
        });
        for column in 0..columns {
            let (ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = row.get_ref(column)? else { continue };
            match std::str::from_utf8(bytes) {
                // Text of two bytes a letter has zeros, and may pass for UTF-8.
                Ok(text) if !text.contains('\0') => walk.text_of(at, text, Some(line), visited),
                _ if packed(form_of(bytes)) => walk.part(at, "", bytes),
                _ => letters::runs(bytes, &mut |text| walk.text_of(at, text, Some(line), visited)),
            }
        }
    }
    Ok(())
}
