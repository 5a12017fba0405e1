//! One layer of settings, as the file, the environment or the command line gives it: what is not said is `None`.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// What one place says about the settings. The same names stand in `sousveil.toml`, in the environment and among the
/// flags of `serve`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
pub struct Layer {
    /// Address and port to listen on [default: 127.0.0.1:8600]
    #[arg(long, value_name = "ADDRESS", env = "SOUSVEIL_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// Serve this snapshot instead of the built-in dataset; several datasets are read as one
    #[arg(long = "snapshot", value_name = "DIR")]
    pub snapshots: Vec<PathBuf>,
    /// Compile and serve this dataset folder instead of the built-in dataset; several are read as one
    #[arg(long = "folder", value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Lists and collections that the API has beside the data of the pages: a file that names them
    #[arg(long, value_name = "FILE", env = "SOUSVEIL_MANIFEST")]
    pub manifest: Option<PathBuf>,
    /// The address under which readers reach the server, for permalinks, feeds and citations
    #[arg(long, value_name = "URL", env = "SOUSVEIL_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// The address of the same pages on an onion service, told to Tor Browser (Onion-Location)
    #[arg(long, value_name = "URL", env = "SOUSVEIL_ONION_URL")]
    pub onion_url: Option<String>,
    /// Let pages name a picture of themselves, which others show beside a link; needs --public-url [default: false]
    #[arg(
        long, value_name = "BOOL", env = "SOUSVEIL_CARDS", num_args = 0..=1, require_equals = true,
        default_missing_value = "true", hide_possible_values = true
    )]
    pub cards: Option<bool>,
    /// Where readers may send corrections (shown on the pages; nothing is shown without it)
    #[arg(long, value_name = "ADDRESS", env = "SOUSVEIL_CORRECTIONS")]
    pub corrections: Option<String>,
    /// Contact for /.well-known/security.txt (not served without it)
    #[arg(long, value_name = "URI", env = "SOUSVEIL_SECURITY_CONTACT")]
    pub security_contact: Option<String>,
    /// Date until which the security contact holds, as RFC 9116 demands (2027-06-30T00:00:00Z)
    #[arg(long, value_name = "TIME", env = "SOUSVEIL_SECURITY_EXPIRES")]
    pub security_expires: Option<String>,
    /// Address and port on which /metrics is read; none without it
    #[arg(long, value_name = "ADDRESS", env = "SOUSVEIL_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// Seconds between two looks at whether a snapshot was replaced [default: 2]
    #[arg(long, value_name = "SECONDS", env = "SOUSVEIL_SWAP_SECONDS")]
    pub swap_seconds: Option<NonZeroU32>,
    /// The log.
    #[command(flatten)]
    pub log: Log,
    /// Bounds on what is served at once.
    #[command(flatten)]
    pub limits: Limits,
    /// Bounds for each reader who can be told from others.
    #[command(flatten)]
    pub readers: Readers,
    /// The doors for programs.
    #[command(flatten)]
    pub api: Api,
    /// What links and messages are held against.
    #[command(flatten)]
    pub inspect: Inspect,
}

/// `[log]`: what is written to standard error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Log")]
pub struct Log {
    /// How much is logged: off, error, warn, info or debug [default: info]
    #[arg(
        id = "log.level",
        long = "log-level",
        value_name = "LEVEL",
        env = "SOUSVEIL_LOG_LEVEL",
        hide_possible_values = true
    )]
    pub level: Option<LogLevel>,
    /// Form of the log: text, or json with one object a line [default: text]
    #[arg(
        id = "log.format",
        long = "log-format",
        value_name = "FORM",
        env = "SOUSVEIL_LOG_FORMAT",
        hide_possible_values = true
    )]
    pub format: Option<LogFormat>,
    /// A line for each answer: method, kind of page, status, bytes, milliseconds; never who asked for what
    /// [default: false]
    #[arg(
        id = "log.requests", long = "log-requests", value_name = "BOOL", env = "SOUSVEIL_LOG_REQUESTS",
        num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true
    )]
    pub requests: Option<bool>,
}

