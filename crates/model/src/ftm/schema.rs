//! The part of FollowTheMoney's model that we write: schemata, properties, types (version 4.11 of the Python package).
//!
//! The conformance test compares it with what `ftm dump-model` says.

/// A type of FollowTheMoney's properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An address as one text.
    Address,
    /// The hash of a file.
    Checksum,
    /// A country code.
    Country,
    /// A partial date.
    Date,
    /// An address of mail.
    Email,
    /// The identifier of another entity.
    Entity,
    /// `male`, `female` or `other`.
    Gender,
    /// HTML.
    Html,
    /// An identifier that somebody gave.
    Identifier,
    /// An address of the internet protocol.
    Ip,
    /// JSON.
    Json,
    /// A language of three letters.
    Language,
    /// A type of files.
    Mimetype,
    /// A name.
    Name,
    /// A number.
    Number,
    /// A telephone number.
    Phone,
    /// A short text.
    String,
    /// A long text.
    Text,
    /// A word for what somebody is, such as `sanction` or `role.pep`.
    Topic,
    /// An address on the web.
    Url,
}

impl Kind {
    /// All types, by name.
    pub const ALL: [Self; 20] = [
        Self::Address,
        Self::Checksum,
        Self::Country,
        Self::Date,
        Self::Email,
        Self::Entity,
        Self::Gender,
        Self::Html,
        Self::Identifier,
        Self::Ip,
        Self::Json,
        Self::Language,
        Self::Mimetype,
        Self::Name,
        Self::Number,
        Self::Phone,
        Self::String,
        Self::Text,
        Self::Topic,
        Self::Url,
    ];

    /// The type of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name of the type, as statements have it in `prop_type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Checksum => "checksum",
            Self::Country => "country",
            Self::Date => "date",
            Self::Email => "email",
            Self::Entity => "entity",
            Self::Gender => "gender",
            Self::Html => "html",
            Self::Identifier => "identifier",
            Self::Ip => "ip",
            Self::Json => "json",
            Self::Language => "language",
            Self::Mimetype => "mimetype",
            Self::Name => "name",
            Self::Number => "number",
            Self::Phone => "phone",
            Self::String => "string",
            Self::Text => "text",
            Self::Topic => "topic",
            Self::Url => "url",
        }
    }

    /// Whether properties of the type are used to compare entities, if nothing else is said of one.
    pub fn is_matchable(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Checksum
                | Self::Country
                | Self::Date
                | Self::Email
                | Self::Entity
                | Self::Identifier
                | Self::Ip
                | Self::Name
                | Self::Phone
                | Self::Url
        )
    }

    /// The most characters that a value may have.
    pub fn max_length(self) -> usize {
        match self {
            Self::Country | Self::Gender | Self::Language => 16,
            Self::Date => 32,
            Self::Checksum => 40,
            Self::Identifier | Self::Ip | Self::Phone | Self::Topic => 64,
            Self::Entity => 200,
            Self::Address | Self::Email | Self::Json | Self::Mimetype | Self::Number => 250,
            Self::Name => 384,
            Self::String => 1024,
            Self::Url => 4096,
            Self::Html | Self::Text => 65_000,
        }
    }
}

/// One property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Property {
    /// The schema that declares it; those that extend it inherit it.
    pub schema: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// For entities: the schema that the other one must be of.
    pub range: Option<&'static str>,
}

/// One schema.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// Its name.
    pub name: &'static str,
    /// All schemata that it is, itself first.
    pub is: &'static [&'static str],
    /// Properties without which an entity is not valid.
    pub required: &'static [&'static str],
    /// The two properties that an edge leads from and to.
    pub edge: Option<(&'static str, &'static str)>,
}

impl Schema {
    /// The schema of that name, if it is one that we write.
    pub fn named(name: &str) -> Option<&'static Self> {
        SCHEMATA.iter().find(|s| s.name == name)
    }

    /// Its property of that name, own or inherited.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        PROPERTIES.iter().find(|p| p.name == name && self.is.contains(&p.schema))
    }
}

