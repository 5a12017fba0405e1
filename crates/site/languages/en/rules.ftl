# The rules: what stood in a deal's way, the gap of the blacklist, a deal of the reader's own.

# What measures say of a deal. Nothing here is ever called illegal: a measure stood in the way, or did not, or that is not
# known. "It" is the deal in verdict-met … verdict-dated, the measure in what follows.
verdict-no-advice = This is not legal advice. It says which recorded measures bear on a deal as it is told here, not whether anybody broke a law.
verdict-met = It met a measure: { $outcome }.
verdict-met-stricter = It met a measure: { $outcome }; it may have met a stricter one: { $stricter }.
verdict-possible = It may have met a measure: { $outcome }. That hangs on what is not known.
verdict-none = It met none of the measures that were looked for.
verdict-not-known = Whether it met a measure is not known: not all that might bind this exporter was looked for.
verdict-us = With goods or persons of the United States in it: { $outcome }.

# $outcome is one of these five.
verdict-prohibited = prohibited unless authorised
verdict-presumption = licence required (presumption of denial)
verdict-licence = licence required
verdict-another-scope = listed but of another scope
verdict-not-in-force = not in force on that date
verdict-possibly = possibly { $outcome }

# $acts is one or several of verdict-agreed, -delivered, -used, -disclosed; $date is a date or an interval in words: "2014-06",
# "2012 to 2014", "not after 2014".
verdict-dated = The deal is taken { $acts }.
verdict-dated-nothing = The deal is taken without a date: at whatever time it was made.
verdict-agreed = as agreed or licensed { $date }
verdict-delivered = as delivered { $date }
verdict-used = as made { $date }: it was in use by then
verdict-disclosed = as made { $date }: it was told of by then

# Why a measure does not fit: remarks in a cell, one after another with commas between. "It" is the measure.
verdict-covers = it covers the deal as it is told
verdict-because-date = when it took place, or when the measure was in force, is known only in part
verdict-fault-arms = it names arms, not interception
verdict-fault-technology = it does not cover the technology
verdict-fault-item = it does not name the control code
verdict-fault-exporter = it did not bind the exporter
verdict-fault-area = it is for { $area } only
verdict-fault-area-some = it is for a part of the country only
verdict-fault-non-state = it is for armed groups and others that are no state only
verdict-fault-military = it is for armed forces only
verdict-fault-recipients = it is for some recipients only
verdict-fault-destination = it leaves the destination out
verdict-fault-role = it is on what goes to the listed party, not on what that sells
verdict-fault-effect = it demands nothing of a sale

# What is not known, in the same cell. "It" in "it went", "were in it" is the deal, else the measure. $area is a word of the
# data (crimea), $condition an English clause of the data.
verdict-open-recipient = where it went is not certain
verdict-open-technology = whether it covers what was sold is not certain
verdict-open-item = the control code is known only in part
verdict-open-exporter = whether it bound the exporter is not certain
verdict-open-us = only if goods or persons of the United States were in it, which is not known
verdict-open-area = only if it went to { $area }, which is not known
verdict-open-area-some = only if it went to a part of the country, which is not known
verdict-open-non-state = only if it went to armed groups and others that are no state, which is not known
verdict-open-military = only if it went to armed forces, which is not known
verdict-open-recipients = only if it went to some recipients, which is not known
verdict-open-party = a party has a name like that of the listed one
verdict-open-condition = only if { $condition }
verdict-open-condition-some = only if something more holds
verdict-open-destination = whether it leaves the destination out is not certain
verdict-open-reach = its reach is not certain

# A list below the heading "What would have to be known". "It" is the deal.
verdict-ask-date = when it took place, and when the measures held, to the day
verdict-ask-recipient = where it went
verdict-ask-technology = what exactly was sold
verdict-ask-item = the whole control code of what was sold
verdict-ask-exporter = who exported it, and from which country
verdict-ask-us = whether goods or persons of the United States were in it
verdict-ask-area = whether it went to { $area }
verdict-ask-area-some = whether it went to a part of the country
verdict-ask-non-state = whether it went to armed groups and others that are no state
verdict-ask-military = whether it went to armed forces
verdict-ask-recipients = whether it went to some recipients
verdict-ask-party = whether a party is the one that is listed
verdict-ask-condition = whether { $condition }
verdict-ask-condition-some = whether something more holds
verdict-ask-destination = whether the destination is left out
verdict-ask-role = what part the listed party has in it

