//! Arguments of `rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Data;

/// What can be asked of the rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// What stands in the way of a deal, planned or past; or of each row of a table
    Check(Box<RulesCheck>),
    /// What recorded deals met, and would have met under another list, an earlier control, a wider regime
    Gap(RulesGap),
}

/// Arguments of `rules check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sousveil rules check --supplier-country IL --technology monitoring_centre --to UZ --on 2014-06
  sousveil rules check --from de --to uz --technology intrusion --recipient \"Acme Ltd\" --report deal.html
  sousveil rules check --transfer svl-22g56rs6 --json
  sousveil rules check deals.csv --list lists/ofac --out answers.csv

The headings of a table are those of the options: supplier_country, recipient_country (or to), technologies,
item_codes, on, supplier, intermediary, recipient, end_user, end_user_kind, area, us_item, intermediary_country.
Its encoding and delimiter are found out; of a workbook (XLSX) the first sheet is read, or --sheet NAME.

Parties that are named are looked up in the index, among those whom measures name, and in each --list. What a list
demands is not in the rules: that somebody is on it is an open question of the report.

Exit codes: 0 no measure stands in the way, 1 one does or may, 2 not done. That none does is said only where
measures of that exporter were looked for; else the answer is `not known`, with exit code 0.")]
pub struct RulesCheck {
    /// A table with a deal in each row: CSV or XLSX
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// A transfer of the index instead
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub transfer: Option<String>,
    /// Where it is exported from: the country of the unit that does, not of its parent
    #[arg(long, visible_alias = "from", value_name = "COUNTRY")]
    pub supplier_country: Vec<String>,
    /// The country of who stands between
    #[arg(long, value_name = "COUNTRY")]
    pub intermediary_country: Vec<String>,
    /// Where it goes
    #[arg(long, alias = "recipient-country", value_name = "COUNTRY")]
    pub to: Vec<String>,
    /// What is sold: keys as in `sousveil export csv technologies`
    #[arg(long, value_name = "KEY")]
    pub technology: Vec<String>,
    /// Its control code, where it is known: 5A001.f
    #[arg(long, value_name = "CODE")]
    pub item_code: Vec<String>,
    /// When: 2014, 2014-06, 2014-06-30, 2012/2014; without it at whatever time
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Who uses it: military, police, intelligence, government, telecom_operator, non_state
    #[arg(long, value_name = "KIND")]
    pub end_user_kind: Option<String>,
    /// The part of the country: crimea, elsewhere …
    #[arg(long, value_name = "PART")]
    pub area: Option<String>,
    /// Whether goods or persons of the United States are in it: yes or no
    #[arg(long, value_name = "YES_OR_NO")]
    pub us_item: Option<String>,
    /// Who sells: a name, which is looked up, or an identifier
    #[arg(long, value_name = "NAME")]
    pub supplier: Option<String>,
    /// Who stands between
    #[arg(long, value_name = "NAME")]
    pub intermediary: Option<String>,
    /// Who buys
    #[arg(long, value_name = "NAME")]
    pub recipient: Option<String>,
    /// Who uses it
    #[arg(long, value_name = "NAME")]
    pub end_user: Option<String>,
    /// Measures of another scope and those that were not in force as well
    #[arg(long, conflicts_with = "file")]
    pub all: bool,
    /// JSON in place of text
    #[arg(long)]
    pub json: bool,
    /// A report on the deal for the file, as .html (to print) or .xlsx
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    pub report: Option<PathBuf>,
    /// Look the parties up in this list as well, which `sousveil compile --list` made; may be given several times
    #[arg(long, value_name = "DIR")]
    pub list: Vec<PathBuf>,
    /// Where the answers to a table are written, as .csv (or, with --json, .jsonl) [default: standard output]
    #[arg(long, value_name = "FILE", requires = "file")]
    pub out: Option<PathBuf>,
    /// The sheet of a workbook [default: the first one]
    #[arg(long, value_name = "NAME", requires = "file")]
    pub sheet: Option<String>,
    #[command(flatten)]
    pub data: Data,
}

/// Arguments of `rules gap`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  sousveil rules gap
  sousveil rules gap --list embargoed --binds eu,us
  sousveil rules gap --own my-list.csv
  sousveil rules gap --scenario scenario.toml --json

A scenario file has the parts of the address of the page: list (none, short, embargoed, incidents, own), own,
binds, move, extend, alone; a list of texts may stand where a text does:
  list = \"own\"
  own = [\"Iran\", \"Syria: 2012-01-19\", \"Myanmar: 2000/2012\"]
  move = [\"5D001.e:2010-01-01\"]
  extend = [\"EU:il+us\"]")]
pub struct RulesGap {
    /// A TOML file with a scenario
    #[arg(long, value_name = "FILE")]
    pub scenario: Option<PathBuf>,
    /// A list of countries to which nothing may go: short, embargoed, incidents
    #[arg(long, value_name = "LIST")]
    pub list: Option<String>,
    /// Your own list: a CSV with the columns country, from and to
    #[arg(long, value_name = "FILE", conflicts_with = "list")]
    pub own: Option<PathBuf>,
    /// Whom the list binds: country codes, eu, un [default: everybody]
    #[arg(long, value_name = "CODES")]
    pub binds: Option<String>,
    /// A control that came earlier: 5D001.e:2010-01-01
    #[arg(long = "move", value_name = "CODE:DATE")]
    pub moved: Vec<String>,
    /// Measures that bind others as well: EU:il+us
    #[arg(long, value_name = "ISSUER:CODES")]
    pub extend: Vec<String>,
    /// Leave the measures that there were out
    #[arg(long)]
    pub alone: bool,
    /// JSON in place of a table
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// CSV in place of a table
    #[arg(long)]
    pub csv: bool,
    #[command(flatten)]
    pub data: Data,
}
