# Pages on published indicators of spyware, and the page on which somebody holds a link or a message against them. Read by
# people under stress and by those who help them: short, plain sentences. No more may be concluded than is known.

# The page with the form. It asks nobody else: what is pasted stays in the memory of the machine that serves the page.
inspect-page-title = Inspect a link or message
inspect-page-lead = Is a link, a message or an email tied to known spyware, by which published report, and whose product is that?
inspect-page-privacy = What you paste is looked through in memory, is kept nowhere and stands in no log. No link in it is opened, and nothing is asked of any other machine. Do not open the link yourself.
inspect-page-not-here = Nothing can be pasted here: it would leave your machine, and whoever runs this server could see it. Ask on your own machine instead, where nothing leaves it.
inspect-page-own = Install the program, then:
inspect-page-text = A link, a text, or the source of an email
inspect-page-hint = Of an email with all its parts: “Show original” or “View source” in the mail program; copy all of it.
inspect-page-button = Inspect
inspect-page-answer = Answer
inspect-page-another = Inspect another
inspect-page-empty = Nothing was pasted: a link, a text or the source of an email is expected.
# The argument n is a number of values, newest a day.
inspect-page-stock = It is held against { $n } published indicators; the newest is dated { $newest }.
inspect-page-indicators = Which ones

# What goes wrong.
error-not-here = This can’t be asked here
error-not-here-told = Only who sits at the machine that serves these pages may ask that. On your own machine it can be asked with sousveil inspect.
error-not-inspected = It could not be looked at
error-not-inspected-told = What takes messages apart failed. That says nothing about the message. Save it to a file and try sousveil inspect with it.

# All families. A family is what a publisher calls the spyware or campaign that an indicator belongs to.
indicators-title = Indicators of spyware
indicators-about = Published indicators of mercenary spyware: who ties which address or file to which spyware, whose product that is, and in which report.
indicators-lead = An indicator is an address or a file that a publication ties to spyware. That one was met does not show that a device was infected, nor who sent it.
indicators-inspect = Inspect a link or message
indicators-families = Spyware and campaigns
indicators-family = Spyware or campaign
indicators-values = Values
indicators-published-by = Published by
indicators-product = Product, by its name in our index
indicators-vendor = Company, by its name in our index
indicators-packs = Where they come from
indicators-packs-say = Each pack keeps the licence of its publisher. What is under no known licence is compared, and not shown.
indicators-pack = Pack
indicators-licence = Licence
indicators-made = Taken in
indicators-inside = inside the program
indicators-publications = Publications
indicators-shown = Shown here
indicators-shown-yes = yes
indicators-shown-no = no: its licence is not known
# What stands for a family where a publication names none.
indicators-unnamed = Not ascribed

# One family.
indicators-family-kind = Spyware or campaign
indicators-family-lead = So its publishers call it. Product and company are found by that name in our index; no publication says so.
indicators-also = Also written
indicators-no-family = There is no such spyware or campaign
indicators-deals = Deals on record
# The argument what is a product or company. A list of countries follows.
indicators-deals-told = { $n ->
    [one] One deal of { $what }
   *[other] { $n } deals of { $what }
}
indicators-values-of = { $n } values
indicators-value = Value
indicators-kind = What it is
indicators-defanged = Each dot is written as [.], so that nobody opens an address by a slip.
indicators-page-expected = a whole number from 1 to { $last }

# One value, and how it came here.
indicators-value-kind = Indicator of spyware
indicators-value-lead = This does not show that anybody was infected.
indicators-no-value = There is no such indicator
indicators-trap = Says nothing by itself
indicators-custody = Chain of custody
indicators-custody-say = Who says it, in which file, and when that was taken in. The SHA-256 is that of the file as it was taken in: whoever has the same file can see that nothing was changed.
indicators-step = Step
indicators-step-what = What is known
indicators-report = Report
indicators-since = Dated
indicators-until = Valid until
indicators-revoked = Taken back
indicators-note = Publisher’s note
indicators-aimed-at = Aimed at people in
indicators-file = File
indicators-incident = Recorded incident

indicator-host = name of a machine
indicator-url = address of a page
indicator-ip = number of a machine
indicator-email = address of mail
indicator-md5 = fingerprint of a file (MD5)
indicator-sha1 = fingerprint of a file (SHA-1)
indicator-sha256 = fingerprint of a file (SHA-256)
indicator-file_name = name of a file
indicator-file_path = path of a file
indicator-process = running program
indicator-app = app, by its identifier
indicator-certificate = certificate of an app
indicator-profile = configuration profile of iOS
indicator-property = system property of Android

# On the page of a product or company: a way to the values of a family.
indicators-way = { $family }: { $n } values