# How far the deal lies from the time of the measure ("it"). $span, $least and $most are verdict-days, -months or -years:
# write these so that they fit in here.
verdict-began = it began { $span } later
verdict-began-between = it began { $least } to { $most } later
verdict-began-least = it began at least { $span } later
verdict-ended = it had ended { $span } before
verdict-ended-between = it had ended { $least } to { $most } before
verdict-ended-least = it had ended at least { $span } before
verdict-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
verdict-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
verdict-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}

verdict-now-not-then = in force today, not then
verdict-then-not-now = in force then, not today
verdict-unchecked = the measure was not checked against a source
verdict-binds-nobody = nobody by itself

# Whose measures were looked for: the exporting country, the kind of measure ("arms embargo") and who issues it ("EU").
verdict-needed-no-exporter = The exporting country is not known, so that nobody can say which measures could bind it.
verdict-needed-own = { $country }: what this country orders by itself was not looked for.
verdict-needed-yes = { $country }: { $kind } of { $issuer }: looked for.
verdict-needed-no = { $country }: { $kind } of { $issuer }: not looked for.
verdict-needed-part = { $country }: { $kind } of { $issuer }: looked for, but not for every day that the dates can mean.

# The same on the page of a transfer, and below the form of a deal.
way-judged = Judged by the { $n } recorded measures.
way-standing = Measures that stand in its way, or may
way-us-summary = Only with goods or persons of the United States in it
way-us = Measures that follow goods and persons of the United States
way-scope-summary = In force, but of another scope
way-scope = Measures of another scope
way-not-in-force-summary = Not in force at that time
way-not-in-force = Measures that were not in force, the nearest first
way-measure = Measure
way-says = Says
way-binds = Binds
way-period = Period recorded
way-because = Because
# `sousveil rules check --all` is a command: it stays as it is.
way-more = { $shown } of { $all } are shown; `sousveil rules check --all` has all.
way-open = What would have to be known
way-looked = What was looked for
way-looked-why = That a deal met none is said only where all of these were looked for.

# The gap of the blacklist.
gap-title = The blacklist gap
gap-about = Recorded deals in surveillance technology by the measures that stood in their way, year by year.
gap-lead = The report from which this index grew calls the blacklist of countries short, and says that nothing stops a firm from selling to anyone else. Here each recorded deal is held against every recorded measure as of its date: bans, licences and listings, each only for those whom it bound and the technology that it names.
gap-as-it-was = As it was
gap-silence = “None” is said only where measures of that exporter were looked for (<a>what was looked for</a>); else it is “not known”. Rules of the United States count for exporters there only.
gap-by-year = By year
gap-by-exporter = By exporter
gap-by-destination = By destination
gap-by-technology = By technology
gap-licences = Licences
gap-licences-apart = Export licences, apart
gap-licences-about = A licence shows that a measure was met and an export allowed; whether anything was sold is another question.
gap-another-list = Another list
gap-own-deal = A deal of your own
gap-left = { $n } more transfers are counted nowhere here: offered, tendered for, refused or disputed.

