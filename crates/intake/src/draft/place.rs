//! Which column gets which role.

use sousveil_model::tables::{self, Cell};

use super::column::Column;
use super::headings::{Part, Role, fit, roles};

/// A column with its role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The number of the column.
    pub(super) column: usize,
    pub(super) role: Role,
    pub(super) because: Because,
}

/// Why a column has its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Because {
    /// The heading says so.
    Heading,
    /// Only the values say so.
    Values,
}

/// A share of values, in percent, from which on they are taken for what most of them are.
const MOST: usize = 80;
const HALF: usize = 50;

/// Gives each role to the column that fits it best, each column one role at most. What headings say is given first;
/// what only values say takes what is left.
pub(super) fn place(table: &str, columns: &[Column<'_>]) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for wanted in (1..=3).rev() {
        for (at, column) in columns.iter().enumerate() {
            let role = roles(table).find(|(role, words)| {
                fit(column.heading, *role, words) == wanted
                    && free(&placed, at, *role)
                    && possible(table, column, *role)
            });
            if let Some((role, _)) = role {
                placed.push(Placed { column: at, role: *role, because: Because::Heading });
            }
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let role = roles(table)
            .map(|(role, _)| *role)
            .find(|role| free(&placed, at, *role) && told_by_values(table, column, *role));
        if let Some(role) = role {
            placed.push(Placed { column: at, role, because: Because::Values });
        }
    }
    placed.sort_by_key(|p| p.column);
    placed
}

fn free(placed: &[Placed], column: usize, role: Role) -> bool {
    !placed.iter().any(|p| p.column == column || p.role == role)
}

/// How the column of that role is read in our table.
pub(super) fn cell(table: &str, role: Role) -> Option<Cell> {
    (role.part == Part::Column).then(|| tables::table(table)?.column(role.name)).flatten().map(|c| c.cell)
}

/// Whether the values could be what the heading says. An empty column is not placed.
fn possible(table: &str, column: &Column<'_>, role: Role) -> bool {
    if column.filled == 0 {
        return false;
    }
    let some = |count: usize| column.share(count) >= HALF;
    match (role.part, cell(table, role)) {
        (Part::Key, _) => column.unique,
        (Part::Source, _) if role.name == "url" => some(column.urls),
        (Part::Source, _) if role.name == "published" => some(column.dates),
        // A column of addresses is no title of anything.
        (Part::Source, _) => !some(column.urls),
        (_, Some(Cell::Country)) => some(column.countries),
        (_, Some(Cell::Date | Cell::Interval)) => some(column.dates),
        (_, Some(Cell::Entity { table: "technologies", .. })) => column.technologies > 0,
        (_, Some(Cell::Entity { table: "companies" | "agencies", .. } | Cell::Name)) => {
            !some(column.countries) && !some(column.urls) && !some(column.dates)
        }
        // "status" may be that of the deal or that of the evidence.
        _ if role.name == "stage" => !grades(column),
        (_, Some(Cell::Percentage)) => column.values.iter().all(|v| v.parse::<f64>().is_ok()),
        _ => true,
    }
}

/// Whether a column tells how strong the evidence is.
pub(super) fn grades(column: &Column<'_>) -> bool {
    column.grades > 0 && column.share(column.grades) >= MOST
}

/// Roles that values alone can show: addresses are the source's, known companies are suppliers, known technologies
/// are technologies. A column of countries could be either side, so it gets no role without a heading.
fn told_by_values(table: &str, column: &Column<'_>, role: Role) -> bool {
    let most = |count: usize| column.pieces > 0 && column.share(count) >= MOST;
    match role.name {
        "key" => column.unique && column.values.iter().all(|v| v.len() <= 40 && !v.contains(' ')) && !most(column.urls),
        "url" => most(column.urls),
        "supplier" | "maker" => column.pieces > 0 && column.share(column.companies) >= HALF,
        "technologies" | "technology" => table != "agencies" && most(column.technologies),
        _ => false,
    }
}
