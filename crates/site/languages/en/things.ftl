# Pages of single things: agencies, products, sources, incidents, ties, measures, transfers, and claims.

# What several of these pages say.
thing-country = Country
thing-kind = Kind
thing-confidence = Confidence
thing-not-known = not known
thing-network = Network
# A link to a drawing of all that are tied to an agency or a product; stands behind "Network".
thing-network-drawn = who is tied to it, drawn
thing-transfers = Recorded deals and offers
# $list: numbers by confidence, such as "3 confirmed and 2 alleged".
thing-how-sure = How sure they are: { $list }.
thing-licences = Export licences
thing-licence-decisions = Decisions on export licences
# What is not there, put into "There is no …". $what: what it would be, such as "company"; $id: its identifier.
thing-sought = { $what } “{ $id }”
# The same for a page; $schema: a word of the program.
thing-page-sought = page for a { $schema }

agency-kind = Agency
# Forms of a file follow: "CSV, XLSX, JSON". So in all messages that end in "-forms".
agency-forms = All transfers to this agency, whole:
agency-part-of = Part of
# $n: a number, as text.
agency-deals = Deals and offers: { $n } in all, newest first
agency-no-transfers = None is recorded, which is not evidence that there was none.
agency-parts = Parts
agency-bodies = Bodies that are part of it

product-kind = Product
product-forms = The transfers of this product, whole:
product-maker = Maker
product-technology = Technology
product-can-see = What such technology can see
# From when to when it was on the market.
product-offered = Offered
# $n: a number, as text.
product-deals = Deals and offers with it: { $n } in all, newest first
product-no-transfers = None is recorded with this product named.
product-incidents = Documented incidents
product-no-incidents = None is recorded.

source-kind = Source
source-forms = All that rests on it, whole:
# Forms of citations follow: "BibTeX, RIS, CSL-JSON".
source-as-files = As files:
source-citing = Reposts, datasets and works that cite it
source-entries = { $n ->
    [one] { $n } entry with a claim that rests on this source
   *[other] { $n } entries with a claim that rests on this source
}
source-entry = Entry
source-what-it-is = What it is
source-whole-list = The whole list
source-rests = What rests on it
source-nothing-rests = Nothing rests on it.
source-cited-by = Cited by

incident-kind = Incident
incident-forms = This incident:
incident-date = Date
incident-operator = Presumed operator
incident-product = Product
incident-supplier = Supplier of the technology
incident-aimed-at = Aimed at

relation-kind = Tie between companies
relation-forms = This tie:
# The company that the tie goes out from, as an owner, and the one that it leads to.
relation-from = From
relation-to = To
relation-when = When

measure-kind = Measure
measure-forms = This measure:
measure-unchecked = This measure was not checked against a source.
measure-issuer = Issuer
measure-whom = Whom it binds
measure-aimed-at = Aimed at
measure-effect = Effect
measure-period = Period recorded
measure-checked = Checked against a source

transfer-kind = Transfer
transfer-kind-licence = Decision on an export licence
transfer-forms = This transfer:
# $caption: what the transfer is called, in English; $stage: such as "delivered"; $confidence: such as "reported".
transfer-about = A transfer: { $caption }. { $stage }, { $confidence }.
transfer-about-licence = A decision on an export licence: { $caption }. { $stage }, { $confidence }.
transfer-stage = Stage
transfer-licence-permits = A licence permits an export; it does not show that anything was sold.
transfer-existence = The claim and its evidence
transfer-when = When
transfer-rests-on = Rests on
# $sources: such as "3 sources" or "no source held".
transfer-rests-on-sources = { $sources }, reposts of one publication counted once
transfer-taken-from = Taken from
# $title: another collection of data; $id: what the entry is called there.
transfer-origin = { $title }, there { $id }
transfer-can-see = What the technology can see
transfer-not-described = not described
transfer-way = What stood in its way
transfer-report-print = Report to print
transfer-report-xlsx = Report as XLSX
transfer-gap = What another list of countries would have stopped
transfer-as-json = The same as JSON
transfer-claims = Claims
transfer-sources = Sources
transfer-changes = What changed
# $old: an identifier; $reason: English words of the data.
transfer-merged = { $old } was merged into this entry on { $date }: { $reason }

