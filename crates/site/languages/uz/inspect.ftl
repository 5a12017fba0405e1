# Havola, xat yoki faylni tekshirish: u maʼlum josus dastur bilan bogʻliqmi. Xavotirdagi odamlar oʻqiydi: qisqa, sodda, belgilashsiz.
# Indikator manzil yoki faylni nashrda tasvirlangan narsa bilan bogʻlaydi; u na zararlanishni, na yuboruvchini koʻrsatadi.

inspect-line = qator { $line }
inspect-visited = oxirgi marta kirilgan sana { $day }

inspect-how-same = Bu — indikatorning oʻzi
inspect-how-with_query = Bu — { $value } indikatori, unga parametrlar qoʻshilgan
inspect-how-below_address = Bu manzil { $value } indikatoridan quyida turadi
inspect-how-below_host = Bu nom — { $value } indikatorining subdomeni
inspect-how-host_of = Bu manzilning serveri — { $value } indikatori
inspect-how-above_host_of = Bu manzilning serveri — { $value } indikatorining subdomeni
inspect-expired = { $fits }; bu indikatorning amal qilish muddati oʻtgan
inspect-revoked = { $fits }; bu indikator qaytarib olingan
inspect-says-nothing = { $fits }; bu indikatorning oʻzi hech narsani bildirmaydi: { $why }

trap-shared_suffix = uning ostida begona odamlar oʻz nomlarini roʻyxatdan oʻtkazadi
trap-dynamic_dns = hammaga nom beradigan xizmat
trap-shortener = havolalarni qisqartiradigan xizmat: faqat toʻliq havola biror narsani bildiradi
trap-mail_host = hammaga pochta qutisi beradigan xizmat
trap-platform = har kim biror narsa joylashtira oladigan sayt
trap-institution = davlat organining oʻz serveri
trap-common_name = zararsiz fayl va dasturlarning ham nomi shunday boʻladi
trap-local_number = har bir tarmoq oʻzi uchun ishlatadigan raqamli manzil
trap-reporter = josus dasturlar haqida yozadiganlarning serveri
trap-resolver = dunyoning yarmi murojaat qiladigan ochiq nomlar serveri (DNS)

inspect-ties = { $by } buni { $family } bilan bogʻlaydi
inspect-lists = { $by } roʻyxatida bor, lekin nimaga tegishli ekani aytilmagan
inspect-since = sanasi { $day }
inspect-until = { $day } sanasigacha amal qiladi
inspect-taken-back = nashr etuvchi qaytarib olgan
inspect-pack = “{ $pack }” toʻplamida
inspect-vendor = Indeksimizdagi nomlarga koʻra, gap { $vendor } kompaniyasining mahsuloti haqida bormoqda
inspect-report = Hisobot: { $report }
inspect-incident = Qayd etilgan hodisa: { $incident }
inspect-deals = { $what }: { $n } ta bitim qayd etilgan, oluvchilar — { $countries }. Bu maʼlumot siz tekshirayotgan narsani kim yuborganini koʻrsatmaydi.

inspect-asks = Soʻrab bilishga arziydigan narsalar. Ular halol xabarlarda ham boʻladi; ularning hech biri hujum boʻlganini koʻrsatmaydi:
inspect-times = { $n } marta
inspect-more = va yana { $more } ta
ask-runs_as_document = “{ $name }” ochilganda ishga tushadi, lekin nomi hujjat yoki rasm nomiga oʻxshaydi.
ask-runs = “{ $name }” ochilganda ishga tushadi. Siz dastur kutayotganmidingiz?
ask-double_extension = “{ $name }” nomida ikkita kengaytma bor. Koʻp tizimlar oxirgisini yashiradi, fayl esa ochilganda aynan oʻsha tufayli ishga tushadi.
ask-right_to_left = “{ $name }” nomida yozuv yoʻnalishini oʻzgartiradigan yashirin belgilar bor: uning haqiqiy kengaytmasi oʻrtada turgan boʻlishi mumkin.
ask-encrypted_archive = Arxiv yoki hujjat parol bilan yopilgan, shuning uchun yoʻldagi hech bir filtr uning ichini koʻra olmagan.
ask-encrypted_archive-password = Arxiv yoki hujjat parol bilan yopilgan, shuning uchun yoʻldagi hech bir filtr uning ichini koʻra olmagan; u bilan birga kelgan xabarda parol haqida aytilgan.
ask-macro = Hujjatning ichida dastur (makroslar) bor; siz ruxsat bersangiz, u ishga tushadi.
ask-remote_part = Hujjat ochilganda oʻzining bir qismini { $target } manzilidan yuklab oladi.
ask-link_text = Havolada { $text } koʻrsatilgan, u esa { $target } manziliga olib boradi.
ask-html_script = Biriktirilgan sahifaning ichida dastur bor yoki u parol soʻraydi.
ask-sender_name = Yuboruvchi oʻzini “{ $name }” deb atagan, xabar esa { $address } manzilidan kelgan.
ask-look_alike = { $host } nomi { $like } ({ $whose }) nomiga oʻxshaydi, lekin bu boshqa sayt.
ask-authentication = Xabarni qabul qilgan { $by } serveri yuboruvchini tasdiqlay olmadi: { $results }. Xabarni boshqa manzilga yoʻnaltirish va pochta roʻyxatlari ham shunga olib keladi.
ask-rule = Siz bergan { $file } faylidagi { $rule } YARA qoidasi mos keldi. Bu nimani koʻrsatishini qoida muallifidan soʻrang.
ask-rule-says = Siz bergan { $file } faylidagi { $rule } YARA qoidasi mos keldi. Qoidaning oʻzida shunday deyilgan: “{ $says }”.
ask-rule-others = { $rule } YARA qoidasi mos keldi. Qoidaning oʻzi buni topshirayotgan odamda bor.
inspect-ask-sender = Buni haqiqatan u yuborganmi, yuboruvchining oʻzidan boshqa yoʻl bilan soʻrang, masalan, sizga oldindan maʼlum raqamga qoʻngʻiroq qiling.

