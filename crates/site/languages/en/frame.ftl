# The frame around every page: head, menu, foot, errors.

frame-skip = Skip to the content
frame-search = Search
frame-search-hint = Country, company, agency, product
frame-parts = Parts of the site
frame-here = You are here
frame-home = Home
frame-languages = Languages
frame-unreviewed = This page was translated from English and has not yet been reviewed by a native reader. Names, claims and quotations stay in their own language. Where the two differ, <a>the English page</a> counts.
frame-version = Data version
frame-licence = Licence: { $licence }.
frame-data = Data and downloads
frame-method = Method and limits
frame-keys = Keys
frame-silence = What is not recorded here may still exist: silence is not innocence.
frame-made-from = The link you followed was made from data version { $asked }. This page shows version { $shown } ({ $version }), which may say something else.

menu-map = Map
menu-countries = Countries
menu-companies = Companies
menu-transfers = Transfers
menu-technologies = Technologies
menu-measures = Measures
menu-gap = Blacklist gap
menu-incidents = Incidents
menu-sources = Sources
menu-screen = Screening
menu-inspect = Inspect
menu-data = Data
menu-about = About

# Other forms of a page, as links.
frame-form-network = network as GraphML
frame-form-feed = Atom feed

# Errors. What is found and what is expected may be English; so may the thing of which there is none.
error-ways = Ways on
error-search = Or use the search box above.
error-query = This address asks for something that this list does not have
error-query-found = Found: { $parameter } = “{ $found }”.
error-query-expected = Expected: { $expected }.
error-query-without = The same list without that part
error-none = There is no { $what }
error-none-page = There is no page at this address
error-none-text = There is no entry under this address, a part of which is no text
error-none-entry = There is no entry under this identifier
error-none-list-network = There is no network of a list
error-none-told = The address may be mistyped, or may never have existed. That there is no entry is not evidence that nothing happened.
error-withdrawn = This entry was withdrawn
error-withdrawn-on = { $id } was withdrawn on { $date }.
error-reason = The reason given: { $reason }
error-replaced = This claim was replaced by another value
error-replaced-by = { $property }: “{ $old }” became “{ $new }” on { $date }.
error-replaced-unknown = { $property }: “{ $old }” became “not known” on { $date }.
error-replaced-entry = The entry as it is now
error-workbook = This list is too long for a workbook
error-workbook-told = It has { $rows } rows; a workbook is made of at most { $most }. The CSV has all of them, and every spreadsheet opens it. A filter makes the list shorter.
error-workbook-csv = This list as CSV, whole
error-method = These pages can only be read
error-method-taken = Taken are: { $taken }.
error-form = Nothing was looked up
error-form-kind = Expected a form, sent as application/x-www-form-urlencoded.
error-form-large = The form has more than { $most } bytes. Please ask for fewer names at once.
error-form-broke-off = The form did not come to its end in time. Please send it again.
error-form-screen = Look up names
error-form-check = Check a deal
error-long = This address is too long
# The number is handed in as text: no plural can be chosen by it.
error-long-most = At most { $most } bytes are read.
error-often = Too many requests from your address
error-often-wait = Please go on in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
error-often-whole = Whoever needs much is served better by the whole: each list has its CSV and JSON, and /claims.jsonl holds every claim.
error-often-streams = So many whole lists are being sent to your address already. Please wait until one of them has ended.
error-busy = The server is busy
error-busy-again = Please try again in a few seconds.
error-ours = Something went wrong on our side
error-ours-log = The error was written to the server's log. The data is not affected.
error-way-home = The first page
error-way-countries = All countries
error-way-companies = All companies
error-way-data = The data, whole

# Above a list: the filters that are on ("Narrowed by: Country: Uzbekistan ×"), those that there are, the order, the forms.
# Links follow after what ends in a colon and after "as"; a full stop ends each.
facets-narrowed = Narrowed by:
facets-take-off = Take this filter off
facets-narrow = Narrow the list
# The number is handed in as text: no plural can be chosen by it.
facets-more = and { $n } more
facets-order = Order:
facets-deals-first = most deals first
facets-forms = This view, whole, as
facets-cite = Cite this list and its sources:

