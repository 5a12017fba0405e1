# Pages of countries, companies and technologies, and the tables of transfers, licences and other things that stand on
# pages of every kind. $country is the name of a country as a list has it, not inflected. $total and other numbers that are
# followed by no plural form may come as text.

# A country.
country-kind = Country
country-also = Also:
country-about = Recorded deals in surveillance technology with { $country }, both ways, with their evidence.
country-files = All transfers of this page, whole:
country-to-buys = Buys from
country-to-sells = Sells to
country-to-timeline = Time line
country-to-measures = Measures
country-to-incidents = Incidents
country-to-unknown = What is not known
country-to-use = Download and cite

# What stands first on the page. $what is a list such as “3 deals and 1 export licence granted”, $countries a list of names.
country-bought-none = No transfer to { $country } is recorded here, which is not evidence that there was none.
country-bought-unnamed = To { $country }: { $what }; no supplier is named.
country-bought-many = To { $country }: { $what }; at least { $n } companies are named as supplier.
country-bought = { $n ->
    [one] To { $country }: { $what }; { $n } company is named as supplier.
   *[other] To { $country }: { $what }; { $n } companies are named as supplier.
}
country-sold-none = From { $country } to other countries: no transfer is recorded here.
country-sold = From { $country }: { $what }.
country-sold-to = From { $country }: { $what }, to { $countries }.
country-domestic = { $n ->
    [one] Of those to { $country }, { $n } transfer came from within the country.
   *[other] Of those to { $country }, { $n } transfers came from within the country.
}
country-measured = { $n ->
    [one] { $n } measure aimed at { $country } is recorded, past ones included.
   *[other] { $n } measures aimed at { $country } are recorded, past ones included.
}

country-buys = Buys from
country-buys-none = No deal or offer to { $country } is recorded.
country-deals = Deals and offers
country-from-where = From where, on a map
country-technologies = The technologies, and what they can see
country-sees-unknown = What it can see is not described.
country-protects = What protects against them
country-licences-to = Export licences to { $country }
country-licence-permits = A licence permits an export; whether anything was sold is another question. Licences are counted in no total of deals.
country-by-year = By year
country-sells = Sells to
country-sells-none = No deal or offer from { $country } is recorded.
country-to-where = To where, on a map
country-licences-of = Export licences of { $country }
country-companies = Companies
country-agencies = Agencies
country-measures = Measures on { $country }, then and now
country-measures-none = None is recorded. See <a>what was looked for</a>: that none is recorded does not mean that there was none.
country-time = Sales and measures in time
country-time-told = Every year in which a transfer to { $country } is counted or a measure on it held. For whom each measure held, and for what, stands above; what stood in the way of a sale stands on its own page.
country-time-gap = What a list with { $country } on it would have stopped
country-incidents = Documented incidents
country-incidents-none = None is recorded with { $country } as presumed operator.
country-unknown = What is not known
country-looked = What was looked for
country-looked-none = What was looked for about this country is not recorded.

# Captions of the tables of a country.
country-table-deals-to = Deals and offers to { $country }: { $total } in all, newest first
country-table-deals-from = Deals and offers from { $country }: { $total } in all, newest first
country-table-licences-to = { $n ->
    [one] Decisions on export licences to { $country }: { $n } line in all, identical ones together
   *[other] Decisions on export licences to { $country }: { $n } lines in all, identical ones together
}
country-table-licences-from = { $n ->
    [one] Decisions on export licences from { $country }: { $n } line in all, identical ones together
   *[other] Decisions on export licences from { $country }: { $n } lines in all, identical ones together
}
country-table-years-to = Transfers to { $country } by year
country-table-years-from = Transfers from { $country } by year
country-table-agencies = Agencies of { $country }
country-table-companies = Companies seated in { $country }
country-table-measures = Measures aimed at { $country }, newest first
country-table-incidents = Documented incidents with { $country } as presumed operator

