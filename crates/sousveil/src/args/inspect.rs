//! The arguments of what looks for traces of spyware, and of the indicators that it looks for.

use std::path::PathBuf;

use clap::{Subcommand, builder::PossibleValuesParser, builder::TypedValueParser as _};
use sousveil_inspect::Kind;
use sousveil_site::Language;
use strum::IntoEnumIterator as _;

use super::Data;

/// Where packs of indicators lie.
#[derive(Debug, Clone, clap::Args)]
pub struct Packs {
    /// The folder of the packs [default: indicators/ in the user's folder for data of programs]
    #[arg(long, value_name = "DIR", env = "SOUSVEIL_INDICATORS")]
    pub packs: Option<PathBuf>,
    /// Refuse packs without a signature by this key: a public key of minisign's, as a file or as its 56 letters
    #[arg(long, value_name = "KEY", env = "SOUSVEIL_INDICATORS_KEY")]
    pub signed_by: Option<String>,
}

/// Arguments of `indicators`.
#[derive(Debug, Subcommand)]
pub enum Indicators {
    /// Take published indicators into a pack: STIX 2.1, MISP, tables, lists of values
    Import(ImportIndicators),
    /// The packs that are there
    List {
        #[command(flatten)]
        packs: Packs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Everything that is said of a host, an address, a mailbox, a fingerprint
    Show {
        /// The value, also defanged
        value: String,
        /// As JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        packs: Packs,
        #[command(flatten)]
        data: Data,
    },
    /// Count what the packs hold
    Stats {
        #[command(flatten)]
        packs: Packs,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// A pack as STIX 2.1, with whose the spyware is by our index, for MISP, OpenCTI, MVT
    Export {
        /// Its name; `sousveil` for the indicators inside the program
        name: String,
        /// The file [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Leave out what MVT stops at: values with `=` in them
        #[arg(long)]
        mvt: bool,
        #[command(flatten)]
        packs: Packs,
        #[command(flatten)]
        data: Data,
    },
    /// Remove a pack
    Remove {
        /// Its name
        name: String,
        #[command(flatten)]
        packs: Packs,
    },
}

/// Arguments of `indicators import`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Files are known by their content. In a folder all files that end in .stix2, .json, .csv or .txt are
read, and an indicators.yaml, which tells whose they are and in which reports. What is not understood is counted and shown with examples. A pack of the same name is replaced
in one step, once the new one is whole; nothing is fetched. A pack that somebody else made (.pack) is
taken in as it is, with its signature (.pack.minisig) if that lies beside it.

Where to get them (each has its licence):
  https://github.com/mvt-project/mvt-indicators          MIT
  https://github.com/AmnestyTech/investigations          CC BY 2.0
  https://github.com/botherder/targetedthreats           CC BY-SA 4.0
  https://github.com/citizenlab/malware-indicators       CC BY-NC-SA 4.0

Examples:
  sousveil indicators import mvt-indicators/ --name mvt --licence MIT --dry-run
  sousveil indicators import mvt-indicators/ --name mvt --licence MIT
  sousveil indicators import processes.txt --name mine --kind process --family Pegasus --sign my.key
  sousveil indicators import helpline.pack --signed-by helpline.pub"
)]
pub struct ImportIndicators {
    /// Files, and folders of them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What to call the pack [default: the name of the first file or folder]
    #[arg(long)]
    pub name: Option<String>,
    /// The licence of the files, in the form of SPDX
    #[arg(long, default_value = "unknown")]
    pub licence: String,
    /// The spyware or campaign, where the files don't say
    #[arg(long)]
    pub family: Option<String>,
    /// Who published them, where the files don't say
    #[arg(long = "publisher", value_name = "NAME")]
    pub publishers: Vec<String>,
    /// A report on them
    #[arg(long = "report", value_name = "URL")]
    pub reports: Vec<String>,
    /// What the values of a list, or of a table without kinds, are, where that can't be seen
    #[arg(long, value_parser = kinds())]
    pub kind: Option<Kind>,
    /// Sign the pack with this secret key of minisign's
    #[arg(long, value_name = "FILE")]
    pub sign: Option<PathBuf>,
    /// Read and tell, write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub packs: Packs,
    #[command(flatten)]
    pub data: Data,
}

fn kinds() -> impl clap::builder::TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::iter().map(<&'static str>::from)).try_map(|word| word.parse::<Kind>())
}

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Everything happens on this machine: nothing is sent, looked up or opened, and nothing is written
beside the files. What they are is known by their content: mail (.eml, mbox, Outlook's .msg) with
all parts, archives, pages, documents, histories of browsers, logs, texts. A process of its own
with limits of memory, time and files takes them apart. Compared are the fingerprints of every
part, and all links, hosts, numbers of machines and addresses of mail in it.

Exit codes: 0 no known indicator found, which is not a clean bill; 1 one was found; 2 not done.

Examples:
  sousveil inspect message.eml
  sousveil inspect --lang ru letter.msg
  sousveil inspect ~/.mozilla/firefox/*.default*/places.sqlite
  sousveil inspect --url 'hxxps://account-login[.]example/x'
  sousveil inspect letter.eml --handover for-the-helpline
  sousveil inspect attachment.doc --yara rules/
  pbpaste | sousveil inspect -"
)]
pub struct Inspect {
    /// Files, and folders of them; - for standard input
    #[arg(required_unless_present = "urls")]
    pub files: Vec<PathBuf>,
    /// A link to look at, without opening it; also defanged
    #[arg(long = "url", value_name = "URL")]
    pub urls: Vec<String>,
    /// Rules of YARA to hold against files and their parts: a file, or a folder of .yar and .yara. Only in programs that were
    /// built with `--features yara`
    #[arg(long, value_name = "FILE", requires = "files")]
    pub yara: Vec<PathBuf>,
    /// The language of the answer: en, ru, uz, kk [default: that of the system, else English]
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
    #[command(flatten)]
    pub system: OfSystem,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// As sightings of indicators in STIX 2.1, for MISP and OpenCTI
    #[arg(long, conflicts_with = "json")]
    pub stix: bool,
    /// Make a packet for a helpline in a new folder, without names, mailboxes and what links say of a person. All of it is shown
    /// before it is written
    #[arg(long, value_name = "DIR")]
    pub handover: Option<PathBuf>,
    /// Write the packet without asking
    #[arg(long, requires = "handover")]
    pub yes: bool,
    #[command(flatten)]
    pub packs: Packs,
    #[command(flatten)]
    pub data: Data,
}

/// What the system is set to (POSIX, 8.2): the first of these that is set counts.
#[derive(Debug, clap::Args)]
pub struct OfSystem {
    #[arg(long, env = "LC_ALL", hide = true)]
    lc_all: Option<String>,
    #[arg(long, env = "LC_MESSAGES", hide = true)]
    lc_messages: Option<String>,
    #[arg(long, env = "LANG", hide = true)]
    locale: Option<String>,
}

impl OfSystem {
    /// The language, where it is one of the interface.
    pub fn language(&self) -> Option<Language> {
        let set = [&self.lc_all, &self.lc_messages, &self.locale];
        Language::of_code(set.into_iter().flatten().find(|value| !value.is_empty())?)
    }
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| "expected en, ru, uz or kk".to_owned())
}