# The pages of a list: "101–200 of 1,234 companies". The last word is the list's.
pager-label = Pages of the list
pager-before = ← Before
pager-after = Next →
pager-search = { $first }–{ $last } of { $total } hits
pager-countries = { $first }–{ $last } of { $total } countries
pager-companies = { $first }–{ $last } of { $total } companies
pager-agencies = { $first }–{ $last } of { $total } agencies
pager-products = { $first }–{ $last } of { $total } products
pager-technologies = { $first }–{ $last } of { $total } technologies
# Deals and licences stand in one list.
pager-transfers = { $first }–{ $last } of { $total } records
pager-relations = { $first }–{ $last } of { $total } relations
pager-incidents = { $first }–{ $last } of { $total } incidents
pager-measures = { $first }–{ $last } of { $total } measures
pager-sources = { $first }–{ $last } of { $total } sources
pager-none-search = 0 hits
pager-none-countries = 0 countries
pager-none-companies = 0 companies
pager-none-agencies = 0 agencies
pager-none-products = 0 products
pager-none-technologies = 0 technologies
pager-none-transfers = 0 records
pager-none-relations = 0 relations
pager-none-incidents = 0 incidents
pager-none-measures = 0 measures
pager-none-sources = 0 sources
pager-behind-search = { $total } hits; this page is behind the last
pager-behind-countries = { $total } countries; this page is behind the last
pager-behind-companies = { $total } companies; this page is behind the last
pager-behind-agencies = { $total } agencies; this page is behind the last
pager-behind-products = { $total } products; this page is behind the last
pager-behind-technologies = { $total } technologies; this page is behind the last
pager-behind-transfers = { $total } records; this page is behind the last
pager-behind-relations = { $total } relations; this page is behind the last
pager-behind-incidents = { $total } incidents; this page is behind the last
pager-behind-measures = { $total } measures; this page is behind the last
pager-behind-sources = { $total } sources; this page is behind the last

# Lists. The title: "Companies (“cameras”; Country: Uzbekistan)".
list-search = Search
list-narrowed = { $list } ({ $parts })
list-words = “{ $words }”
list-filter = { $facet }: { $value }
list-within = Words in this list
list-look = Look
list-empty = No entry found. That is not evidence that nothing was sold.
# The counts: "12 deals, 1 offer or tender and 3 export licences granted".
list-transfers-say = In this list: { $counts }. A licence is no deal; the two are never added up.
list-countries-say = Countries with at least one record, by the number of deals to them. Deals and licences are counted apart.
list-caption-countries = Countries of this page
list-caption-companies = Companies of this page
list-caption-agencies = Agencies of this page
list-caption-products = Products of this page
list-caption-technologies = Technologies of this page
list-caption-transfers = Transfers of this page
list-caption-relations = Relations of this page
list-caption-incidents = Incidents of this page
list-caption-measures = Measures of this page
list-caption-sources = Sources of this page
list-col-technology = Technology
list-col-sees = What it can see
list-col-deals = Deals
list-col-offers = Offers, tenders
list-col-licences = Licences granted
list-col-refused = Licences refused
list-not-described = not described
list-col-country = Country
list-col-deals-to = Deals to it
list-col-licences-to = Licences to it
list-col-deals-from = Deals from it
list-col-licences-from = Licences from it
list-col-measures = Measures
list-col-incidents = Incidents
list-col-companies = Companies

# What an address of a list may hold; each is told behind "Expected:" and before a full stop.
list-expect-length = at most { $n } characters
list-expect-page = a number from 1
list-expect-one = one of { $values }
list-expect-parameters = one of the parameters { $facets }, q, sort, page, data
list-expect-technology = the identifier of a technology
list-expect-company = the identifier of a company
list-expect-agency = the identifier of an agency
list-expect-product = the identifier of a product
list-expect-source = the identifier of a source
list-expect-country = a country code of two lower-case letters, such as uz
list-expect-year = a year of four digits, or undated
list-expect-data = no parameter but data, the data version of a permalink

# Tables.
table-not-known = not known

# The page of an entity.
thing-claims = Claims
thing-no-claim = No claim is held.
thing-sources = Sources

# The end of a page. Links follow after a colon.
ending-heading = Take it with you
ending-cite = How to cite
ending-plain = Citation as plain text
ending-bibtex = Citation as BibTeX
ending-csl = Citation as CSL-JSON
ending-files = As files, with the sources behind this page:
ending-permalink = Permalink with the data version:
