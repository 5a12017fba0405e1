# Screening: looking up who may be meant by a name. The arguments threshold, cutoff and weight are texts such as 0.70.

screen-heading = Screening
screen-title = Screening: is this name in the data?
screen-description = Looks a name, or a list of names, up under any spelling and in any script, with reasons.
screen-lead = Is this name in the data, under any spelling and in any script, and how sure is that? Names are looked up in:

# What is looked in: a list with its title, then "version 2026-11-26, data a1b2c3", and perhaps ": it holds nothing …".
screen-version = version { $version }
screen-data = data <code>{ $hash }</code>
screen-not-held = it holds nothing of the sort that was asked for, and was not looked up
screen-locked = Other lists of this server are asked under <code>/api</code>, with a key.

# What becomes of a question: privacy.
screen-private = What you ask is sent in the body of the request, not in its address; it is worked on in memory, and neither stored nor logged by this program. The answer may be kept by no cache. Whoever runs this server, or stands between it and you, may still see it: the same program looks names up on your own machine.
screen-file-private = A file is read in memory while it is answered; neither it nor its name is stored or logged.

# The forms.
screen-one = One name
screen-another = Another name
screen-name = Name
screen-country = Country, if known
screen-country-hint = a code or an English name
screen-date = Date of birth, foundation or building, if known
screen-date-hint = 1990, 1990-05 or 1990-05-17
screen-sort = What it is
screen-look = Look up
screen-several = Several names
screen-list = Names, one in each line, at most { $most }
screen-list-hint = with a country behind a semicolon where it is known: Hacking Team; it
screen-look-all = Look up all
screen-file = A file
screen-file-kind = CSV with a column for names, or text with one name in each line
# The argument kilobytes is a text.
screen-file-hint = at most { $most } rows and { $kilobytes } kilobytes; columns for country, date, sort of party or numbers are known by their headings in many languages
screen-file-sort = What they are

# What may be chosen under "What it is" and "What they are".
screen-sort-any = anything
screen-sort-company = a company
screen-sort-agency = an agency or public body
screen-sort-product = a product
screen-sort-organization = an organisation of any sort
screen-sort-person = a person
screen-sort-vessel = a ship
screen-sort-airplane = an aircraft
screen-sort-wallet = a wallet

# The answer.
screen-answer = The answer
screen-nothing = Nothing was looked up.
screen-no-match = No match.
screen-none-reaches = No match: entries are alike, none of them reaches { $threshold }.
screen-match = A match: an entry reaches { $threshold }.
# Two sentences of one paragraph, of a list of names.
screen-read = { $n ->
    [one] { $n } name was read.
   *[other] { $n } names were read.
}
screen-of-these = { $matched } with a match ({ $threshold } or more), { $reaching } with an entry that reaches { $cutoff }.
# What a table leaves out. The argument more is a text.
screen-left-out = Shown are at most { $each } entries, the likeliest first; { $more } more reach { $cutoff }.
screen-left-out-of-names = Shown are at most { $each } entries for each name, the likeliest first; { $more } more reach { $cutoff }.
screen-no-reasons = With so many names the reasons are left out: ask for fewer at once to see them.
screen-score = A score says how alike what was asked and an entry are. It is a reason to look, never a proof: two may bear one name, and one may bear two.
screen-none = No entry found
screen-none-means = No entry reaches { $cutoff }. That says only that no entry of these data is so called; no other list was looked at.
screen-wordless = Not looked up
screen-wordless-means = Found no word that can be compared; expected a name. These were not looked up.
screen-how-read = How the file was read
screen-looked-in = Looked up in
screen-algorithm = Algorithm <code>best</code>; from { $threshold } on an entry is called a match; below { $cutoff } nothing is shown. The same question to the same data gives the same answer.

# The table of entries.
screen-entries = Entries that may be meant
screen-head-asked = Name asked for
screen-head-entry = Entry
screen-head-score = Score
screen-head-called = What it is called
screen-head-reasons = Reasons
# Under "What it is called": what an entry of that score is called.
screen-called-match = match
screen-called-below = below { $threshold }
# Where an entry stands: what it is (an English word of a schema, as LegalEntity), in which list, under which number.
screen-place = { $schema }, in { $list }: { $id }

# Reasons of a score. The argument detail is English.
screen-compared = compared with { $name }: { $detail }
screen-reason = { $reason } (weight { $weight })
screen-reason-identifier_match = an identifier is the same
screen-reason-identifier_mismatch = identifiers of one kind differ
screen-reason-date_match = dates agree as far as they are known
screen-reason-date_mismatch = dates contradict each other
screen-reason-country_match = a country is shared
screen-reason-country_mismatch = no country is shared
screen-reason-gender_match = gender is the same
screen-reason-gender_mismatch = gender differs
screen-reason-address_match = addresses share words

# How a file was read. The arguments columns and remark are English; line and more are texts.
screen-columns = Columns that were used: { $columns }.
screen-remark = Line { $line }: { $remark }.
screen-more-remarks = { $more } more such remarks.
screen-nameless = (line { $line }, without a name)

# What can't be asked. The names of fields (name, country, date, what, list, file) stay as they are. The argument line is a text.
screen-field-twice = Found the field { $field } twice, expected it once.
screen-field-unknown = Found the field { $field }, expected name, country, date, what or list.
screen-field-not-of-file = Found the field { $field }, expected file or what.
screen-not-whole = Found a form that is not whole, expected one with a file, sent as multipart/form-data.
screen-no-file = Found no file, or an empty one, expected one with names.
screen-no-files-here = No file can be sent here.
screen-rows-many = Found { $n } rows, expected at most { $most }. Please ask in parts; nothing was looked up.
screen-lines-many = Found { $n } lines with a name, expected at most { $most }. Please ask in parts; nothing was looked up.
screen-no-name-in-file = Found no name in the file, expected one in each row.
screen-no-name-in-list = Found no name in the list, expected one in each line.
screen-no-name = Found no name, expected one.
screen-name-and-list = Found a name and a list, expected one of the two.
screen-list-with-country = Found a list with one country or date for all, expected none. A country of its own stands behind a name and a semicolon.
screen-sort-unknown = What it is: found { $found }, expected one of the form’s.
screen-country-unknown = Country: found “{ $found }”, expected a code such as uz, or the English name of a country.
screen-date-unknown = Date: found “{ $found }”, expected a year, a month or a day, such as 1990, 1990-05 or 1990-05-17.
# The argument most is a text in the next three.
screen-name-long = Found a name of { $n } characters, expected at most { $most }.
screen-row-name-long = Line { $line } of the file: found a name of { $n } characters, expected at most { $most }.
screen-line-name-long = Line { $line } of the list: Found a name of { $n } characters, expected at most { $most }.
screen-line-country-unknown = Line { $line } of the list: found “{ $found }”, expected a code such as uz, or the English name of a country.
