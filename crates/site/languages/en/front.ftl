# The first page.

# The title of the page, in a browser's tab and where a link to it is shown.
home-title = Sousveil: the open index of the surveillance trade
home-about = Who sold interception, spyware and biometrics to which country and end user, and on what evidence.
home-heading = The open index of the surveillance trade
home-lead = Sousveil records who sold interception, spyware and biometrics to which country and end user. Every statement names its sources and says how sure it is; where sources disagree, both are shown. What is not recorded here may still have happened.
home-ask = Search for a country, a company, an agency or a product
home-search = Search
home-recorded = What is recorded
# The figures: each is a link to the list. A language with plurals may choose by "n".
home-figure-deals = <b>{ $n }</b> deals
home-figure-offers = <b>{ $n }</b> offers and tenders
home-figure-licences = <b>{ $n }</b> export licences granted
home-figure-refused = { $n ->
    [one] <b>{ $n }</b> export licence refused
   *[other] <b>{ $n }</b> export licences refused
}
home-figure-companies = <b>{ $n }</b> companies
home-figure-measures = <b>{ $n }</b> measures
home-figure-incidents = <b>{ $n }</b> documented incidents
home-figure-sources = <b>{ $n }</b> sources
# Of the deals, so many are …: listed in home-sure. The same words as the grades of confidence.
home-sure-confirmed = { $n } confirmed
home-sure-reported = { $n } reported
home-sure-alleged = { $n } alleged
home-sure-disputed = { $n } disputed
# "sure" is a list: "12 confirmed, 30 reported and 8 alleged".
home-sure = Of the deals, { $sure }: <a>what these words mean</a>. A system that was only seen in a scan of the internet is “alleged”. Export licences are counted apart from deals: a licence permits an export, it does not show that anything was sold.
home-buying = Who is recorded as buying
home-buying-limits = What is recorded follows what researchers, courts and the press could see. It is no measure of who buys most.
home-map = The map by exporter, technology, year and confidence
home-recipients = Most recorded recipients, by deals
home-exporters = Most recorded exporting countries, by deals
home-country = Country
home-newest = The newest facts
home-newest-caption = The newest dated deals and offers
home-newest-more = All deals and offers
home-changed = What changed
# "day" is a date, as 2026-11-26: on that day so many entries were added.
home-added = { $n ->
    [one] { $day }: { $n } entry was added.
   *[other] { $day }: { $n } entries were added.
}
home-feed = All changes as an Atom feed
home-changes = Corrections, withdrawals and replies, newest first
home-change-what = What
home-change-date = Date
home-change-kind = Change
home-change-reason = Reason
home-years = Deals by year
home-years-table = The same as a table, by confidence and by country
home-years-csv = All figures as CSV
home-from = From where
home-countries = All countries
home-technologies = Technologies
home-read = Read on
# Three links; a full stop is put behind each.
home-read-check = What stands in the way of a deal of your own
home-read-about = How this is made, and its limits
home-read-data = The data, whole, to take away

# Search.

search-title = Search
# The words that were typed stand behind it.
search-of = Search:
# What a screen reader calls the part that shows countries and companies with just the name that was typed.
search-exact = Called exactly that
search-none = No entry found. That is not evidence that nothing was sold.
search-help = What may help
search-help-words = Fewer words, or another spelling; names may be typed in Latin letters or in their own script.
search-help-lists = The list of <a>countries</a>, of <a>companies</a> or of <a>technologies</a>.
search-help-coverage = What was looked for is said under <a>coverage</a>.
search-time = What happened when, of these hits
# "n" chooses the plural, "shown" is the same number as it is shown.
search-found = { $n ->
   *[other] { $shown } hits, the best of each kind first.
}
search-hits = Hits
# A link to the rest of a kind: "All 1,234: Companies".
search-all = All { $n }: { $kind }
# Below the name of a country: what was sold to it and from it, as "3 deals and 1 offer or tender".
search-to = to it: { $what }
search-from = from it: { $what }
search-no-transfer = no transfer recorded

# The data.

data-title = The data
data-dataset = Dataset
data-publisher = Publisher
data-licence = Licence of the compilation
data-version = Version
data-hash = SHA-256 of the data
data-homepage = Web page
data-tables = Tables
data-forms = Add <code>.csv</code>, <code>.xlsx</code> or <code>.json</code> to the address of any list or entry to get that very view, whole. In CSV and XLSX, a cell that begins with one of = + - @ has a ' put before it, so that no spreadsheet runs it.
data-programs = Programs find entities in FollowTheMoney’s form, and whether a name is here under any spelling, under <code>/api</code>; <a>/api/openapi.json</a> describes it.
data-origins = Origins
data-origins-none = None is named.
data-coverage = Coverage
data-coverage-limits = Absence is only said within what was looked for. What was not looked for is not known.
data-coverage-none = No coverage is stated.
data-ending = Every claim with its evidence, one a line, and the history:
data-tables-caption = The tables
data-table = Table
data-entries = Entries
# Over links to files that hold the whole table.
data-whole = Whole
# In the column "Entries": the list of countries has all of them.
data-all = all
data-origins-caption = Where rows were taken from
data-origin = Origin
data-origin-publisher = Publisher
data-origin-terms = Terms as found
data-origin-included = Included
data-origin-address = Address
data-yes = yes
data-no = no
data-coverage-caption = What was looked for, and where
data-coverage-subject = Issuer or subject
data-coverage-kind = Kind
data-coverage-about = About
data-coverage-period = Period
data-coverage-note = Note
data-coverage-more = { $shown } of { $n } lines are shown; the rest is in coverage.csv of the data folder.
