# The frame around every page: head, menu, foot, errors.

frame-skip = Skip to the content
frame-search = Search
frame-search-hint = Country, company, agency, product
frame-parts = Parts of the site
frame-here = You are here
frame-home = Home
frame-languages = Languages
frame-unreviewed = This page was translated from English and has not yet been reviewed by a native reader. Names, claims and quotations stay in their own language. Where the two differ, <a>the English page</a> counts.
frame-version = Data version
frame-licence = Licence: { $licence }.
frame-data = Data and downloads
frame-method = Method and limits
frame-keys = Keys
frame-silence = What is not recorded here may still exist: silence is not innocence.
frame-made-from = The link you followed was made from data version { $asked }. This page shows version { $shown } ({ $version }), which may say something else.

menu-map = Map
menu-countries = Countries
menu-companies = Companies
menu-transfers = Transfers
menu-technologies = Technologies
menu-measures = Measures
menu-gap = Blacklist gap
menu-incidents = Incidents
menu-sources = Sources
menu-screen = Screening
menu-data = Data
menu-about = About