/// The schemata that we write.
pub const SCHEMATA: &[Schema] = &[
    node("Article", &["Article", "Document", "Analyzable", "Thing"], &[]),
    node("Document", &["Document", "Analyzable", "Thing"], &["fileName"]),
    node("Company", &["Company", "Organization", "LegalEntity", "Asset", "Thing", "Value"], &["name"]),
    node("PublicBody", &["PublicBody", "Organization", "LegalEntity", "Thing"], &["name"]),
    node("Asset", &["Asset", "Thing", "Value"], &[]),
    node("EconomicActivity", &["EconomicActivity", "Interval"], &[]),
    node("Contract", &["Contract", "Asset", "Thing", "Value"], &["title"]),
    edge(
        "ContractAward",
        &["ContractAward", "Interest", "Interval", "Value"],
        &["supplier", "contract"],
        ("contract", "supplier"),
    ),
    edge("Ownership", &["Ownership", "Interest", "Interval"], &["owner", "asset"], ("owner", "asset")),
    edge(
        "Succession",
        &["Succession", "Interest", "Interval"],
        &["predecessor", "successor"],
        ("predecessor", "successor"),
    ),
    edge("UnknownLink", &["UnknownLink", "Interest", "Interval"], &["subject", "object"], ("subject", "object")),
    node("Sanction", &["Sanction", "Interval"], &["entity"]),
    node("Event", &["Event", "Analyzable", "Interval", "Thing"], &["name"]),
];

/// The properties that we write, by the schema that declares them.
pub const PROPERTIES: &[Property] = &[
    value("Thing", "name", Kind::Name),
    value("Thing", "alias", Kind::Name),
    value("Thing", "country", Kind::Country),
    value("Thing", "summary", Kind::Text),
    value("Thing", "notes", Kind::Text),
    value("Thing", "description", Kind::Text),
    value("Thing", "sourceUrl", Kind::Url),
    value("Thing", "publisher", Kind::String),
    value("Thing", "keywords", Kind::String),
    value("Thing", "address", Kind::Address),
    link("Thing", "proof", "Document"),
    value("Interval", "startDate", Kind::Date),
    value("Interval", "endDate", Kind::Date),
    value("Interval", "date", Kind::Date),
    value("Interval", "summary", Kind::Text),
    value("Interval", "description", Kind::Text),
    value("Interval", "recordId", Kind::String),
    link("Interval", "proof", "Document"),
    value("Interest", "role", Kind::String),
    value("Interest", "status", Kind::String),
    value("Document", "title", Kind::String),
    value("Document", "fileName", Kind::String),
    value("Document", "language", Kind::Language),
    value("Document", "publishedAt", Kind::Date),
    value("LegalEntity", "website", Kind::Url),
    value("LegalEntity", "incorporationDate", Kind::Date),
    value("LegalEntity", "dissolutionDate", Kind::Date),
    value("LegalEntity", "status", Kind::String),
    value("LegalEntity", "sector", Kind::String),
    value("LegalEntity", "classification", Kind::String),
    link("LegalEntity", "parent", "LegalEntity"),
    value("EconomicActivity", "goodsDescription", Kind::Text),
    value("EconomicActivity", "originCountry", Kind::Country),
    value("EconomicActivity", "destinationCountry", Kind::Country),
    link("EconomicActivity", "sender", "LegalEntity"),
    link("EconomicActivity", "receiver", "LegalEntity"),
    link("EconomicActivity", "contract", "Contract"),
    value("Contract", "title", Kind::String),
    value("Contract", "status", Kind::String),
    value("Contract", "contractDate", Kind::Date),
    link("Contract", "authority", "LegalEntity"),
    link("ContractAward", "supplier", "LegalEntity"),
    link("ContractAward", "contract", "Contract"),
    link("Ownership", "owner", "LegalEntity"),
    link("Ownership", "asset", "Asset"),
    value("Ownership", "percentage", Kind::String),
    link("Succession", "predecessor", "LegalEntity"),
    link("Succession", "successor", "LegalEntity"),
    link("UnknownLink", "subject", "Thing"),
    link("UnknownLink", "object", "Thing"),
    link("Sanction", "entity", "Thing"),
    value("Sanction", "authority", Kind::String),
    value("Sanction", "program", Kind::String),
    value("Sanction", "provisions", Kind::String),
    value("Sanction", "country", Kind::Country),
    value("Sanction", "listingDate", Kind::Date),
    link("Event", "involved", "LegalEntity"),
];

const fn node(name: &'static str, is: &'static [&'static str], required: &'static [&'static str]) -> Schema {
    Schema { name, is, required, edge: None }
}

const fn edge(
    name: &'static str,
    is: &'static [&'static str],
    required: &'static [&'static str; 2],
    ends: (&'static str, &'static str),
) -> Schema {
    Schema { name, is, required, edge: Some(ends) }
}

const fn value(schema: &'static str, name: &'static str, kind: Kind) -> Property {
    Property { schema, name, kind, range: None }
}

const fn link(schema: &'static str, name: &'static str, range: &'static str) -> Property {
    Property { schema, name, kind: Kind::Entity, range: Some(range) }
}
