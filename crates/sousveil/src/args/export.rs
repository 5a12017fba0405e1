//! The arguments of `export`.

use std::path::PathBuf;

use clap::Subcommand;
use sousveil_export::CitationForm;
use sousveil_model::ftm::StatementForm;

use super::{Data, forms};

/// Arguments of `export`.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// One table as CSV, with names beside identifiers
    #[command(after_help = "Cells that a spreadsheet would take for a formula begin with an apostrophe.

Example:
  sousveil export csv transfers --out transfers.csv")]
    Csv {
        /// The table: transfers, companies, agencies, products, technologies, sources, measures, incidents, relations
        table: String,
        #[command(flatten)]
        to: Output,
    },
    /// The whole as a dataset folder again, in its canonical form
    #[command(
        after_help = "docs/data.md describes the canonical form. A folder that is there and not empty is left alone.

Example:
  sousveil export folder --snapshot current/ --out data/"
    )]
    Folder {
        /// The folder to make
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// Tables as one workbook (XLSX), with a first sheet that tells what it is and how to read it
    #[command(after_help = "Cells hold what the CSV holds. The same data give the same bytes. docs/xlsx.md tells more.

Examples:
  sousveil export xlsx --out index.xlsx
  sousveil export xlsx transfers companies --claims --out check.xlsx")]
    Xlsx {
        /// The tables, a sheet each [default: all]
        tables: Vec<String>,
        /// The file to write [default: standard output, unless that is a terminal]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// A sheet with every claim and its evidence too
        #[arg(long)]
        claims: bool,
        #[command(flatten)]
        data: Data,
    },
    /// What stands around a company, an agency, a product or a country, as a network: owners, resellers, products, deals,
    /// listings
    #[command(
        after_help = "Each edge is an entry of the index, with its confidence, its number of sources and its page. Gephi, yEd,
Cytoscape and networkx read GraphML, Gephi GEXF; Mermaid is for pages of text. The same data give the same bytes.

Examples:
  sousveil export network svl-is42xzop --out nso.graphml
  sousveil export network svl-is42xzop --depth 1 --out nso.png
  sousveil export network svl-is42xzop --depth 1 --form mermaid"
    )]
    Network {
        /// The identifier of the entity in the middle; a country is its code
        id: String,
        /// How many steps from the middle
        #[arg(long, value_name = "STEPS", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=6))]
        depth: u32,
        /// At most so many entities; those beyond are counted
        #[arg(long, value_name = "NUMBER", default_value_t = 150, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        most: u32,
        /// The form: graphml, gexf, mermaid, json, svg, png or ftm [default: by the ending of the file, else graphml]
        #[arg(long, value_name = "FORM")]
        form: Option<String>,
        /// The address under which readers reach the site, for links to pages
        #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
        public_url: Option<String>,
        #[command(flatten)]
        to: Output,
    },
    /// How to cite a list: the list itself, then every source that its entries rest on, once
    #[command(after_help = "The file is the one that the site gives under the address of the list with the ending
.bib, .ris or .csl.json. Without a selection it holds all sources.

Examples:
  sousveil export citations --form bibtex --out sources.bib
  sousveil export citations --form ris --table transfers --where recipient_country=uz
  sousveil export citations --form csl --query \"Hacking Team\"")]
    Citations {
        /// The form of the file
        #[arg(long, value_name = "FORM", value_parser = forms::citations())]
        form: CitationForm,
        #[command(flatten)]
        selection: Selection,
        /// The address under which readers reach the site, for the address of the list
        #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
        public_url: Option<String>,
        #[command(flatten)]
        to: Output,
    },
    /// What changed, as an Atom feed: in the whole, about a country, or in a list
    #[command(after_help = "A feed holds the newest 100 changes.

Examples:
  sousveil export atom --public-url https://index.example.org --out changes.atom
  sousveil export atom --country uz
  sousveil export atom --table transfers --where act=deal --where technology=intrusion")]
    Atom {
        /// Only what changed about this country and about all that names it
        #[arg(long, value_name = "CODE", conflicts_with_all = ["table", "query", "narrow"])]
        country: Option<String>,
        #[command(flatten)]
        selection: Selection,
        /// The address under which readers reach the site; a feed that is published needs it
        #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
        public_url: Option<String>,
        #[command(flatten)]
        to: Output,
    },
    /// Every claim with its evidence, one JSON object a line
    Claims {
        #[command(flatten)]
        to: Output,
    },
    /// FollowTheMoney entities, one JSON object a line; what they have no place for is counted
    #[command(after_help = "docs/export.md says where every column goes.

Example:
  sousveil export ftm --out entities.ftm.json")]
    Ftm {
        #[command(flatten)]
        to: Output,
    },
    /// FollowTheMoney statements: one value, with its identifier and the source's own spelling
    Statements {
        /// The form, as `ftm format-statements` reads it
        #[arg(long, value_name = "FORM", value_parser = forms::statements(), default_value = "csv")]
        format: StatementForm,
        #[command(flatten)]
        to: Output,
    },
    /// The whole dataset in our own lines: every claim, all evidence, the history
    Native {
        #[command(flatten)]
        to: Output,
    },
    /// A folder to publish: FollowTheMoney entities and statements, our own lines and the claims, with
    /// checksums, versions, and what changed between them
    #[command(
        after_help = "The folder can be mirrored by a yente. What was published there before is kept: its versions stay, and the
difference to the new entities is added. Publishing the same data twice changes nothing.

Example:
  sousveil export catalogue --out public/ --base-url https://data.example.org/sousveil"
    )]
    Catalogue {
        /// The folder to write; it is replaced in one step
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The address under which the folder will be found
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// A folder published before, whose versions are kept [default: what stands in the place of --out]
        #[arg(long, value_name = "DIR")]
        previous: Option<PathBuf>,
        #[command(flatten)]
        data: Data,
    },
}

/// Which entries a file is about: those of a list of the site, narrowed as its address narrows it.
#[derive(Debug, Clone, clap::Args)]
pub struct Selection {
    /// The list: transfers, companies, agencies, products, technologies, sources, measures, incidents, relations
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// Only what these words find, in any script
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
    /// Only entries with that value, as in the address of the list: recipient_country=uz, act=deal, year=2015
    #[arg(long = "where", value_name = "NAME=VALUE")]
    pub narrow: Vec<String>,
}

/// Where a file goes, and what it is made from.
#[derive(Debug, clap::Args)]
pub struct Output {
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What it is made from.
    #[command(flatten)]
    pub data: Data,
}
