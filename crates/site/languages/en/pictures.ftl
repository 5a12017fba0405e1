# Maps, networks, time lines and charts.

# What several of these pages say.

picture-not-known = not known
picture-confidence = Confidence
picture-country = Country
picture-deals = Deals
picture-evidence = Evidence
picture-licences = Licences
picture-technology = Technology
picture-undated = Undated
picture-when = When
picture-years = Years

# Below each picture: the links are to two forms of it.
picture-forms = This picture as <a>SVG</a> or as <a>PNG</a>, free to use with its source. The table says the same.

# What an address should have had: each stands behind "Expected:", before a full stop.
picture-expected-country = the code of a country
picture-expected-company = the identifier of a company
picture-expected-technology = the key of a technology

# Below bars that are drawn in steps; step is a number of deals or the like, two or more.
bars-step = A step of a bar is { $step }.

# The map of the world, and the flows between one country and the others.

map-nav = What the map shows
map-figures = <a>All figures as CSV</a>. What is recorded follows what researchers, courts and the press could see: a country without a number is not one without sales.
map-borders = Borders: Natural Earth 4.1.0 (public domain), in the Equal Earth projection, in which areas are true. They follow who holds the ground, and are no statement about whose it is, but: Crimea stands with Ukraine (resolution 68/262 of the United Nations' General Assembly); the north of Cyprus stands with Cyprus and Somaliland with Somalia, since the codes of this index have none for them. Kosovo, Palestine, Taiwan and Western Sahara have codes of their own. Small countries are dots.

# title is one of the titles below.
map-alt = A map of the world: { $title }.
map-alt-all = A map of the world: recorded deals by recipient country.
map-about = Recorded deals in surveillance technology by country, on a map and in a table.

map-title-deals-recipient = Recorded deals by recipient country
map-title-deals-supplier = Recorded deals by country of the supplier
map-title-licences-recipient = Recorded export licences by recipient country
map-title-licences-supplier = Recorded export licences by country of the supplier

# In the legend of the drawn map: land without a number.
map-none = none recorded

map-nothing = None is recorded here, which is not evidence that there was none.
map-counted-deals = { $n ->
    [one] { $n } deal is counted
   *[other] { $n } deals are counted
} here, in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}. One that names two countries is counted under both.
map-counted-licences = { $n ->
    [one] { $n } licence is counted
   *[other] { $n } licences are counted
} here, in { $countries ->
    [one] { $countries } country
   *[other] { $countries } countries
}. One that names two countries is counted under both.
# Of so many deals or licences.
map-unknown-recipient = Of { $n } the recipient is not known.
map-unknown-supplier = Of { $n } the country of the supplier is not known.
map-off = { $n } are of what has no place on the map, such as former states: they stand in the table.

# The last column of the table: its heading, and links to what went between that country and the others.
map-flows = Flows
map-flows-from = from where
map-flows-to = to where

# Rows of choices above the map, each behind its label: "Countries: that received | of suppliers".
map-choice-countries = Countries
map-choice-recipients = that received
map-choice-suppliers = of suppliers
map-choice-counted = Counted
map-choice-deals = deals
map-choice-licences = export licences granted
map-choice-technology-all = all
map-choice-years-all = all
map-choice-years-before-2000 = before 2000
map-choice-years-2000 = 2000–2009
map-choice-years-2010 = 2010–2014
map-choice-years-2015 = 2015–2019
map-choice-years-2020 = from 2020
map-choice-years-undated = undated
map-choice-confidence-all = all

# What an address should have had, as above. Everything but "or" is a word of addresses and stays as it is.
map-expected-side = recipient or exporter
map-expected-count = deals or licences
map-expected-period = all, 1999, 2000-2009, 2010-2014, 2015-2019, 2020 or undated
map-expected-confidence = confirmed, reported, disputed or unknown
map-expected-name = side, count, technology, period, confidence or data

