//! Questions to the small dataset: the first bytes choose order, part and filters, the rest is the text.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sousveil_snapshot::{Facet, Query, Snapshot, Sort};

use super::sample;

static SNAPSHOT: LazyLock<Snapshot> =
    LazyLock::new(|| Snapshot::in_memory(&sample::contents()).expect("the small dataset can be compiled"));

const FACETS: [Facet; 8] = [
    Facet::Schema,
    Facet::Country,
    Facet::Technology,
    Facet::Act,
    Facet::Confidence,
    Facet::Year,
    Facet::Company,
    Facet::Origin,
];

/// Any question is answered, twice the same, with hits that exist and keep to the filters.
pub fn run(data: &[u8]) {
    let query = read(data);
    let answer = SNAPSHOT.query(&query).expect("a sound index answers whatever is asked");
    assert_eq!(SNAPSHOT.query(&query).ok().as_ref(), Some(&answer), "the same question, another answer");
    assert!(answer.hits.len() <= query.limit.unwrap_or(usize::MAX) && answer.hits.len() <= answer.total);
    assert!(answer.total <= SNAPSHOT.len() as usize);
    assert_eq!(answer.hits.iter().collect::<BTreeSet<_>>().len(), answer.hits.len(), "a hit told twice");
    let schemata: Vec<&str> =
        query.filters.iter().filter(|(f, _)| *f == Facet::Schema).map(|(_, value)| value.as_str()).collect();
    for &hit in &answer.hits {
        let head = SNAPSHOT.head(hit).expect("hits exist");
        assert!(schemata.is_empty() || schemata.contains(&head.schema), "{head:?} for {schemata:?}");
    }
    for (_, values) in &answer.facets {
        assert!(values.iter().all(|(_, count)| (1..=answer.total).contains(count)));
    }
}

/// Two bytes for order, limit and offset; a byte with the number of filters; for each a byte with the facet and its
/// value up to a line break; then the text.
fn read(data: &[u8]) -> Query {
    let (head, rest) = data.split_at_checked(3).unwrap_or((&[0, 0, 0], data));
    let [order, part, filters] = head else { return Query::default() };
    let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Name];
    let text = String::from_utf8_lossy(rest);
    let mut lines = text.splitn(usize::from(filters % 5) + 1, '\n');
    let mut query = Query {
        sort: sort.get(usize::from(order % 4)).copied().unwrap_or_default(),
        limit: (part % 8 < 6).then(|| usize::from(part % 8) * 7),
        offset: usize::from(part >> 3) % 20,
        count: FACETS.into_iter().filter(|_| order & 4 != 0).collect(),
        ..Query::default()
    };
    for line in lines.by_ref().take(usize::from(filters % 5)) {
        let mut letters = line.chars();
        let facet = letters.next().map_or(0, |c| c as usize) % FACETS.len();
        query.filters.push((FACETS.get(facet).copied().unwrap_or(Facet::Schema), letters.as_str().to_owned()));
    }
    query.text = lines.next().unwrap_or_default().to_owned();
    query
}
