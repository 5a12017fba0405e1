# Xaritalar, tarmoqlar, vaqt chiziqlari va diagrammalar.

picture-not-known = nomaʼlum
picture-confidence = Ishonchlilik
picture-country = Mamlakat
picture-deals = Bitimlar
picture-evidence = Dalillar
picture-licences = Litsenziyalar
picture-technology = Texnologiya
picture-undated = Sanasiz
picture-when = Qachon
picture-years = Yillar

picture-forms = Bu rasm <a>SVG</a> yoki <a>PNG</a> shaklida; manbasi koʻrsatilsa, undan erkin foydalanish mumkin. Jadvalda ham shuning oʻzi aytilgan.

picture-expected-country = mamlakat kodi
picture-expected-company = kompaniya identifikatori
picture-expected-technology = texnologiya kaliti

bars-step = Ustunning bir pogʻonasi: { $step }.

map-nav = Xarita nimani koʻrsatadi
map-figures = <a>Barcha raqamlar CSV shaklida</a>. Qayd etilganlar tadqiqotchilar, sudlar va matbuot koʻra olgan narsalarga bogʻliq: raqami yoʻq mamlakat sotuvlar boʻlmagan mamlakat degani emas.
map-borders = Chegaralar: Natural Earth 4.1.0 (jamoat mulki), maydonlar toʻgʻri koʻrsatiladigan Equal Earth proyeksiyasida. Chegaralar hududni amalda kim ushlab turganiga qarab chizilgan va u kimniki ekani haqida hech narsa demaydi, ammo: Qrim Ukraina bilan birga koʻrsatilgan (Birlashgan Millatlar Tashkiloti Bosh Assambleyasining 68/262-sonli rezolyutsiyasi); Kiprning shimoli Kipr bilan, Somalilend esa Somali bilan birga koʻrsatilgan, chunki ushbu indeks kodlarida ular uchun kod yoʻq. Kosovo, Falastin, Tayvan va Gʻarbiy Sahroi Kabirning oʻz kodlari bor. Kichik mamlakatlar nuqta bilan belgilangan.

map-alt = Dunyo xaritasi: { $title }.
map-alt-all = Dunyo xaritasi: qayd etilgan bitimlar, oluvchi mamlakatlar boʻyicha.
map-about = Kuzatuv texnologiyalari boʻyicha qayd etilgan bitimlar, mamlakatlar boʻyicha, xaritada va jadvalda.

map-title-deals-recipient = Qayd etilgan bitimlar, oluvchi mamlakatlar boʻyicha
map-title-deals-supplier = Qayd etilgan bitimlar, yetkazib beruvchining mamlakati boʻyicha
map-title-licences-recipient = Qayd etilgan eksport litsenziyalari, oluvchi mamlakatlar boʻyicha
map-title-licences-supplier = Qayd etilgan eksport litsenziyalari, yetkazib beruvchining mamlakati boʻyicha

map-none = qayd etilmagan

map-nothing = Bu yerda birortasi ham qayd etilmagan; bu ular boʻlmaganiga dalil emas.
map-counted-deals = Bu yerda { $countries } ta mamlakat boʻyicha { $n } ta bitim sanalgan. Ikki mamlakat nomi keltirilgan bitim har ikkisida sanaladi.
map-counted-licences = Bu yerda { $countries } ta mamlakat boʻyicha { $n } ta litsenziya sanalgan. Ikki mamlakat nomi keltirilgan litsenziya har ikkisida sanaladi.
map-unknown-recipient = { $n } tasida oluvchi nomaʼlum.
map-unknown-supplier = { $n } tasida yetkazib beruvchining mamlakati nomaʼlum.
map-off = { $n } tasi xaritada oʻrni yoʻq joylarga, masalan, sobiq davlatlarga tegishli: ular jadvalda keltirilgan.

map-flows = Oqimlar
map-flows-from = qayerdan
map-flows-to = qayerga

map-choice-countries = Mamlakatlar
map-choice-recipients = oluvchi
map-choice-suppliers = yetkazib beruvchi
map-choice-counted = Nima sanaladi
map-choice-deals = bitimlar
map-choice-licences = berilgan eksport litsenziyalari
map-choice-technology-all = barchasi
map-choice-years-all = barchasi
map-choice-years-before-2000 = 2000-yilgacha
map-choice-years-2000 = 2000–2009
map-choice-years-2010 = 2010–2014
map-choice-years-2015 = 2015–2019
map-choice-years-2020 = 2020-yildan
map-choice-years-undated = sanasiz
map-choice-confidence-all = barchasi

map-expected-side = recipient yoki exporter
map-expected-count = deals yoki licences
map-expected-period = all, 1999, 2000-2009, 2010-2014, 2015-2019, 2020 yoki undated
map-expected-confidence = confirmed, reported, disputed yoki unknown
map-expected-name = side, count, technology, period, confidence yoki data