/// `[limits]`: bounds, for all readers together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Limits (for all readers together)")]
pub struct Limits {
    /// Requests that are open at once; more get 503 [default: 256]
    #[arg(id = "limits.requests", long = "limit-requests", value_name = "N", env = "SOUSVEIL_LIMIT_REQUESTS")]
    pub requests: Option<NonZeroU32>,
    /// Long answers (whole lists) among them; more get 503 [default: 16]
    #[arg(id = "limits.streams", long = "limit-streams", value_name = "N", env = "SOUSVEIL_LIMIT_STREAMS")]
    pub streams: Option<NonZeroU32>,
    /// Pages that are made at the same time; more wait [default: twice the processors]
    #[arg(id = "limits.turns", long = "limit-turns", value_name = "N", env = "SOUSVEIL_LIMIT_TURNS")]
    pub turns: Option<NonZeroU32>,
    /// Connections; more wait in the system's queue [default: 768]
    #[arg(id = "limits.connections", long = "limit-connections", value_name = "N", env = "SOUSVEIL_LIMIT_CONNECTIONS")]
    pub connections: Option<NonZeroU32>,
    /// Seconds until an answer must have begun [default: 20]
    #[arg(
        id = "limits.answer_seconds",
        long = "limit-answer-seconds",
        value_name = "SECONDS",
        env = "SOUSVEIL_LIMIT_ANSWER_SECONDS"
    )]
    pub answer_seconds: Option<NonZeroU32>,
    /// Seconds for the head of a request, and for a kept connection that asks nothing [default: 10]
    #[arg(
        id = "limits.head_seconds",
        long = "limit-head-seconds",
        value_name = "SECONDS",
        env = "SOUSVEIL_LIMIT_HEAD_SECONDS"
    )]
    pub head_seconds: Option<NonZeroU32>,
    /// Seconds that a reader may take nothing of an answer [default: 10]
    #[arg(
        id = "limits.stall_seconds",
        long = "limit-stall-seconds",
        value_name = "SECONDS",
        env = "SOUSVEIL_LIMIT_STALL_SECONDS"
    )]
    pub stall_seconds: Option<NonZeroU32>,
    /// Seconds for answers on their way when the server is told to stop [default: 10]
    #[arg(
        id = "limits.grace_seconds",
        long = "limit-grace-seconds",
        value_name = "SECONDS",
        env = "SOUSVEIL_LIMIT_GRACE_SECONDS"
    )]
    pub grace_seconds: Option<NonZeroU32>,
    /// Bytes a second that a reader must take while the server waits for it [default: 2048]
    #[arg(
        id = "limits.least_bytes_per_second",
        long = "limit-least-bytes-per-second",
        value_name = "BYTES",
        env = "SOUSVEIL_LIMIT_LEAST_BYTES_PER_SECOND"
    )]
    pub least_bytes_per_second: Option<NonZeroU32>,
    /// Rows of a workbook; longer lists get no workbook [default: 50000]
    #[arg(
        id = "limits.workbook_rows",
        long = "limit-workbook-rows",
        value_name = "ROWS",
        env = "SOUSVEIL_LIMIT_WORKBOOK_ROWS"
    )]
    pub workbook_rows: Option<NonZeroU32>,
    /// Bytes of an address; longer ones get 414 [default: 8192]
    #[arg(
        id = "limits.address_bytes",
        long = "limit-address-bytes",
        value_name = "BYTES",
        env = "SOUSVEIL_LIMIT_ADDRESS_BYTES"
    )]
    pub address_bytes: Option<NonZeroU32>,
}

/// `[readers]`: bounds for each reader who can be told from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Limits for each reader who can be told from others")]
pub struct Readers {
    /// Tokens that come back to a reader each second; a page costs one, all claims forty; 0 turns it off [default: 12]
    #[arg(id = "readers.per_second", long = "reader-per-second", value_name = "N", env = "SOUSVEIL_READER_PER_SECOND")]
    pub per_second: Option<u32>,
    /// Tokens that a reader has at most, and at first [default: 600]
    #[arg(id = "readers.burst", long = "reader-burst", value_name = "N", env = "SOUSVEIL_READER_BURST")]
    pub burst: Option<NonZeroU32>,
    /// Long answers that one reader may take at once; more get 429 [default: 6]
    #[arg(id = "readers.streams", long = "reader-streams", value_name = "N", env = "SOUSVEIL_READER_STREAMS")]
    pub streams: Option<NonZeroU32>,
    /// The address of a proxy that tells the addresses of readers; without one, whoever comes by a proxy on this
    /// machine or its network is bounded only with all others
    #[arg(id = "readers.proxies", long = "reader-proxy", value_name = "ADDRESS")]
    pub proxies: Vec<IpAddr>,
    /// The header in which it does
    #[arg(
        id = "readers.proxy_header",
        long = "reader-proxy-header",
        value_name = "NAME",
        env = "SOUSVEIL_READER_PROXY_HEADER"
    )]
    pub proxy_header: Option<String>,
}

/// `[api]`: the doors for programs, under /api.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "The API")]
pub struct Api {
    /// The hash of a key that opens the API, behind words that say whose it is; `sousveil api-key` makes one. Where there
    /// are any, nobody is answered without
    #[arg(id = "api.keys", long = "api-key", value_name = "WHOSE HASH")]
    pub keys: Vec<String>,
    /// Answer those without a key too, so that a key only gives its holder limits of their own [default: false]
    #[arg(
        id = "api.open", long = "api-open", value_name = "BOOL", env = "SOUSVEIL_API_OPEN",
        num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true
    )]
    pub open: Option<bool>,
}

