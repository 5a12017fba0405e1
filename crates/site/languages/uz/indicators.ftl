# Josus dasturlarning nashr etilgan indikatorlari haqidagi sahifalar hamda havola yoki xabar ular bilan solishtiriladigan sahifa.
# Xavotirdagi odamlar va ularga yordam beruvchilar oʻqiydi: qisqa, sodda. Maʼlum boʻlganidan ortiq narsa aytilmasin.

inspect-page-title = Havola yoki xabarni tekshirish
inspect-page-lead = Havola, xabar yoki elektron xat maʼlum josus dastur bilan bogʻliqmi, qaysi nashr etilgan hisobotga koʻra va u kimning mahsuloti?
inspect-page-privacy = Siz bu yerga qoʻygan narsa xotirada koʻrib chiqiladi, hech qayerda saqlanmaydi va hech bir jurnalga yozilmaydi. Undagi hech bir havola ochilmaydi va boshqa hech bir kompyuterga soʻrov yuborilmaydi. Bu havolani oʻzingiz ham ochmang.
inspect-page-leaves = Siz qoʻygan narsa kompyuteringizdan chiqib ketadi: u shu serverni boshqaradigan shaxsga boradi, u yerda faqat xotirada koʻrib chiqiladi, saqlanmaydi va jurnalga yozilmaydi. Undagi havolalar ochilmaydi. Havolani oʻzingiz ham ochmang. Oʻz kompyuteringizda hech narsa chiqib ketmaydi: sousveil inspect.
inspect-page-not-here = Bu yerga hech narsa qoʻyib boʻlmaydi: u kompyuteringizdan chiqib ketgan boʻlardi va bu serverni yurituvchi uni koʻra olardi. Yaxshisi, oʻz kompyuteringizda tekshiring: u yerda hech narsa kompyuteringizdan chiqmaydi.
inspect-page-own = Dasturni oʻrnating, soʻngra:
inspect-page-text = Havola, matn yoki elektron xatning manba kodi
inspect-page-hint = Xatni barcha qismlari bilan tekshirish uchun: pochta dasturidagi “Show original” yoki “View source” (ruscha “Показать оригинал”, “Исходный текст”); hammasini nusxalang.
inspect-page-button = Tekshirish
inspect-page-answer = Javob
inspect-page-another = Yana tekshirish
inspect-page-empty = Bitta havola, bitta matn yoki bitta xatning manba kodi kutilgan edi; hech narsa yoki bir nechta qoʻyilgan.
inspect-page-large = { $most } MB dan koʻp qoʻyildi. Xabarni faylga saqlang va sousveil inspect bilan tekshirib koʻring.
inspect-page-stock = Nashr etilgan { $n } ta indikator bilan solishtiriladi (eng yangisi: { $newest }).
inspect-page-indicators = Aynan qaysilari

error-not-here = Buni bu yerda soʻrab boʻlmaydi
error-not-here-told = Buni faqat shu sahifalarni berayotgan kompyuter oldida oʻtirgan kishi soʻrashi mumkin. Oʻz kompyuteringizda buni sousveil inspect buyrugʻi bilan tekshirish mumkin.
error-not-inspected = Buni koʻrib chiqib boʻlmadi
error-not-inspected-told = Dasturning xabarlarni tahlil qiladigan qismida nosozlik yuz berdi yoki bu juda uzoq davom etdi. Bu xabarning oʻzi haqida hech narsa bildirmaydi. Uni faylga saqlang va sousveil inspect bilan tekshirib koʻring.