flows-title-deals-recipient = { $name }: qayd etilgan bitimlar, yetkazib beruvchilar joylashgan mamlakatlar boʻyicha
flows-title-deals-supplier = { $name }: shu yerdagi yetkazib beruvchilarning qayd etilgan bitimlari, oluvchilar boʻyicha
flows-title-licences-recipient = { $name }: qayd etilgan eksport litsenziyalari, yetkazib beruvchilar joylashgan mamlakatlar boʻyicha
flows-title-licences-supplier = { $name }: shu yerdagi yetkazib beruvchilarning qayd etilgan eksport litsenziyalari, oluvchilar boʻyicha
flows-alt = Dunyo xaritasi, har bir mamlakat uchun yoy chizilgan: { $title }.
flows-about = Qayd etilgan bitimlar qaysi mamlakatlar oʻrtasida boʻlgan, xaritada va jadvalda. Mamlakat: { $name }.
flows-choice-recipient = { $name } uchun yetkazib beruvchi
flows-choice-supplier = { $name } yetkazib beruvchilaridan sotib olgan
flows-itself = { $name } (oʻzi)
flows-missing = bu manzilda mamlakat; kutilgan shakl: /flows?country=uz

network-title = { $name } atrofida
network-crumb = Tarmoq
network-about = Egalar, qayta sotuvchilar, mahsulotlar, qayd etilgan bitimlar va roʻyxatga kiritishlar: { $name } atrofida.
network-alt = { $name } bilan kim bogʻlangani ustunlarda chizilgan rasm; jadvalda ham shuning oʻzi aytilgan.

network-nav = Tarmoq qanchalik uzoqqa boradi
network-within = Masofa
network-steps = { $n } qadam

network-nothing = Uni boshqa yozuv bilan bogʻlaydigan hech narsa qayd etilmagan.
network-files = Boshqa dasturlarda ishlash uchun:
network-lines = Chiziq oʻz yozuvi qanchalik ishonchli ekanini koʻrsatadi; bu yerda oʻsha yozuvda aytilganidan ortiq hech narsa aytilmaydi.
network-others = Keyingi yoʻnalishlar

network-told = { $steps } qadam doirasida { $entries } ta yozuv { $name } bilan { $ties } ta bogʻliqlik orqali bogʻlangan; har bir bogʻliqlik — ushbu indeksning manbalari keltirilgan yozuvi.
network-groups = Ayni bir yozuv bilan oʻxshash bogʻliqligi bor yozuvlar guruh qilib, soni bilan chizilgan.
network-far = Uzoqroqda turgan { $n } ta yozuv rasmni oʻqib boʻlmaydigan qilardi, shu bois faqat jadval va fayllarda keltirilgan.
network-left = Shu qadamlar doirasida yana kamida { $n } tasi bor, ular qoldirib ketilgan.
network-untied = { $n } ta yozuvning bir tomoni qayd etilmagan: ular hech narsani bogʻlamaydi.

network-makes = ishlab chiqaradi
network-less-sure = daʼvo qilingan, bahsli yoki nomaʼlum
network-group-companies = { $n } ta kompaniya
network-group-agencies = { $n } ta idora
network-group-countries = { $n } ta mamlakat
network-group-products = { $n } ta mahsulot
network-group-measures = { $n } ta chora

network-ties = Bogʻliqliklar, oʻrtadagi yozuvning bogʻliqliklari avval
network-from = Kimdan
network-tie = Bogʻliqlik
network-to = Kimga
network-more = { $n } tadan { $shown } tasi koʻrsatilgan; fayllarda hammasi bor.

network-expected-of = kompaniya, idora yoki mahsulot identifikatori
network-expected-depth = 1, 2 yoki 3
network-expected-name = of, depth yoki data
network-missing = bu manzilda yozuv; kutilgan shakl: /network?of=ID
network-missing-entry = bu identifikatorli yozuv

timeline-title = { $name }: vaqt boʻyicha
timeline-search = “{ $words }”
timeline-about = Qayd etilgan bitimlar, litsenziyalar, choralar va hodisalar, sanalari boʻyicha: { $name } atrofida.
timeline-alt = { $name }: vaqt boʻyicha. Bitimlar, choralar va hodisalar qatorlari bitta oʻq ostida; quyidagi roʻyxatda ham shuning oʻzi aytilgan.
timeline-marks = Toʻla belgi — tasdiqlangan, och belgi — xabar qilingan, boʻsh belgi — undan kam ishonchli; uchli belgi oʻsha tomonga yana davom etishi mumkin. <a>Hammasi CSV shaklida</a>

timeline-all-years = barcha yillar

timeline-lane-deals = Bitimlar va takliflar
timeline-lane-licences = Eksport litsenziyalari
timeline-lane-measures = Choralar
timeline-lane-incidents = Hodisalar
timeline-lane-ties = Nomlar va egalar
timeline-sort-deals = bitimlar va takliflar
timeline-sort-licences = eksport litsenziyalari
timeline-sort-measures = choralar
timeline-sort-incidents = hodisalar
timeline-sort-ties = nomlar va egalar