# name is a country, in the nominative.
flows-title-deals-recipient = { $name }: recorded deals, by where the suppliers sat
flows-title-deals-supplier = { $name }: recorded deals of its suppliers, by recipient
flows-title-licences-recipient = { $name }: recorded export licences, by where the suppliers sat
flows-title-licences-supplier = { $name }: recorded export licences of its suppliers, by recipient
flows-alt = A map of the world with a bow for each country: { $title }.
flows-about = Between which countries recorded deals with { $name } went, on a map and in a table.
# Choices behind "Countries", as above.
flows-choice-recipient = that { $name } received from
flows-choice-supplier = that suppliers in { $name } sold to
# A row of the table: the country in question among those on the other side.
flows-itself = { $name } itself
# Behind "There is no"; the address stays as it is.
flows-missing = country in this address: expected one, as in /flows?country=uz

# Who is tied to whom around an entry. name is a company, an agency or a product.

network-title = Around { $name }
network-crumb = Network
network-about = Owners, resellers, products, recorded deals and listings around { $name }.
network-alt = A picture of who is tied to { $name }, in columns; the table says the same.

# A label, and behind it the choice of "1 step", "2 steps", "3 steps".
network-nav = How far the network goes
network-within = Within
network-steps = { $n ->
    [one] { $n } step
   *[other] { $n } steps
}

network-nothing = Nothing is recorded that ties it to another entry.
# Before a list of file formats.
network-files = To work on with other programs:
network-lines = A line shows how sure its entry is; nothing here says more than that entry does.
network-others = Go on from

network-told = Within { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
} { $entries ->
    [one] { $entries } entry is
   *[other] { $entries } entries are
} tied to { $name }, by { $ties ->
    [one] { $ties } tie
   *[other] { $ties } ties
}, each an entry of this index with its sources.
network-groups = Entries with a like tie to the same one are drawn as a group with their number.
network-far = { $n ->
    [one] { $n } entry that is further away would make the picture unreadable and stand in the table and the files alone.
   *[other] { $n } entries that are further away would make the picture unreadable and stand in the table and the files alone.
}
network-left = { $n ->
    [one] At least { $n } more lies within these steps and was left out.
   *[other] At least { $n } more lie within these steps and were left out.
}
network-untied = { $n ->
    [one] Of { $n } entry one side is not recorded: they tie nothing.
   *[other] Of { $n } entries one side is not recorded: they tie nothing.
}

# Entries that are drawn as a group; n is two or more.
network-makes = makes
network-less-sure = alleged, disputed or unknown
network-group-companies = { $n } companies
network-group-agencies = { $n } agencies
network-group-countries = { $n } countries
network-group-products = { $n } products
network-group-measures = { $n } measures

# The table: from one entry to another. A tie is that one owns, sold to, lists the other, and so on.
network-ties = Ties, those of the entry in the middle first
network-from = From
network-tie = Tie
network-to = To
network-more = { $shown } of { $n } are shown; the files have all.

# What an address should have had, as above; "of", "depth" and "data" are words of addresses.
network-expected-of = the identifier of a company, an agency or a product
network-expected-depth = 1, 2 or 3
network-expected-name = of, depth or data
# Behind "There is no"; the address stays as it is.
network-missing = entry in this address: expected one, as in /network?of=ID
network-missing-entry = entry under this identifier

# What happened when. name is a country, company or technology, or the words of a search.

timeline-title = { $name } in time
timeline-search = “{ $words }”
timeline-about = Recorded deals, licences, measures and incidents around { $name }, by their dates.
timeline-alt = { $name } in time: lanes of deals, measures and incidents under one axis; the list below says the same.
timeline-marks = A filled mark is confirmed, a pale one reported, an empty one less; one with a point may reach further that way. <a>All of it as CSV</a>

# Choices behind "Years".
timeline-all-years = all years

# The lanes, as headings in the picture.
timeline-lane-deals = Deals and offers
timeline-lane-licences = Export licences
timeline-lane-measures = Measures
timeline-lane-incidents = Incidents
timeline-lane-ties = Names and owners
# The same in the list, under "Sort".
timeline-sort-deals = deals and offers
timeline-sort-licences = export licences
timeline-sort-measures = measures
timeline-sort-incidents = incidents
timeline-sort-ties = names and owners