indicators-title = Josus dasturlar indikatorlari
indicators-about = Tijoriy josus dasturlarning nashr etilgan indikatorlari: kim qaysi hisobotda qaysi manzil yoki faylni qaysi josus dastur bilan bogʻlaydi va u kimning mahsuloti.
indicators-lead = Indikator — nashr josus dastur bilan bogʻlaydigan manzil yoki fayl. Uning uchragani qurilma zararlanganini ham, buni kim yuborganini ham koʻrsatmaydi.
indicators-inspect = Havola yoki xabarni tekshirish
indicators-families = Josus dasturlar va josuslik kampaniyalari
indicators-family = Josus dastur yoki josuslik kampaniyasi
indicators-values = Qiymatlar
indicators-published-by = Kim nashr etgan
indicators-product = Mahsulot, indeksimizdagi nomiga koʻra
indicators-vendor = Kompaniya, indeksimizdagi nomiga koʻra
indicators-packs = Ular qayerdan olingan
indicators-packs-say = Har bir toʻplam oʻz nashr etuvchisining litsenziyasini saqlaydi. Litsenziyasi nomaʼlum boʻlgani solishtiriladi, lekin koʻrsatilmaydi.
indicators-pack = Toʻplam
indicators-licence = Litsenziya
indicators-made = Qachon olingan
indicators-inside = dastur tarkibida
indicators-publications = Nashrlar
indicators-shown = Bu yerda koʻrsatiladi
indicators-shown-yes = ha
indicators-shown-no = yoʻq: litsenziyasi nomaʼlum
indicators-unnamed = Nimaga tegishli ekani aytilmagan

indicators-family-kind = Josus dastur yoki josuslik kampaniyasi
indicators-family-lead = Nashr etuvchilar buni shunday ataydi. Mahsulot va kompaniya shu nom boʻyicha indeksimizdan topilgan; hech bir nashrda bu aytilmagan.
indicators-also = Boshqacha yozilishi
indicators-no-family = Topilmadi: bunday josus dastur yoki josuslik kampaniyasi
indicators-deals = Qayd etilgan bitimlar
# Keyin ikki nuqta va oluvchi mamlakatlar roʻyxati keladi.
indicators-deals-told = { $n } ta bitim ({ $what }), oluvchilar
indicators-values-of = { $n } ta qiymat
indicators-value = Qiymat
indicators-kind = Bu nima
indicators-defanged = Hech kim manzilni bexosdan ochib yubormasligi uchun manzillardagi har bir nuqta [.] shaklida yozilgan.
indicators-page-expected = 1 dan { $last } gacha boʻlgan butun son

indicators-value-kind = Josus dastur indikatori
indicators-value-lead = Bu biror kishining qurilmasi zararlanganini koʻrsatmaydi.
indicators-no-value = Topilmadi: bunday indikator
indicators-trap = Oʻzi hech narsani bildirmaydi
indicators-custody = Kelib chiqish zanjiri
indicators-custody-say = Buni kim aytadi, qaysi faylda va bu fayl qachon olingan. SHA-256 faylning olingan paytdagi holatiga tegishli: xuddi shunday fayli bor kishi hech narsa oʻzgartirilmaganiga ishonch hosil qilishi mumkin.
indicators-step = Boʻgʻin
indicators-step-what = Nima maʼlum
indicators-report = Hisobot
indicators-since = Sanasi
indicators-until = Qachongacha amal qiladi
indicators-revoked = Qaytarib olingan
indicators-note = Nashr etuvchining izohi
indicators-aimed-at = Nishonga olinganlarning mamlakati
indicators-file = Fayl
indicators-incident = Qayd etilgan hodisa

indicator-host = server nomi
indicator-url = sahifa manzili
indicator-ip = raqamli manzil (IP)
indicator-email = elektron pochta manzili
indicator-md5 = fayl xeshi (MD5)
indicator-sha1 = fayl xeshi (SHA-1)
indicator-sha256 = fayl xeshi (SHA-256)
indicator-file_name = fayl nomi
indicator-file_path = fayl yoʻli
indicator-process = ishlab turgan dastur
indicator-app = ilova, identifikatoriga koʻra
indicator-certificate = ilova sertifikati
indicator-profile = iOS konfiguratsiya profili
indicator-property = Android tizim xususiyati

indicators-way = { $family }: { $n } ta qiymat