/// `[inspect]`: published indicators of spyware, and the check of links and messages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, clap::Args)]
#[serde(deny_unknown_fields, default)]
#[command(next_help_heading = "Indicators of spyware")]
pub struct Inspect {
    /// The folder of the packs of indicators [default: sousveil/indicators in the user's folder for data of programs]
    #[arg(id = "inspect.packs", long = "inspect-packs", value_name = "DIR", env = "SOUSVEIL_INDICATORS")]
    pub packs: Option<PathBuf>,
    /// Refuse packs without a signature by this key: a public key of minisign's, as a file or as its 56 letters
    #[arg(id = "inspect.signed_by", long = "inspect-signed-by", value_name = "KEY", env = "SOUSVEIL_INDICATORS_KEY")]
    pub signed_by: Option<String>,
    /// Let others than those who sit at this machine paste links and messages; they then leave their machines
    /// [default: false]
    #[arg(
        id = "inspect.for_others", long = "inspect-for-others", value_name = "BOOL", env = "SOUSVEIL_INSPECT_FOR_OTHERS",
        num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true
    )]
    pub for_others: Option<bool>,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// Nothing.
    Off,
    /// What failed.
    Error,
    /// What may need somebody.
    Warn,
    /// What was done, such as taking up new data.
    Info,
    /// What helps to find faults, such as connections that end early.
    Debug,
}

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Words.
    Text,
    /// One JSON object a line.
    Json,
}

impl Layer {
    /// This layer with what a higher one says put over it.
    pub fn under(self, over: Self) -> Self {
        // What is served is one setting: a folder named above is not added to a snapshot named below.
        let over_names_data = !over.snapshots.is_empty() || !over.folders.is_empty();
        let (snapshots, folders) =
            if over_names_data { (over.snapshots, over.folders) } else { (self.snapshots, self.folders) };
        Self {
            listen: over.listen.or(self.listen),
            snapshots,
            folders,
            manifest: over.manifest.or(self.manifest),
            public_url: over.public_url.or(self.public_url),
            onion_url: over.onion_url.or(self.onion_url),
            cards: over.cards.or(self.cards),
            corrections: over.corrections.or(self.corrections),
            security_contact: over.security_contact.or(self.security_contact),
            security_expires: over.security_expires.or(self.security_expires),
            metrics_listen: over.metrics_listen.or(self.metrics_listen),
            swap_seconds: over.swap_seconds.or(self.swap_seconds),
            log: self.log.under(over.log),
            limits: self.limits.under(over.limits),
            readers: self.readers.under(over.readers),
            api: self.api.under(over.api),
            inspect: self.inspect.under(over.inspect),
        }
    }

    /// The same with paths seen from a folder.
    pub fn seen_from(mut self, dir: &Path) -> Self {
        for path in
            self.snapshots.iter_mut().chain(&mut self.folders).chain(&mut self.manifest).chain(&mut self.inspect.packs)
        {
            *path = dir.join(&*path);
        }
        self
    }
}

impl Log {
    fn under(self, over: Self) -> Self {
        Self {
            level: over.level.or(self.level),
            format: over.format.or(self.format),
            requests: over.requests.or(self.requests),
        }
    }
}

impl Limits {
    fn under(self, over: Self) -> Self {
        Self {
            requests: over.requests.or(self.requests),
            streams: over.streams.or(self.streams),
            turns: over.turns.or(self.turns),
            connections: over.connections.or(self.connections),
            answer_seconds: over.answer_seconds.or(self.answer_seconds),
            head_seconds: over.head_seconds.or(self.head_seconds),
            stall_seconds: over.stall_seconds.or(self.stall_seconds),
            grace_seconds: over.grace_seconds.or(self.grace_seconds),
            least_bytes_per_second: over.least_bytes_per_second.or(self.least_bytes_per_second),
            workbook_rows: over.workbook_rows.or(self.workbook_rows),
            address_bytes: over.address_bytes.or(self.address_bytes),
        }
    }
}

impl Readers {
    fn under(self, over: Self) -> Self {
        Self {
            per_second: over.per_second.or(self.per_second),
            burst: over.burst.or(self.burst),
            streams: over.streams.or(self.streams),
            proxies: if over.proxies.is_empty() { self.proxies } else { over.proxies },
            proxy_header: over.proxy_header.or(self.proxy_header),
        }
    }
}

impl Api {
    fn under(self, over: Self) -> Self {
        Self { keys: if over.keys.is_empty() { self.keys } else { over.keys }, open: over.open.or(self.open) }
    }
}

impl Inspect {
    fn under(self, over: Self) -> Self {
        Self {
            packs: over.packs.or(self.packs),
            signed_by: over.signed_by.or(self.signed_by),
            for_others: over.for_others.or(self.for_others),
        }
    }
}