# How many of each there are; list is made of those that are not zero: "3 deals and offers, 1 measure and 2 incidents".
timeline-told = { $list }. A date that is known in part is drawn as long as it may have been.
timeline-count-deals = { $n ->
    [one] { $n } deal or offer
   *[other] { $n } deals and offers
}
timeline-count-licences = { $n ->
    [one] { $n } export licence
   *[other] { $n } export licences
}
timeline-count-measures = { $n ->
    [one] { $n } measure
   *[other] { $n } measures
}
timeline-count-incidents = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
timeline-count-ties = { $n ->
    [one] { $n } new name or tie
   *[other] { $n } new names and ties
}
timeline-nothing = Nothing is recorded here, which is not evidence that nothing happened.
timeline-undated-one = One of them is not dated and stands below its lane.
# n is two or more.
timeline-undated = { $n } of them are not dated and stand below their lanes.
timeline-left = { $n } more were not read.

# Marks of the picture: one entry with its date and its confidence, or several of one year; n is two or more.
timeline-mark = { $name }: { $when }, { $confidence }
timeline-several = { $n } in { $year }
timeline-several-listed = { $n }, in the list below
timeline-several-told = { $n } of them
timeline-no-date = not dated
timeline-not-dated = Not dated

timeline-list = { $name } in time, oldest first
timeline-what = What
timeline-sort = Sort
timeline-more = { $shown } of { $n } are shown; the CSV has all.

# What an address should have had, as above; "country", "company", "technology", "q", "from", "to" and "data" in the last one
# are words of addresses.
timeline-expected-words = words to look for
timeline-expected-year = a year
timeline-expected-name = country, company, technology or q, from, to or data
# Behind "There is no"; the address stays as it is.
timeline-missing = subject in this address: expected one, as in /timeline?country=uz

# Deals by year.

trends-title = Deals by year
trends-title-of = { $name }: deals by year
trends-about = Recorded deals in surveillance technology by year, technology, confidence and country.
trends-told = { $n ->
    [one] { $n } deal is recorded
   *[other] { $n } deals are recorded
}; { $dated } of them are dated, most to { $year } ({ $most }). One that spans several years counts in the first.
trends-told-undated = { $n ->
    [one] { $n } deal is recorded
   *[other] { $n } deals are recorded
}; none of them is dated.
trends-method = What is recorded follows what researchers, courts and the press could see, and when: a year with few deals here is no year with few sales. A deal is counted in the year in which it was agreed, delivered or first used, where a source says so; export licences are not counted.
# The first link is that of the technology and must stay the first.
trends-only = Deals in <a>{ $name }</a> alone: <a>all deals</a>.
trends-csv = <a>All figures of this page as CSV</a>
trends-grades = <a>What these words mean</a>

trends-by-technology = By technology
trends-by-confidence = By confidence
trends-by-exporter = By exporting country
trends-by-recipient = By recipient

# Of each chart: the caption of its table, what is said to those who don't see it, and the words below it.
trends-technology = Deals by year and technology; a deal in two stands under both
trends-technology-alt = Deals by year and technology; a deal in two stands under both, drawn. A table says the same in figures.
trends-technology-note = Deals by year and technology; a deal in two stands under both. Undated ones are not drawn.
trends-confidence = How sure the deals of a year are
trends-confidence-alt = How sure the deals of a year are, drawn. A table says the same in figures.
trends-confidence-note = How sure the deals of a year are. Undated ones are not drawn.
trends-exporters = Exporting countries, by recorded deals
trends-exporters-alt = Exporting countries, by recorded deals, drawn. The table below says the same in figures.
trends-recipients = Recipients, by recorded deals
trends-recipients-alt = Recipients, by recorded deals, drawn. The table below says the same in figures.
trends-countries-note = A deal with two countries stands under both.
trends-others = all others
trends-deals = deals
trends-by-year = By year
trends-more = { $shown } of { $n } countries are shown; all are in the CSV.

# What an address should have had, as above; both are words of addresses.
trends-expected-name = technology or data
