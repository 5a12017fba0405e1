# Inspect: is a link, a mail or a file tied to known spyware? Read by people under stress, on a terminal and on a page: short,
# plain sentences without markup. Nobody is to conclude more than is known: an indicator ties an address or a file to what a
# publication describes; it shows neither an infection nor a sender.

# Where something stands: in a line of a file, in a history with the day of the last visit.
inspect-line = line { $line }
inspect-visited = last visited { $day }

# How an indicator fits. The argument value is an address with [.] for each dot.
inspect-how-same = It is itself an indicator
inspect-how-with_query = It is the indicator { $value }, with a query
inspect-how-below_address = It lies below the indicator { $value }
inspect-how-below_host = It is a name below the indicator { $value }
inspect-how-host_of = Its host is the indicator { $value }
inspect-how-above_host_of = Its host lies below the indicator { $value }
# The argument fits is one of the sentences above.
inspect-expired = { $fits }, which held until a day that is past
inspect-revoked = { $fits }, which was taken back
inspect-says-nothing = { $fits }, which says nothing by itself: { $why }

# Why a listed value says nothing by itself.
trap-shared_suffix = strangers register names below it
trap-dynamic_dns = a provider of names for everybody
trap-shortener = a shortener of links: only the whole link says something
trap-mail_host = a provider of mailboxes for everybody
trap-platform = a site on which everybody can put something
trap-institution = a public body’s own host
trap-common_name = harmless files and programs have this name, too
trap-local_number = a number that every network uses for itself
trap-reporter = a host of those who write about spyware
trap-resolver = an open resolver of names, which half of the world asks

# What a publication says of it. The arguments by and family are names.
inspect-ties = { $by } ties it to { $family }
inspect-lists = { $by } lists it, without saying to what it belongs
inspect-since = dated { $day }
inspect-until = valid until { $day }
inspect-taken-back = taken back by its publisher
inspect-pack = in the pack { $pack }
inspect-vendor = By the names in our index, that is a product of { $vendor }
inspect-report = Report: { $report }
inspect-incident = Recorded incident: { $incident }
# The argument countries is a list of countries, each with its number of deals.
inspect-deals = { $n ->
    [one] One deal of { $what } is on record, to { $countries }. That does not show who sent this.
   *[other] { $n } deals of { $what } are on record, to { $countries }. That does not show who sent this.
}

# What one should ask about. Honest messages have all of it, too.
inspect-asks = Things to ask about. Honest messages have them, too; none of them shows an attack:
inspect-times = { $n } times
inspect-more = and { $more } more
ask-runs_as_document = “{ $name }” runs when it is opened, although it has the name of a document or picture.
ask-runs = “{ $name }” runs when it is opened. Did you expect a program?
ask-double_extension = “{ $name }” has two endings. Many systems hide the last one, by which it runs when it is opened.
ask-right_to_left = The name “{ $name }” has hidden marks that turn the direction of writing: its true ending may stand in the middle.
ask-encrypted_archive = An archive or document is locked by a password, so no filter on the way could look into it.
ask-encrypted_archive-password = An archive or document is locked by a password, so no filter on the way could look into it; the message that it came with speaks of a password.
ask-macro = A document has a program in it (macros), which runs if you allow it.
ask-remote_part = A document fetches a part of itself from { $target } when it is opened.
ask-link_text = A link shows { $text } and leads to { $target }.
ask-html_script = An attached page has a program in it, or asks for a password.
ask-sender_name = The sender calls himself “{ $name }”, and the message came from { $address }.
# The argument whose is a company, or the name of an indicator’s pack.
ask-look_alike = { $host } looks like { $like } ({ $whose }), and is another site.
# The argument results is technical: spf=fail dkim=none.
ask-authentication = { $by }, which took the message in, could not confirm its sender: { $results }. Forwarding and mailing lists cause that, too.
# The argument rule is the name of a rule, file that of its file, says what the rule says of itself.
ask-rule = The YARA rule { $rule } of { $file }, which you gave, fits it. Ask its author what that shows.
ask-rule-says = The YARA rule { $rule } of { $file }, which you gave, fits it. It says of itself: “{ $says }”.
ask-rule-others = The YARA rule { $rule } fits it. Whoever hands this over has the rule.
inspect-ask-sender = Ask the sender in another way, such as a call to a number that you knew before, whether it is from them.

# What to do where an indicator was found.
inspect-means = This does not show that a device was infected, nor who sent it.
inspect-next = Do not delete the message or the file, and do not open it again. Ask somebody who knows:
inspect-helpline = { $name }: { $address }

# Where none was found. The argument newest is a day.
inspect-none = { $n ->
    [one] No known indicator found among one (newest: { $newest }).
   *[other] No known indicator found among { $n } (newest: { $newest }).
}
inspect-none-undated = No known indicator found among { $n } (of unknown date).
inspect-no-bill = Newer spyware would not show. This is not a clean bill.
inspect-looked = Looked at: { $inputs }; addresses, names and fingerprints that were compared: { $seen }.
inspect-inputs = { $n ->
    [one] one input
   *[other] { $n } inputs
}
inspect-never = { $n ->
    [one] One more is of programs, apps and settings of a phone or computer, which nothing here can show.
   *[other] { $n } more are of programs, apps and settings of a phone or computer, which nothing here can show.
}
inspect-rules = YARA rules that were used, as far as files could be read: { $n }

# What could not be read. The argument form is one of the words below.
inspect-unread = Could not be read:
unread-form = { $form }: only name and fingerprints were compared
unread-open_letters = { $form }: only what stands in it openly was looked through, and name and fingerprints were compared
unread-damaged = damaged, or not what it seems to be: { $why }
unread-encrypted = locked by a password: only names were compared
unread-too_long = more than { $most } bytes: the rest was compared by fingerprints only
unread-too_deep = too many things within each other: what lies deeper was not looked at
unread-too_much = too much to unpack or tell: the rest was not looked at
unread-rule_left_out = the YARA rule { $rule } was not used: it needs a module of YARA that this program does not have, or a rule that does
unread-rules_too_slow = the YARA rules took too long: they were not held against all of it
unread-rules_too_long = more than { $most } bytes: the YARA rules were not held against it as a whole
unread-encoding = written in an unknown encoding: names in other than Latin letters may have been missed

form-mail = mail
form-mailbox = a mailbox
form-compound = an older document of Office, or a package
form-zip = a ZIP archive
form-gzip = a packed file
form-tar = an archive
form-other_archive = an archive or packed file that is not unpacked here
form-disk_image = an image of a disk
form-sqlite = a database
form-html = a page
form-rtf = a document in RTF
form-pdf = a PDF
form-program = a program
form-script = a script
form-shortcut = a shortcut
form-media = a picture, sound, film or typeface
form-text = a text
form-other = a file of unknown form
form-empty = an empty file

# A packet for a helpline: shown on a terminal before it is written. In it #1, #2 … stand for files and links.
handover-title = Results of a check against published spyware indicators, for somebody who helps
handover-made = Made on { $day } by Sousveil { $version }. Files and messages are not included. Links are cut to the host, or to the part that a publication lists. Names of files and mailboxes appear whole only where a publication lists them. Days of last visits are included. #1, #2 and so on stand for files and links.
# The argument place is a folder.
handover-leaves = Everything that the new folder { $place } would contain:
handover-stays = Not included, only you see this:
handover-ask = Create this folder? Type y for yes; anything else cancels.
handover-nothing = Nothing was written.
handover-written = Written: { $place }. Read it once more before you send it.
