//! The arguments of `screen`.

use sousveil_model::{Country, PartialDate};
use sousveil_screen::Gender;

use super::{Data, ScreenTable};

/// Arguments of `screen`.
#[derive(Debug, clap::Args)]
#[command(after_help = "A score is a reason to look and no proof: it says how alike names and other facts are.
In the open dataset companies, agencies and products are screened for; no private person is in it.
With --snapshot a list that `sousveil compile --list` made is screened instead.
docs/screening.md tells more.

Of a table every row comes back with its own columns first. A run that was ended goes on where it
ended when the same command is given again; OUT.run.json tells what it hangs on: list, table and
parameters.

Exit codes: 0 no match, 1 a match, 2 not done.

Examples:
  sousveil screen \"Verint Systems\" --country il
  sousveil screen \"Верінт Системс\" --json
  sousveil screen \"Jane Roe\" --snapshot lists/ofac --schema Person --date 1961
  sousveil screen customers.csv --dry-run
  sousveil screen customers.csv --out hits.xlsx --review decisions.csv")]
pub struct Screen {
    /// The name; several words need no quotation marks. A single one that ends in .csv, .tsv or .xlsx is a table
    #[arg(required_unless_present = "file")]
    pub name: Vec<String>,
    /// Another name of the same; may be given several times
    #[arg(long, value_name = "NAME")]
    pub alias: Vec<String>,
    /// What it is: Company, Agency or Product, or a schema of FollowTheMoney's such as Person, LegalEntity or Vessel
    #[arg(long)]
    pub schema: Option<String>,
    /// A country that it is tied to, as a code of two letters; may be given several times
    #[arg(long, value_name = "CODE")]
    pub country: Vec<Country>,
    /// When it was born, founded or built: a year, a month or a day
    #[arg(long, value_name = "DATE", visible_alias = "founded")]
    pub date: Vec<PartialDate>,
    /// Its gender: male, female or other
    #[arg(long)]
    pub gender: Option<Gender>,
    /// A number of it, such as that of a register, a passport or a ship; who has it is found under any name
    #[arg(long, value_name = "NUMBER")]
    pub identifier: Vec<String>,
    /// An address of it
    #[arg(long)]
    pub address: Vec<String>,
    /// What the score is made of: best (names and all else) or name-based; names of yente's algorithms are accepted
    #[arg(long, value_name = "NAME", default_value = "best")]
    pub algorithm: String,
    /// From this score on it is a match, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.7)]
    pub threshold: f32,
    /// Below this score nothing is shown, 0 to 1
    #[arg(long, value_name = "SCORE", default_value_t = 0.5)]
    pub cutoff: f32,
    /// How much a feature may move the score, 0 to 1, such as country_match=0.3; several may be given
    #[arg(long, value_name = "FEATURE=WEIGHT")]
    pub weight: Vec<String>,
    /// How many to show; of a table, for each row
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// The answer as JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub data: Data,
    #[command(flatten)]
    pub table: ScreenTable,
}
