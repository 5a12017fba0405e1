# What closed lists, dates and numbers are called.

# Figures stand side by side: "3 deals, 1 offer or tender and 2 export licences granted".
count-deals = { $n ->
    [one] { $n } deal
   *[other] { $n } deals
}
count-offers = { $n ->
    [one] { $n } offer or tender
   *[other] { $n } offers or tenders
}
count-licences = { $n ->
    [one] { $n } export licence granted
   *[other] { $n } export licences granted
}
count-refused = { $n ->
    [one] { $n } export licence refused
   *[other] { $n } export licences refused
}

# The last two of a list; those before are joined by commas.
list-and = { $first } and { $last }

# Dates and intervals; each is 2015, 2015-11 or 2015-11-03. The first four stand alone in a cell, and behind the words of
# "when" below: so no case may be asked of what they stand for.
interval-between = { $from } to { $to }
interval-from = from { $from }
interval-until = not after { $to }
interval-unknown = not known
span-between = { $from } to { $to }
span-from = from { $from }, no end recorded
span-until = until { $to }

# When a transfer happened, several joined by "; ": "agreed 2012; delivered 2013 to 2014". "decided" is said of licences.
when-agreed = agreed { $date }
when-decided = decided { $date }
when-delivered = delivered { $date }
when-used = used { $date }
when-disclosed = disclosed { $date }
when-known = not after { $date }

# Whom a measure binds; countries and the United Nations (word-un) apart.
bound-eu = member states of the European Union

# The kinds of entries: many as a heading, one in a sentence.
plural-Country = Countries
plural-Company = Companies
plural-Agency = Agencies
plural-Product = Products
plural-Technology = Technologies
plural-Transfer = Transfers
plural-Relation = Relations
plural-Incident = Incidents
plural-Measure = Measures
plural-Source = Sources
plural-other = Other entries
noun-Country = country
noun-Company = company
noun-Agency = agency
noun-Product = product
noun-Technology = technology
noun-Transfer = transfer
noun-Relation = relation
noun-Incident = incident
noun-Measure = measure
noun-Source = source
noun-other = entry

# By what a list can be narrowed, as headings over the choices.
facet-schema = What it is
facet-country = Country
facet-supplier_country = Exporting country
facet-recipient_country = Recipient country
facet-technology = Technology
facet-act = Deal or licence
facet-stage = Stage
facet-confidence = Confidence
facet-year = Year
facet-company = Company
facet-agency = Agency
facet-product = Product
facet-source = Source
facet-kind = Kind
facet-issuer = Issuer
facet-origin = Origin of the row
facet-supplier = Supplier
facet-missing = Not known
facet-topic = Topic

# The choices of "Deal or licence".
act-deal = deals
act-offer = offers and tenders
act-licence = export licences granted
act-licence_refused = export licences refused

# The choices of "Not known": no supplier, no end user, no date of contract, delivery or use, no stage. English shows the
# bare keys; a translation says them in words.
missing-supplier = supplier
missing-end_user = end_user
missing-act_date = act_date
missing-stage = stage

# The choice of "Year" for what has no date.
year-undated = undated

# The orders of a list.
sort-relevance = best match
sort-newest = newest first
sort-oldest = oldest first
sort-name = by name

# How far a transfer got.
stage-advertised = offered
stage-tendered = tendered
stage-licensed = export licence granted
stage-licence_refused = export licence refused
stage-contracted = contracted
stage-delivered = delivered
stage-in_use = in use
stage-ended = ended
stage-unknown = stage not known

# How sure a claim is, and what that means.
confidence-confirmed = confirmed
confidence-reported = reported
confidence-alleged = alleged
confidence-disputed = disputed
confidence-unknown = no graded evidence
meaning-confirmed = Admitted by buyer or seller, or shown by a contract, a court or an official paper.
meaning-reported = Told by named research or press with documents or forensics.
meaning-alleged = Rests on a single unsupported source, an inference or a scan of the internet.
meaning-disputed = Some evidence contradicts it; both sides are shown.
meaning-unknown = No graded evidence is held.

# What the claim is called that a thing exists, or that something took place.
existence-event = The event itself
existence-thing = The thing itself

# Properties, as labels before their values. Of a relation "from" and "to" are companies, and its dates are "from_date" and
# "to_date"; of a measure "from" and "to" are dates.
property-title = Title
property-publisher = Publisher
property-published = Published
property-kind = Kind
property-url = Address
property-archive_url = Archived copy
property-language = Language
property-access = Access
property-opened = Opened by the curators
property-cites = Cites
property-origin = Origin
property-note = Note
property-key = Key
property-label = Name
property-definition = What it is
property-can_see = What it can see
property-cannot_see = What it cannot see
property-protects = What protects against it
property-control_codes = Control codes
property-aliases = Other names
property-grade = Grade
property-sources = Sources
property-name = Name
property-country = Country
property-city = City
property-founded = Founded
property-dissolved = Dissolved
property-status = Status
property-website = Website
property-technologies = Technologies
property-origin_id = Identifier at the origin
property-parent = Part of
property-maker = Maker
property-technology = Technology
property-since = Since
property-until = Until
property-what = What it is
property-supplier = Supplier
property-supplier_country = Exporting country
property-intermediary = Intermediary
property-recipient_country = Recipient country
property-end_user = End user
property-Transfer-technologies = Technology
property-product = Product as told
property-products = Product
property-stage = Stage
property-agreed = Agreed
property-delivered = Delivered
property-used = Used
property-disclosed = Disclosed
property-complete = Reported as complete
property-summary = Summary
property-Relation-from = From
property-Relation-to = To
property-percentage = Share in percent
property-from_date = From
property-to_date = To
property-date = Date
property-Incident-country = Presumed operator
property-target_group = Aimed at
property-issuer = Issuer
property-binds = Whom it binds
property-target_type = Kind of target
property-target = Target
property-effect = Effect
property-partly = Of these only a part
property-item_codes = Control codes
property-adopted = Adopted
property-Measure-from = From
property-Measure-to = To
property-last_seen = Last seen in force
property-area = Part of the country
property-recipients = Only for recipients
property-except = Not for destinations
property-condition = Only if
property-scope = Scope
property-legal_basis = Legal basis
property-verified = Checked against a source

