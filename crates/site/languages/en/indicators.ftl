# Pages on published indicators of spyware, and the page on which somebody holds a link or a message against them. Read by
# people under stress and by those who help them: short, plain sentences. No more may be concluded than is known.

# The page with the form. It asks nobody else: what is pasted stays in the memory of the machine that serves the page.
inspect-page-title = Inspect a link or message
inspect-page-lead = Is a link, a message or an email tied to known spyware, by which published report, and whose product is that?
inspect-page-privacy = What you paste is examined in memory only. It is not saved or logged, its links are not opened, and no other machine is contacted. Do not open the link yourself.
inspect-page-leaves = What you paste leaves your machine: it goes to whoever runs this server, where it is examined in memory only, not saved and not logged. Its links are not opened. Do not open the link yourself. On your own machine nothing would leave it: sousveil inspect.
inspect-page-not-here = Nothing can be pasted here: it would leave your machine, and whoever runs this server could see it. Ask on your own machine instead, where nothing leaves it.
inspect-page-own = Install the program, then:
inspect-page-text = A link, a text, or the source of an email
inspect-page-hint = For an email, open “Show original” or “View source” in the mail program and copy everything.
inspect-page-button = Inspect
inspect-page-answer = Answer
inspect-page-another = Inspect another
inspect-page-empty = Expected one link, one text or the source of one email; found nothing, or several.
inspect-page-large = More than { $most } MB were pasted. Save the message to a file and try sousveil inspect with it.
# The argument n is a number of values, newest a day.
inspect-page-stock = It will be compared with { $n } indicators; the newest is dated { $newest }.
inspect-page-indicators = See which ones

# What goes wrong.
error-not-here = This can’t be asked here
error-not-here-told = Only somebody who uses the machine that serves these pages can do this. On your own machine, run sousveil inspect.
error-not-inspected = It could not be looked at
error-not-inspected-told = The part of the program that takes messages apart failed, or it took too long. This says nothing about the message itself. Save it to a file and try sousveil inspect with it.

# All families. A family is what a publisher calls the spyware or campaign that an indicator belongs to.
indicators-title = Indicators of spyware
indicators-about = Published indicators of mercenary spyware: who ties which address or file to which spyware, whose product that is, and in which report.
indicators-lead = An indicator is an address or a file that a publication ties to spyware. Coming across one does not show that a device was infected, or who sent it.
indicators-inspect = Inspect a link or message
indicators-families = Spyware and campaigns
indicators-family = Spyware or campaign
indicators-values = Values
indicators-published-by = Published by
indicators-product = Product, by its name in our index
indicators-vendor = Company, by its name in our index
indicators-packs = Where they come from
indicators-packs-say = Each pack keeps the licence of its publisher. Packs without a known licence are used for comparison, but their values are not shown.
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
indicators-family-lead = This is the name that its publishers use. We found product and company by that name in our index; no publication says so.
indicators-also = Also written
indicators-no-family = There is no such spyware or campaign here
indicators-deals = Deals on record
# The argument what is a product or company. A list of countries follows.
indicators-deals-told = { $n ->
    [one] One deal of { $what }
   *[other] { $n } deals of { $what }
}
indicators-values-of = { $n ->
    [one] One value
   *[other] { $n } values
}
indicators-value = Value
indicators-kind = What it is
indicators-defanged = Each dot is written as [.], so that nobody opens an address by accident.
indicators-page-expected = a whole number from 1 to { $last }

# One value, and how it came here.
indicators-value-kind = Indicator of spyware
indicators-value-lead = This does not show that anybody was infected.
indicators-no-value = There is no such indicator here
indicators-trap = Means nothing on its own
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

indicator-host = host name
indicator-url = web address
indicator-ip = IP address
indicator-email = email address
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
indicators-way = { $n ->
    [one] { $family }: one value
   *[other] { $family }: { $n } values
}
