//! What a request is answered from.

use std::sync::Arc;
use std::time::Instant;

use axum::http::{HeaderValue, Uri};
use sousveil_export::rules::Law;
use sousveil_export::trends::{self, Trend};
use sousveil_export::{Independence, Place, Rows, Shape, cite};
use sousveil_model::Entity;
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::address;
use crate::api::Book;
use crate::error::Error;
use crate::kept::Kept;
use crate::language::{Choice, called, say};
use crate::rate::Client;
use crate::site::{Served, Site};
use crate::view::inline::Inline;

/// The snapshot of one request and what belongs to it. Taken once, so that a swap meanwhile does not mix two data.
#[derive(Debug, Clone)]
pub(crate) struct Cx {
    pub(crate) site: Arc<Site>,
    pub(crate) snapshot: Arc<Snapshot>,
    served: Arc<Served>,
    /// The address within the site, without the language that it may begin with.
    pub(crate) uri: Uri,
    /// The language of the answer.
    pub(crate) choice: Choice,
    /// Who asks, where that can be told.
    pub(crate) client: Option<Client>,
    /// Whether whoever asks sits at this machine.
    pub(crate) is_local: bool,
}

impl Cx {
    /// The snapshot of this moment, for one request.
    pub(crate) fn new(site: Arc<Site>, uri: Uri, choice: Choice, client: Option<Client>, is_local: bool) -> Self {
        let served = site.served();
        Self { site, snapshot: Arc::clone(&served.snapshot), served, uri, choice, client, is_local }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.site.place
    }

    pub(crate) fn independence(&self) -> &Independence {
        &self.served.independence
    }

    /// Its measures, ready to judge.
    pub(crate) fn law(&self) -> &Law {
        &self.served.law
    }

    /// Its deals by year and technology.
    pub(crate) fn trend(&self) -> Result<&Trend, sousveil_export::Error> {
        if let Some(known) = self.served.trend.get() {
            return Ok(known);
        }
        let counted = trends::trend(&trends::deals(&self.snapshot, None)?, Facet::Technology)?;
        Ok(self.served.trend.get_or_init(|| counted))
    }

    /// Its pictures, as far as they are kept.
    pub(crate) fn pictures(&self) -> &Kept {
        &self.served.pictures
    }

    /// Its pages that took long, as far as they are kept. What a reader typed is kept nowhere, so those with a query are
    /// none of them.
    pub(crate) fn pages(&self) -> Option<&Kept> {
        self.uri.query().is_none().then_some(&self.served.pages)
    }

    /// The same data as the doors under `/api` need them.
    pub(crate) fn book(&self) -> &Arc<Book> {
        &self.served.book
    }

    /// The day of the data as HTTP writes it, where it is known.
    pub(crate) fn modified(&self) -> Option<&HeaderValue> {
        self.served.modified.as_ref()
    }

    /// Path and query of the request, within the site.
    pub(crate) fn address(&self) -> &str {
        self.uri.path_and_query().map_or("/", |p| p.as_str())
    }

    /// Takes more tokens from whoever asks, where that can be told.
    pub(crate) fn charge(&self, tokens: usize) -> Result<(), Error> {
        let Some(client) = self.client else { return Ok(()) };
        let tokens = u32::try_from(tokens).unwrap_or(u32::MAX);
        self.site.buckets.take(client, tokens, Instant::now()).map_err(|wait| Error::TooOften { wait })
    }

    pub(crate) fn short_hash(&self) -> String {
        cite::short_hash(self.snapshot.manifest())
    }

    pub(crate) fn rows(&self, shape: Shape) -> Rows<'_> {
        Rows::new(&self.snapshot, self.place(), self.independence(), shape)
    }

    /// The numbers that answer a question.
    pub(crate) fn hits(&self, query: &Query) -> Result<Vec<u32>, Error> {
        Ok(self.snapshot.query(query)?.hits)
    }

    pub(crate) fn entities(&self, numbers: &[u32]) -> Result<Vec<Entity>, Error> {
        numbers.iter().map(|&n| Ok(self.snapshot.entity_at(n)?)).collect()
    }

    /// The entities of a schema that name the entity of that number in a property.
    pub(crate) fn near(&self, number: u32, schema: &str, property: &str) -> Result<Vec<u32>, Error> {
        let mut others: Vec<u32> =
            self.snapshot.links_by(number, true, property)?.into_iter().map(|link| link.other).collect();
        others.retain(|&other| self.snapshot.head(other).is_some_and(|head| head.schema == schema));
        others.dedup();
        Ok(others)
    }

    /// What an entity is called; its identifier where the snapshot does not hold it.
    pub(crate) fn caption(&self, id: &str) -> String {
        self.snapshot.head_of(id).map_or_else(|| id.to_owned(), |head| called(head.schema, head.id, head.caption))
    }

    /// A link to an entity by its name.
    pub(crate) fn link(&self, id: &str) -> Inline {
        match self.snapshot.head_of(id) {
            Some(head) => Inline::name(address::of_entity(head), called(head.schema, head.id, head.caption)),
            None => Inline::text(id),
        }
    }

    /// A link to the entity of that number.
    pub(crate) fn link_to(&self, number: u32) -> Inline {
        match self.snapshot.head(number) {
            Some(head) => Inline::name(address::of_entity(head), called(head.schema, head.id, head.caption)),
            None => Inline::text(say("thing-not-known")),
        }
    }
}