# What was looked for, and where.
country-coverage = What was looked for, and where
country-coverage-subject = Issuer or subject
country-coverage-kind = Kind
country-coverage-about = About
country-coverage-period = Period
country-coverage-note = Note
country-coverage-all = all
country-coverage-transfers = transfers
country-coverage-incidents = incidents
country-coverage-others = other issuers
country-coverage-more = { $n ->
    [one] { $n } line more, on measures of whatever country, by issuer
   *[other] { $n } lines more, on measures of whatever country, by issuer
}

# What is not known about the transfers to a country: $n of $all.
country-no-supplier = The supplier is not known: { $n } of { $all } deals and offers to this country.
country-no-end-user = The agency or end user is not known: { $n } of { $all } deals and offers to this country.
country-no-date = No date of contract, delivery or use is known: { $n } of { $all } deals and offers to this country.
country-no-stage = The stage is not known: { $n } of { $all } deals and offers to this country.
country-no-measure = No measure aimed at this country is recorded within the coverage stated on this page. That is not evidence that there was none.
country-untold = Sales that no public source tells of are missing here.

# A company.
company-kind = Company
company-about = { $company }: recorded deals in surveillance technology, owners, products and measures, with evidence.
company-files = All transfers of this page, whole:
company-no-country = Country not known
company-no-status = status not known
company-listed = named by measures: { $n }
company-also = Also written:
company-none = No transfer by this company is recorded, which is not evidence that there was none.
company-recorded = Recorded: { $what }.
# Behind this stand the words of the company.
company-reply = The company’s reply: { $date }:
company-reply-asked = The company’s reply: asked on { $date }, no reply recorded.
company-reply-never = The company’s reply: not asked.
company-to-transfers = Transfers
company-to-ties = Owners and ties
company-to-products = Products
company-to-network = Network, drawn
company-to-timeline = Time line
company-to-claims = Claims
company-to-use = Download and cite
company-deals = Recorded deals and offers
company-deals-none = None is recorded.
company-licences = Export licences
company-licence-permits = A licence permits an export; whether anything was sold is another question.
company-by-year = By year
company-measures = Measures that name it
company-measures-none = None is recorded within what was looked for (see <a>coverage</a>).
company-ties = Names, owners and ties
company-ties-none = No other tie is recorded.
company-products = Products
company-products-none = None is recorded.
company-incidents = Documented incidents
company-incidents-none = None is recorded with its technology.
company-claims = Claims about the company itself
company-sources = Sources
company-changes = What changed
company-changes-none = No change is recorded since the entry was made.

# Captions of the tables of a company.
company-table-deals = Deals and offers: { $total } in all, newest first
company-table-licences = Decisions on export licences: { $total } in all
company-table-years = Transfers by year
company-table-measures = Measures that name this company, newest first
company-table-names = Earlier and later names
company-table-ties = Owners, subsidiaries, resellers and other ties
company-table-products = Products
company-table-incidents = Documented incidents with its technology

company-tie = Tie
company-tie-other = Other company
company-tie-when = When
company-tie-share = Share
company-tie-confidence = Confidence
company-tie-evidence = Evidence

# What changed in an entry, whatever it is about.
company-change = What changed in this entry
company-change-date = Date
company-change-what = Change
company-change-before = Before
company-change-after = After
company-change-reason = Reason

# A technology. Not “technology-…”: such are the names of technologies.
tech-kind = Technology
tech-also = Also:
tech-files = All transfers of this technology, whole:
tech-undescribed = Not described.
tech-not-described = not described
tech-can-see = Can see
tech-cannot-see = Cannot see
tech-protects = What protects
tech-codes = Control codes
tech-codes-none = none recorded
tech-transfers = Transfers
tech-transfers-none = No transfer of it is recorded.
tech-recorded = Recorded: { $what }.
tech-licences = The export licences
tech-by-year = By year, confidence and country
tech-in-time = In time, with measures
tech-on-map = On a map
tech-companies = Companies
tech-products = Products
tech-items = Control codes, and from when
tech-items-told = By whose list an export of it needs a licence, and since when. Whether a certain product meets the words of a code is another question. Lists that bind nobody by themselves are taken up in national law, often years later.
tech-measures = Measures
tech-measures-none = No measure that names it is recorded.
tech-sources = Sources
tech-table-deals = { $n ->
    [one] { $n } deal or offer in all, the newest first
   *[other] { $n } deals and offers in all, the newest first
}
tech-table-companies = Companies that offer it
tech-table-products = Products
tech-table-measures = Measures that name it, newest first