inspect-means = Bu natija qurilma zararlanganini ham, buni kim yuborganini ham koʻrsatmaydi.
inspect-next = Xabarni yoki faylni oʻchirmang va qayta ochmang. Buni biladiganlardan soʻrang:
inspect-helpline = { $name }: { $address }

inspect-none = Maʼlum indikatorlar topilmadi: { $n } ta indikator bilan solishtirildi (eng yangisi: { $newest }).
inspect-none-undated = Maʼlum indikatorlar topilmadi: { $n } ta indikator bilan solishtirildi (sanasi nomaʼlum).
inspect-no-bill = Yangiroq josus dasturlar bu yerda koʻrinmagan boʻlardi. Bu hammasi joyida ekaniga dalil emas.
inspect-looked = Koʻrib chiqildi: { $inputs }; solishtirilgan manzillar, nomlar va fayl xeshlari: { $seen } ta.
inspect-inputs = { $n } ta obyekt
inspect-never = Yana { $n } ta indikator telefon yoki kompyuterdagi dasturlar, ilovalar va sozlamalarga tegishli; ularni bu yerda koʻrib boʻlmaydi.
inspect-rules = Fayllar oʻqilgan darajada qoʻllangan YARA qoidalari: { $n }

inspect-unread = Oʻqib boʻlmadi:
unread-form = { $form }: faqat nomi va xeshlari solishtirildi
unread-open_letters = { $form }: ichidan faqat ochiq yozilgani koʻrib chiqildi; nomi va xeshlari solishtirildi
unread-damaged = shikastlangan yoki aslida koʻringanidan boshqa narsa: { $why }
unread-encrypted = parol bilan yopilgan: faqat nomlar solishtirildi
unread-too_long = { $most } baytdan katta: qolgani faqat xeshlari boʻyicha solishtirildi
unread-too_deep = bir-birining ichiga joylangan narsalar juda koʻp: chuqurroqdagilari koʻrib chiqilmadi
unread-too_much = ochib chiqish yoki sanab oʻtish uchun juda koʻp: qolgani koʻrib chiqilmadi
unread-rule_left_out = { $rule } YARA qoidasi ishlatilmadi: unga yoki u tayanadigan qoidaga bu dasturda yoʻq YARA moduli kerak
unread-rules_too_slow = YARA qoidalari juda uzoq ishladi: ular faqat bir qismiga qoʻllandi yoki umuman qoʻllanmadi
unread-rules_too_long = { $most } baytdan koʻp: YARA qoidalari yaxlit holda qoʻllanmadi
unread-encoding = nomaʼlum kodlashda yozilgan: lotin harflarida boʻlmagan nomlar oʻtkazib yuborilgan boʻlishi mumkin

form-mail = elektron xat
form-mailbox = pochta qutisi
form-compound = eski turdagi Office hujjati yoki paket
form-zip = ZIP arxivi
form-gzip = siqilgan fayl
form-tar = arxiv
form-other_archive = bu yerda ochilmaydigan arxiv yoki siqilgan fayl
form-disk_image = disk tasviri
form-sqlite = maʼlumotlar bazasi
form-html = veb-sahifa
form-rtf = RTF hujjati
form-pdf = PDF hujjati
form-program = dastur
form-script = skript
form-shortcut = yorliq
form-media = rasm, tovush, video yoki shrift
form-text = matn
form-other = nomaʼlum turdagi fayl
form-empty = boʻsh fayl

# Yordam xizmati uchun paket: yozishdan oldin terminalda koʻrsatiladi. Unda #1, #2 … fayl va havolalarni bildiradi.
handover-title = Eʼlon qilingan josuslik dasturi indikatorlari bilan solishtirish natijalari — yordam beruvchi uchun
handover-made = { $day } kuni Sousveil { $version } dasturi tuzgan. Fayl va xabarlar bu yerda yoʻq. Havoladan faqat server nomi yoki nashrda keltirilgan qismi qoldirilgan. Fayl nomlari va pochta manzillari faqat nashrda boʻlsa toʻliq keltiriladi. Oxirgi tashrif kunlari koʻrsatilgan. #1, #2 va hokazo fayl va havolalarni bildiradi.
handover-leaves = Yangi { $place } papkasida boʻladigan hamma narsa:
handover-stays = Kiritilmagan, buni faqat siz koʻrasiz:
handover-ask = Bu papka yaratilsinmi? Ha boʻlsa, «ha» deb yozing; boshqa har qanday javob bekor qiladi.
handover-nothing = Hech narsa yozilmadi.
handover-written = Yozildi: { $place }. Yuborishdan oldin yana bir bor oʻqib chiqing.