# The form: what another list would have stopped. Words and codes that are typed in (eu, un, EU:world, 5D001.e, names of
# countries) stay English: the form reads no others.
gap-ask = What would another list have stopped?
gap-list = A list of countries to which no surveillance technology may go
gap-list-none = none
gap-list-short = Syria and North Korea
gap-list-embargoed = countries under any arms embargo at the time
gap-list-incidents = countries to which this index lays an incident before the deal
gap-list-own = your own, below
gap-own = Your own list
gap-own-hint = codes or English names, one in each line, with dates where you want them: Syria: 2012-01-19, Myanmar: 2000/2012
gap-binds = Whom it binds
gap-binds-hint = country codes, eu or un; everybody where it is empty
gap-move = A control that came earlier
gap-move-hint = a control code with a date: 5D001.e:2010-01-01
gap-extend = Measures that bind others as well
gap-extend-hint = an issuer and whom it binds: EU:il+us, or EU:world
gap-alone = The measures that there were
gap-alone-no = stay
gap-alone-yes = are left out
gap-count = Count again
gap-lists-about = Syria and North Korea are the list that the report names. “Under any arms embargo” takes the recorded embargoes that bind somebody and spare no government. “An incident before” takes the incidents of this index that lay a use of surveillance to a state, from their dates on; that table is not complete for any country.

# A scenario in a sentence. $parts is one or several of gap-no-…, gap-moved, gap-extended, with semicolons between. $whom is a
# list of countries and "member states of the European Union" and the like.
gap-besides = Besides the measures that there were: { $parts }.
gap-besides-none = Besides the measures that there were: none.
gap-in-place = In place of all measures that there were: { $parts }.
gap-in-place-none = In place of all measures that there were: none.
gap-no-short = no surveillance technology to Syria and North Korea, for { $whom }
gap-no-short-all = no surveillance technology to Syria and North Korea, for every exporter
gap-no-embargoed = no surveillance technology to countries under any arms embargo at the time, for { $whom }
gap-no-embargoed-all = no surveillance technology to countries under any arms embargo at the time, for every exporter
gap-no-incidents = no surveillance technology to countries to which this index lays an incident before the deal, for { $whom }
gap-no-incidents-all = no surveillance technology to countries to which this index lays an incident before the deal, for every exporter
gap-no-own = no surveillance technology to { $countries }, for { $whom }
gap-no-own-all = no surveillance technology to { $countries }, for every exporter
gap-no-own-more = no surveillance technology to { $countries } and { $rest } more, for { $whom }
gap-no-own-more-all = no surveillance technology to { $countries } and { $rest } more, for every exporter
gap-moved = { $code } controlled from { $date }
gap-extended = the measures of { $issuer } binding { $whom } as well

gap-recorded = { $n ->
    [one] { $n } deal is recorded here.
   *[other] { $n } deals are recorded here.
}
gap-split = { $met } met a measure, { $possible } may have, { $none } met none of those looked for; of { $unknown } it is not known.
gap-unread = { $n ->
    [one] Not judged: { $n } recorded measure that could not be read.
   *[other] Not judged: { $n } recorded measures that could not be read.
}
gap-would = Under the scenario { $met } would have met a measure and { $possible } may have.
gap-more = { $least ->
    [one] { $least } deal certainly would have met more than they did: between { $least } and { $most }, as what is not known falls.
   *[other] { $least } deals certainly would have met more than they did: between { $least } and { $most }, as what is not known falls.
}

# Headings of the figures: deals by what they met, and ("then") would have met under the scenario.
gap-head-year = Year
gap-head-country = Country
gap-head-technology = Technology
gap-head-deals = Deals
gap-head-ban = Ban
gap-head-licence = Licence
gap-head-possible = Possible
gap-head-none = None
gap-head-not-known = Not known
gap-head-ban-then = Ban then
gap-head-licence-then = Licence then
gap-head-none-then = None then
gap-head-more = More met
gap-years = Deals by the year of agreement, else of delivery
gap-years-undated = not dated to one year
gap-years-all = all
gap-exporters = By country of the exporting unit
gap-not-known = not known
gap-not-dated = not dated
gap-shown = { $shown } of { $all } are shown; all are in the CSV.
gap-technologies = By technology; a deal with two stands under both
gap-licences-years = Export licences by year: somebody asked, and the state said yes
gap-bars = Bars of deals by year, split by what they met; the table below says the same in figures.
gap-bars-met = met a ban or a licence
gap-bars-possible = may have
gap-bars-none = met none of those looked for
gap-bars-not-known = not known
gap-bars-undated = { $n ->
    [one] { $n } deal is not dated to one year and stand in the table alone.
   *[other] { $n } deals are not dated to one year and stand in the table alone.
}
gap-bars-then = The second bar of a year is the scenario.