# Tables of deals and offers.
transfers-supplier = Supplier
transfers-end-user = Agency or end user
transfers-recipient = Recipient
transfers-technology = Technology
transfers-when = When
transfers-stage = Stage
transfers-confidence = Confidence
transfers-evidence = Evidence
# Between stages of which the sources tell different ones: “delivered or in use”.
transfers-or = or
transfers-differ = sources differ
transfers-no-supplier = supplier not known
# Before the names of those through whom something was sold.
transfers-through = through
transfers-no-source = no source held
# A line does not break between the number and its noun.
transfers-sources = { $n ->
    [one] { $n }{"\u00A0"}source
   *[other] { $n }{"\u00A0"}sources
}
# How sure the deals and offers are; $sure is a list of the lines below.
transfers-sure = How sure they are: { $sure }.
transfers-confirmed = { $n } confirmed
transfers-reported = { $n } reported
transfers-alleged = { $n } alleged
transfers-disputed = { $n } disputed
transfers-ungraded = { $n } without graded evidence

# Tables of export licences.
licences-exporter = Exporting country
licences-recipient = Recipient
licences-technology = Technology
licences-when = When
licences-decision = Decision
licences-lines = Lines
licences-evidence = Evidence
licences-granted = granted
licences-refused = refused
# A link to the one line of a statistic, and one to all lines that say the same.
licences-line = the line
licences-all = all { $n }
licences-more = { $shown } of { $total } lines are shown. <a>The whole list</a>
licences-more-newest = { $shown } of { $total } lines are shown. Identical ones are counted among the newest { $newest }. <a>The whole list</a>
# The end of a list of countries: “Germany, Italy and 2 more”.
licences-countries-more = { $n } more

# Counts by year or by country.
figures-year = Year
figures-undated = undated
figures-deals = Deals
figures-offers = Offers, tenders
figures-granted = Licences granted
figures-refused = Licences refused
figures-years = A transfer is counted in the year in which it was agreed, delivered or first used, where a source says so. Where only the time of disclosure is known, it is undated.

# Lists of companies, agencies, products, sources, incidents and relations.
rows-more = { $shown } of { $total } are shown. <a>The whole list</a>
rows-sources = Sources that something on this page rests on
rows-name = Name
rows-company = Company
rows-country = Country
rows-status = Status
rows-agency = Agency
rows-kind = Kind
rows-part-of = Part of
rows-product = Product
rows-maker = Maker
rows-technology = Technology
rows-from-to = From – to
rows-source = Source
rows-publisher = Publisher
rows-published = Published
rows-opened = Opened by us
rows-what-happened = What happened
rows-date = Date
rows-operator = Presumed operator
rows-product-and-supplier = Product and supplier
rows-confidence = Confidence
rows-relation = Relation
rows-share = Share
rows-not-described = Not described
rows-none = none recorded
rows-yes = yes
rows-no = no

# Sales to a country, and measures on it, by year. $from, $to, $first and $last are years.
time-table = Sales to { $country }, and measures on it, by year
time-years = Years
time-deals = Deals
time-licences = Licences
time-held = Measures that held
time-shown = The last { $shown } of { $total } lines are shown.
time-from-to = { $from } to { $to }
time-none = none recorded
# $issuer is who issued a measure (“EU”), $kind what it is (“arms embargo”).
time-measure = { $issuer } { $kind }
time-measure-partly = { $issuer } { $kind } (partly or possibly)
time-more = and { $n } more
time-bars = Bars of the years { $first } to { $last }: when measures on { $country } held, and when deals are recorded. The table below tells the same years, and up to six measures of each.
time-bars-deals = deals are recorded
time-bars-held = a measure held
time-bars-partly = it held for a part of the year, or possibly
time-bars-row = Recorded deals
time-bars-more = { $n } more are not drawn: all measures stand above.
