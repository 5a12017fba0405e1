# The page about method and limits.

about-title = Method and limits
about-lead = Sousveil is an index of evidence. It says who published what about a sale of surveillance technology, and how sure that makes it.
about-words = The words
about-entity = Entity
about-entity-means = A thing with an identifier: a country, company, agency, product, technology, transfer, measure, incident, source.
about-claim = Claim
about-claim-means = One value of one property of one entity, with its evidence. Each has a page of its own.
about-source = Source
about-source-means = A publication. A repost names its original and is no second source; a dataset that cites somebody counts as that somebody.
about-evidence = Evidence
about-evidence-means = The tie between a claim and a source: where in it, its own words where we hold them, for or against, and a grade.
about-transfer = Transfer
about-transfer-means = One deal or one decision on a licence. It has a stage, and dates only where a source ties them to the act; otherwise it is known not after the day of disclosure.
about-measure = Measure
about-measure-means = A restriction for a time: an embargo, a listing, a control of an item. It binds only those that it names.
about-coverage = Coverage
about-coverage-means = What was looked for. Absence is only said within it.
about-grades = Grades of evidence
about-grade-confirmed = Admitted by buyer or seller, or in a contract, a court file or an official paper.
about-grade-reported = Told by named research or press with documents or forensics.
about-grade-alleged = A single unsupported source, an inference or a scan of the internet.
about-confidence = The rule of confidence
# "disputed" is the word for that confidence as it is shown everywhere.
about-confidence-rule = The confidence of a claim follows from its evidence by one rule and by nothing else: it is <b>disputed</b> where any evidence contradicts; otherwise it is the best grade among the evidence that supports it; where no evidence is graded, none is held.
about-confidence-denial = A denial or a company’s reply is evidence that contradicts. The confidence of a transfer is that of the claim that it took place.
about-stages = Stages
# "stages" lists the names of all stages, with commas.
about-stages-rule = A transfer is { $stages }. Export licences are never added to deals: no total, table or ranking mixes the two, and neither is called a sale without its stage.
about-limits = Limits
about-limit-silence = Silence is not innocence. What is not recorded may have happened; what was not looked for is not known.
about-limit-seen = What is recorded follows what researchers, courts and the press could see. Countries with a free press and open courts are seen better.
about-limit-index = The Surveillance Industry Index of 2016 is taken at its word: the works that it cites were not opened.
# "share" is about-share or about-no-share.
about-limit-quoted = A quotation is held for { $n } of { $all } claims ({ $share }). Summaries are our own words.
# A share in percent with one digit behind the point.
about-share = { $whole }.{ $tenth } %
# In place of a share where there are no claims at all.
about-no-share = no share
about-limit-opened = The curators opened { $n } of the sources themselves; the others are told after those who cite them, and say so.
about-limit-unverified = { $n ->
    [one] { $n } measure was not checked against a source and is marked.
   *[other] { $n } measures were not checked against a source and are marked.
}
about-limit-law = That a licence was required is no statement about the law being broken.
about-correct = Corrections
# "contact" is an address of mail or of a web page, or other words of whoever runs the server.
about-correct-link = Corrections keep the old value, with date and reason. Send them to <a>{ $contact }</a>, with the address of the claim and a source.
about-correct-text = Corrections keep the old value, with date and reason. Send them to { $contact }, with the address of the claim and a source.
about-correct-none = Corrections keep the old value, with date and reason. No contact is configured on this server.
about-licence = Licence
about-licence-terms = The compilation is published under { $licence }. Terms of its origins are told under <a>origins</a>. The program is free software under Apache-2.0 or MIT.
about-keys = Keys
about-keys-use = Every page can be used with the keyboard alone: <kbd>Tab</kbd> goes from link to link, and where one stands is shown. These keys lead on from anywhere, together with <kbd>Alt</kbd> and <kbd>Shift</kbd> in Firefox and Tor Browser, <kbd>Alt</kbd> in Chromium, <kbd>Ctrl</kbd> and <kbd>Option</kbd> on a Mac:
about-key-content = To the content of the page
about-key-home = To the first page
about-key-search = To the search box
about-key-pages = In a list: to the page before, to the next page
about-key-keys = To this list of keys
about-you = You
about-privacy = These pages need no script, set no cookies, load nothing from elsewhere. The program keeps no record of what you look for; whoever runs the server, or stands between, may.