# What an address could have held; shown behind "Expected:". What stands between backticks is typed in as it is.
gap-expected-part = one of { $parts } or data
gap-expected-list = short, embargoed, incidents or own
gap-expected-own = countries such as `ir, sy:2012-01-19, mm:2000/2012`
gap-expected-binds = country codes, eu or un, such as `eu, us`
gap-expected-move = control codes with dates, such as `5D001.e:2010-01-01`
gap-expected-extend = an issuer and whom it binds, such as `EU:il+us` or `EU:world`
gap-expected-alone = yes or no
gap-expected-less = less
gap-expected-fewer = fewer

# The form of a deal that a reader tells.
check-title = What stands in the way of a deal?
check-about = Holds a deal, planned or past, against every recorded measure: embargoes, licences, listings.
check-lead = Tell a deal, planned or past, as far as you know it. It is held against every recorded embargo, licence and listing as of its date; what is left out counts as not known.
check-privacy = What you tell is sent in the body of the request, not in its address; it is worked on in memory, and neither stored nor logged by this program. Whoever runs this server, or stands between it and you, may still see it: <code>sousveil rules check</code> does the same on your own machine.
check-answer = The answer
check-another = Another deal
check-deal = A deal
check-from = Exported from
check-from-hint = country codes or English names such as uz or Uzbekistan; the country of the unit that exports, not of its parent
check-to = To
check-when = When
check-when-hint = a date or interval such as 2014, 2014-06 or 2012/2014; whenever it was, where it is empty
check-technology = Technology
check-codes = Control codes, if known
check-kind = Who uses it
check-us = Goods, software or persons of the United States in it
check-not-known = not known
check-yes = yes
check-no = no
check-seller = Who sells
check-seller-hint = names are looked up under any spelling, or an identifier of this index
check-buyer = Who buys
check-user = Who uses it, by name
check-more = A go-between, a part of the country
check-broker = Who stands between
check-via = Its country
check-area = Part of the country
check-check = Check
check-report = Report to print
check-report-xlsx = Report as XLSX

# What is expected in a part of the form. Words and examples that are typed in stay English: the form reads no others.
check-expected-countries = country codes or English names such as uz or Uzbekistan
check-expected-technologies = keys of technologies such as monitoring_centre; imsi_catcher
check-expected-codes = control codes such as 5A001.f
check-expected-date = a date or interval such as 2014, 2014-06 or 2012/2014
check-expected-kinds = military, police, intelligence, government, telecom_operator or non_state
check-expected-area = a part of the country such as crimea, or elsewhere
check-expected-us = yes or no
check-expected-name = a name, or an identifier of this index

# Who the parties may be.
check-parties = Who the parties may be
check-parties-part = Part
check-parties-asked = Asked
check-parties-may-be = May be
check-parties-in = In
check-parties-countries = Countries
check-parties-score = Score
check-parties-why = Why
check-in-index = this index
check-in-measure = the text of a measure
check-by-identifier = told by its identifier
check-role-supplier = Seller
check-role-intermediary = Stands between
check-role-recipient = Buyer
check-role-user = User
check-score = A score says how alike names are. It is a reason to look, never a proof: two may bear one name, and one may bear two.
check-nobody = Nobody found
check-nobody-where = That says only that nobody is so called in { $books }, nor among those whom measures name.

# What is wrong with a form. $part is a part of the form in words, $expected mostly one of check-expected-….
check-wrong = In “{ $part }” found { $found }, expected { $expected }.
check-empty = Found an empty form, expected at least one part of a deal.
check-twice = Found the field { $field } twice, expected it once.
check-as = Found as={ $found }, expected html or xlsx.
check-beside = Found the field { $field } beside transfer, which names a deal whole.
check-no-report = No report can be made here.
check-no-transfer = There is no transfer under this identifier