# Words of closed lists.

# Yes, no and the like, of several properties.
word-yes = yes
word-no = no
word-unknown = unknown
word-other = other
word-any = any

# Kinds of sources, and whether one can be read.
word-press = press
word-research = research
word-forensic = forensic
word-court = court
word-official = official
word-register = register
word-licence_statistics = licence statistics
word-contract = contract
word-leak = leak
word-company = company
word-brochure = brochure
word-dataset = dataset
word-repost = repost
word-open = open
word-paywalled = paywalled
word-offline = offline

# What became of a company (“status”).
word-active = active
word-renamed = renamed
word-acquired = acquired
word-dissolved = dissolved

# Kinds of agencies and of end users.
word-intelligence = intelligence
word-police = police
word-military = military
word-telecom_operator = telecom operator
word-regulator = regulator
word-government = government
word-non_state = non state

# Kinds of relations, read from one company to another: “A, owner of, B”. “supplier” is also a part in a deal.
word-owner = owner
word-subsidiary = subsidiary
word-renamed_to = renamed to
word-successor = successor
word-acquired_by = acquired by
word-reseller = reseller
word-investor = investor
word-supplier = supplier
word-same_group = same group

# Kinds of measures.
word-arms_embargo = arms embargo
word-internal_repression_equipment = internal repression equipment
word-surveillance_equipment = surveillance equipment
word-comprehensive = comprehensive embargo
word-entity_list = entity list
word-sanctions = sanctions
word-item_control = control of an item
word-visa = visa

# Kinds of targets of measures (“company” stands above).
word-country = country
word-person = person
word-group = group
word-item = item

# What a measure demands (“effect”).
word-prohibition = prohibition
word-presumption_of_denial = presumption of denial
word-licence_required = licence required
word-notice = notice
word-travel_or_asset = travel ban or asset freeze

# What stands in the place of technologies or of countries.
word-all_arms_only = arms only, no surveillance technology named
word-un = all member states of the United Nations

# Grades of evidence, how sure something is, and for or against.
word-confirmed = confirmed
word-reported = reported
word-alleged = alleged
word-disputed = disputed
word-supports = supports
word-contradicts = contradicts
word-source = source
word-editorial = editorial

# Kinds of changes in the data.
word-addition = addition
word-correction = correction
word-withdrawal = withdrawal
word-reply = reply
word-asked = asked

# Parts of a deal, as the form of one’s own deal names them in an error.
word-supplier_country = supplier country
word-intermediary_country = intermediary country
word-recipient_country = recipient country
word-technologies = technologies
word-item_codes = item codes
word-on = on
word-end_user_kind = end user kind
word-area = area
word-us_item = us item
word-intermediary = intermediary
word-recipient = recipient
word-end_user = end user

# Our own list of technologies.
technology-audio = Audio surveillance
technology-biometrics = Biometrics
technology-counter_surveillance = Counter-surveillance
technology-deep_packet_inspection = Deep packet inspection
technology-fibre_tap = Fibre tap
technology-forensics = Device forensics
technology-imsi_catcher = IMSI catcher
technology-internet_filtering = Internet filtering
technology-intrusion = Intrusion software
technology-lawful_interception = Lawful interception
technology-location_tracking = Location tracking
technology-monitoring_centre = Monitoring centre
technology-network_infrastructure = Network infrastructure
technology-osint_analytics = Open-source and data analytics
technology-other = Other
technology-video = Video surveillance

# The table of all claims of an entry.
facts-caption = Each line is a claim: one value, how sure it is, and what it rests on
facts-property = Property
facts-value = Value
facts-confidence = Confidence
facts-rests-on = Rests on
facts-claim = Claim
facts-differ = the sources differ
facts-as-written = as written:
facts-open-claim = claim
facts-judgement = our judgement
facts-recorded = recorded
facts-recorded-transfer = recorded, as sure as its evidence
facts-percent = { $n } %
facts-no-evidence = no evidence held
facts-curators = the curators’ judgement
facts-contradicts = (contradicts)
facts-more-sources = and { $n } more

# Tables of measures.
measures-binds-only = A measure binds only those that it names. That one stands here does not mean that it bound a particular supplier, or that it covered what was sold.
measures-all = All measures
measures-shown = { $shown } of { $total } are shown.
measures-items = Items of control lists
measures-issuer = Issuer
measures-issuer-and-kind = Issuer and kind
measures-target = Target
measures-codes = Control codes
measures-binds = Binds
measures-period = Period recorded
measures-effect = Effect
measures-scope = Scope
measures-checked = Checked
measures-named = { $issuer }: { $kind }
measures-issuer-unknown = issuer not known
measures-kind-unknown = kind not known
measures-whole-list = its whole list
measures-nobody = nobody by itself
measures-any-technology = any technology
measures-more-technologies = { $n } more

# What of a measure was checked against a source.
measures-verified = dates and subject
measures-unverified = not checked