timeline-told = { $list }. Qisman maʼlum boʻlgan sana qancha choʻzilgan boʻlishi mumkin boʻlsa, shuncha uzun chizilgan.
timeline-count-deals = { $n } ta bitim yoki taklif
timeline-count-licences = { $n } ta eksport litsenziyasi
timeline-count-measures = { $n } ta chora
timeline-count-incidents = { $n } ta hodisa
timeline-count-ties = { $n } ta yangi nom yoki bogʻliqlik
timeline-nothing = Bu yerda hech narsa qayd etilmagan; bu hech narsa boʻlmaganiga dalil emas.
timeline-undated-one = Ulardan birining sanasi yoʻq va u oʻz qatori ostida turadi.
timeline-undated = Ulardan { $n } tasining sanasi yoʻq va ular oʻz qatorlari ostida turadi.
timeline-left = Yana { $n } tasi oʻqilmagan.

timeline-mark = { $name }: { $when }, { $confidence }
timeline-several = { $year }-yilda { $n } ta
timeline-several-listed = { $n } ta, quyidagi roʻyxatda
timeline-several-told = shulardan { $n } ta
timeline-no-date = sanasi koʻrsatilmagan
timeline-not-dated = Sanasi yoʻq

timeline-list = { $name }: vaqt boʻyicha, eng eskilari avval
timeline-what = Nima
timeline-sort = Turi
timeline-more = { $n } tadan { $shown } tasi koʻrsatilgan; CSV faylida hammasi bor.

timeline-expected-words = qidiriladigan soʻzlar
timeline-expected-year = yil
timeline-expected-name = country, company, technology yoki q, from, to yoki data
timeline-missing = bu manzilda mavzu; kutilgan shakl: /timeline?country=uz

trends-title = Yillar boʻyicha bitimlar
trends-title-of = { $name }: yillar boʻyicha bitimlar
trends-about = Kuzatuv texnologiyalari boʻyicha qayd etilgan bitimlar, yil, texnologiya, ishonchlilik va mamlakat boʻyicha.
trends-told = { $n } ta bitim qayd etilgan; ulardan { $dated } tasining sanasi bor, eng koʻpi { $year }-yilga toʻgʻri keladi ({ $most } ta). Bir necha yilga choʻzilgan bitim birinchi yilda sanaladi.
trends-told-undated = { $n } ta bitim qayd etilgan; birortasining ham sanasi yoʻq.
trends-method = Qayd etilganlar tadqiqotchilar, sudlar va matbuot nimani va qachon koʻra olganiga bogʻliq: bu yerda bitimlari kam yil sotuvlari kam yil degani emas. Bitim, agar manbada aytilgan boʻlsa, u kelishilgan, yetkazib berilgan yoki ilk bor foydalanilgan yilda sanaladi; eksport litsenziyalari sanalmaydi.
trends-only = Faqat bitta texnologiya boʻyicha bitimlar: <a>{ $name }</a>. Boshqalari bilan birga: <a>barcha bitimlar</a>.
trends-csv = <a>Ushbu sahifadagi barcha raqamlar CSV shaklida</a>
trends-grades = <a>Bu soʻzlar nimani anglatadi</a>

trends-by-technology = Texnologiya boʻyicha
trends-by-confidence = Ishonchlilik boʻyicha
trends-by-exporter = Eksportchi mamlakat boʻyicha
trends-by-recipient = Oluvchi boʻyicha

trends-technology = Bitimlar yil va texnologiya boʻyicha; ikki texnologiyali bitim har ikkisida turadi
trends-technology-alt = Bitimlar yil va texnologiya boʻyicha; ikki texnologiyali bitim har ikkisida turadi, chizmada. Jadvalda shuning oʻzi raqamlarda aytilgan.
trends-technology-note = Bitimlar yil va texnologiya boʻyicha; ikki texnologiyali bitim har ikkisida turadi. Sanasizlari chizilmagan.
trends-confidence = Yilning bitimlari qanchalik ishonchli
trends-confidence-alt = Yilning bitimlari qanchalik ishonchli, chizmada. Jadvalda shuning oʻzi raqamlarda aytilgan.
trends-confidence-note = Yilning bitimlari qanchalik ishonchli. Sanasizlari chizilmagan.
trends-exporters = Eksportchi mamlakatlar, qayd etilgan bitimlar boʻyicha
trends-exporters-alt = Eksportchi mamlakatlar, qayd etilgan bitimlar boʻyicha, chizmada. Quyidagi jadvalda shuning oʻzi raqamlarda aytilgan.
trends-recipients = Oluvchilar, qayd etilgan bitimlar boʻyicha
trends-recipients-alt = Oluvchilar, qayd etilgan bitimlar boʻyicha, chizmada. Quyidagi jadvalda shuning oʻzi raqamlarda aytilgan.
trends-countries-note = Ikki mamlakatli bitim har ikkisida turadi.
trends-others = qolgan barchasi
trends-deals = bitimlar
trends-by-year = Yillar boʻyicha
trends-more = { $n } ta mamlakatdan { $shown } tasi koʻrsatilgan; hammasi CSV faylida.

trends-expected-name = technology yoki data