claim-kind = Claim
claim-forms = This claim:
# Put into "There is no …".
claim-sought = claim “{ $id }”
# The claim as a sentence. $sure: how sure it is; $name: what the entry is called.
claim-licence-granted = { $sure ->
    [confirmed] It is confirmed that an export licence <a>{ $name }</a> was granted.
    [reported] It is reported that an export licence <a>{ $name }</a> was granted.
    [alleged] It is alleged that an export licence <a>{ $name }</a> was granted.
    [disputed] It is disputed that an export licence <a>{ $name }</a> was granted.
   *[unknown] It is recorded, without graded evidence, that an export licence <a>{ $name }</a> was granted.
}
claim-licence-refused = { $sure ->
    [confirmed] It is confirmed that an export licence <a>{ $name }</a> was refused.
    [reported] It is reported that an export licence <a>{ $name }</a> was refused.
    [alleged] It is alleged that an export licence <a>{ $name }</a> was refused.
    [disputed] It is disputed that an export licence <a>{ $name }</a> was refused.
   *[unknown] It is recorded, without graded evidence, that an export licence <a>{ $name }</a> was refused.
}
claim-offer-made = { $sure ->
    [confirmed] It is confirmed that the offer <a>{ $name }</a> was made.
    [reported] It is reported that the offer <a>{ $name }</a> was made.
    [alleged] It is alleged that the offer <a>{ $name }</a> was made.
    [disputed] It is disputed that the offer <a>{ $name }</a> was made.
   *[unknown] It is recorded, without graded evidence, that the offer <a>{ $name }</a> was made.
}
claim-transfer-took-place = { $sure ->
    [confirmed] It is confirmed that the transfer <a>{ $name }</a> took place.
    [reported] It is reported that the transfer <a>{ $name }</a> took place.
    [alleged] It is alleged that the transfer <a>{ $name }</a> took place.
    [disputed] It is disputed that the transfer <a>{ $name }</a> took place.
   *[unknown] It is recorded, without graded evidence, that the transfer <a>{ $name }</a> took place.
}
claim-incident-happened = { $sure ->
    [confirmed] It is confirmed that the incident <a>{ $name }</a> happened.
    [reported] It is reported that the incident <a>{ $name }</a> happened.
    [alleged] It is alleged that the incident <a>{ $name }</a> happened.
    [disputed] It is disputed that the incident <a>{ $name }</a> happened.
   *[unknown] It is recorded, without graded evidence, that the incident <a>{ $name }</a> happened.
}
# $noun: what it is, such as "company".
claim-thing-exists = { $sure ->
    [confirmed] It is confirmed that the { $noun } <a>{ $name }</a> exists.
    [reported] It is reported that the { $noun } <a>{ $name }</a> exists.
    [alleged] It is alleged that the { $noun } <a>{ $name }</a> exists.
    [disputed] It is disputed that the { $noun } <a>{ $name }</a> exists.
   *[unknown] It is recorded, without graded evidence, that the { $noun } <a>{ $name }</a> exists.
}
# A colon and the value follow. $property: such as "Country" or "Founded", which begins with a capital letter.
claim-property-of = { $property } of <a>{ $name }</a>
claim-how-it-follows = How this follows from the evidence
claim-evidence = Evidence
claim-no-evidence = No evidence is held for this claim.
# The name of a source follows each of these three.
claim-contradicts = Contradicts:
claim-judged = Judged by the curators:
claim-supports = Supports:
claim-source-missing = { $id } (this source is not in the data)
claim-judgement = A judgement of the curators
claim-no-quotation = No quotation is held for this claim.
# A quotation follows.
claim-source-writes = The source writes:
# A page, a chapter, a line.
claim-where-in-it = Where in it
claim-grade = Grade of this evidence
claim-not-graded = not graded
claim-publisher = Publisher
claim-published = Published
claim-address = Address
claim-archived = Archived copy
claim-none-recorded = none recorded
claim-opened = Opened by the curators
claim-opened-yes = yes
claim-opened-no = no: what it says is told after others
# The sources that are cited follow each of these three.
claim-dataset-citing = A dataset, citing
claim-repost-of = A repost of
claim-cites = Cites
claim-cite = Cite this source
claim-citation = Citation of the source
claim-others = Other values
claim-rivals = Other values held for the same property
claim-value = Value
claim-link = claim
claim-history = History
claim-no-change = No change is recorded for this entry since it was made.
claim-statement = As a statement of FollowTheMoney: <code>{ $statement }</code>
