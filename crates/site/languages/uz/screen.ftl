# Nomlarni tekshirish: nom bilan kim nazarda tutilgan boʻlishi mumkinligini qidirish.

screen-heading = Nomlarni tekshirish
screen-title = Nomlarni tekshirish: bu nom maʼlumotlar bazasida bormi?
screen-description = Nomni yoki nomlar roʻyxatini har qanday yozilishda va har qanday yozuvda qidiradi hamda asoslarini koʻrsatadi.
screen-lead = Bu nom har qanday yozilishda va har qanday yozuvda maʼlumotlar bazasida bormi va bu qanchalik ishonchli? Nomlar quyidagilardan qidiriladi:

screen-version = versiya { $version }
screen-data = baza <code>{ $hash }</code>
screen-not-held = unda soʻralgan turdagi hech narsa yoʻq va u qidirilmadi
screen-locked = Bu serverning boshqa roʻyxatlari <code>/api</code> orqali, kalit bilan soʻraladi.

screen-private = Soʻrovingiz manzilda emas, soʻrov tanasida yuboriladi; u xotirada ishlanadi, bu dastur uni saqlamaydi va jurnalga yozmaydi. Javobni biror keshda saqlashga ruxsat berilmagan. Shunga qaramay, bu serverni yurituvchi yoki siz bilan server orasida turgan tomon uni koʻrishi mumkin: ayni shu dastur nomlarni oʻz kompyuteringizda ham tekshira oladi.
screen-file-private = Fayl javob tayyorlanayotganda xotirada oʻqiladi; faylning oʻzi ham, nomi ham saqlanmaydi va jurnalga yozilmaydi.

screen-one = Bitta nom
screen-another = Boshqa nom
screen-name = Nom
screen-country = Mamlakat, agar maʼlum boʻlsa
screen-country-hint = kod yoki inglizcha nom
screen-date = Tugʻilgan, tashkil etilgan yoki qurilgan sanasi, agar maʼlum boʻlsa
screen-date-hint = 1990, 1990-05 yoki 1990-05-17
screen-sort = Bu nima
screen-look = Tekshirish
screen-several = Bir nechta nom
screen-list = Nomlar, har bir qatorda bittadan, koʻpi bilan { $most } ta
screen-list-hint = mamlakat maʼlum boʻlsa, nuqtali verguldan keyin yoziladi: Hacking Team; it
screen-look-all = Hammasini tekshirish
screen-file = Fayl
screen-file-kind = Nomlar ustuni bor CSV yoki har bir qatorida bittadan nom bor matn
screen-file-hint = koʻpi bilan { $most } ta qator va { $kilobytes } kilobayt; mamlakat, sana, tomon turi yoki raqamlar ustunlari koʻp tillardagi sarlavhalaridan taniladi
screen-file-sort = Bular nima

screen-sort-any = har qanday narsa
screen-sort-company = kompaniya
screen-sort-agency = idora yoki davlat organi
screen-sort-product = mahsulot
screen-sort-organization = har qanday turdagi tashkilot
screen-sort-person = shaxs
screen-sort-vessel = kema
screen-sort-airplane = havo kemasi
screen-sort-wallet = hamyon

screen-answer = Javob
screen-nothing = Hech narsa tekshirilmadi.
screen-no-match = Moslik yoʻq.
screen-none-reaches = Moslik yoʻq: oʻxshash yozuvlar bor, lekin ularning hech biri { $threshold } chegarasiga yetmaydi.
screen-match = Moslik bor: { $threshold } chegarasiga yetgan yozuv bor.
screen-read = { $n } ta nom oʻqildi.
screen-of-these = Mosligi bor nomlar ({ $threshold } yoki undan yuqori): { $matched } ta; { $cutoff } chegarasiga yetgan yozuvi bor nomlar: { $reaching } ta.
screen-left-out = Ehtimoli yuqorilaridan boshlab koʻpi bilan { $each } ta yozuv koʻrsatiladi; { $cutoff } chegarasiga yetgan yana { $more } ta yozuv bor.
screen-left-out-of-names = Har bir nom uchun ehtimoli yuqorilaridan boshlab koʻpi bilan { $each } ta yozuv koʻrsatiladi; { $cutoff } chegarasiga yetgan yana { $more } ta yozuv bor.
screen-no-reasons = Nomlar bunchalik koʻp boʻlganda asoslar koʻrsatilmaydi: ularni koʻrish uchun bir martada kamroq nom soʻrang.
screen-score = Ball soʻralgan nom bilan yozuv qanchalik oʻxshashligini bildiradi. U tekshirib koʻrishga asos, hech qachon isbot emas: ikki kishi yoki tashkilot bir xil nomga, bittasi esa ikki nomga ega boʻlishi mumkin.
screen-none = Yozuv topilmadi
screen-none-means = Hech bir yozuv { $cutoff } chegarasiga yetmaydi. Bu faqat shu bazada hech bir yozuv bunday nomlanmaganini bildiradi; boshqa roʻyxatlar koʻrilmagan.
screen-wordless = Tekshirilmadi
screen-wordless-means = Solishtirish mumkin boʻlgan soʻz topilmadi; nom kutilgan edi. Quyidagilar tekshirilmadi.
screen-how-read = Fayl qanday oʻqildi
screen-looked-in = Qayerdan qidirildi
screen-algorithm = Algoritm: <code>best</code>; ball { $threshold } yoki undan yuqori boʻlsa, yozuv moslik deb ataladi; ball { $cutoff } chegarasidan past boʻlsa, hech narsa koʻrsatilmaydi. Ayni bazaga berilgan ayni savolga javob ham bir xil boʻladi.

screen-entries = Nazarda tutilgan boʻlishi mumkin boʻlgan yozuvlar
screen-head-asked = Soʻralgan nom
screen-head-entry = Yozuv
screen-head-score = Ball
screen-head-called = Qanday ataladi
screen-head-reasons = Asoslar
screen-called-match = moslik
screen-called-below = { $threshold } chegarasidan past
screen-place = { $schema }, roʻyxat “{ $list }”: { $id }

screen-compared = { $name } bilan solishtirildi: { $detail }
screen-reason = { $reason } (vazni { $weight })
screen-reason-identifier_match = bir identifikator bir xil
screen-reason-identifier_mismatch = bir turdagi identifikatorlar farq qiladi
screen-reason-date_match = sanalar maʼlum boʻlgan qismida mos keladi
screen-reason-date_mismatch = sanalar bir-biriga zid
screen-reason-country_match = umumiy mamlakat bor
screen-reason-country_mismatch = umumiy mamlakat yoʻq
screen-reason-gender_match = jinsi bir xil
screen-reason-gender_mismatch = jinsi farq qiladi
screen-reason-address_match = manzillarda umumiy soʻzlar bor

screen-columns = Foydalanilgan ustunlar: { $columns }.
screen-remark = Qator { $line }: { $remark }.
screen-more-remarks = Shunday yana { $more } ta izoh bor.
screen-nameless = (qator { $line }, nomsiz)

screen-field-twice = { $field } maydoni ikki marta topildi, bir marta kutilgan edi.
screen-field-unknown = { $field } maydoni topildi, name, country, date, what yoki list kutilgan edi.
screen-field-not-of-file = { $field } maydoni topildi, file yoki what kutilgan edi.
screen-not-whole = Shakl toʻliq emas; multipart/form-data turida yuborilgan, fayli bor shakl kutilgan edi.
screen-no-file = Fayl yoʻq yoki boʻsh; nomlar yozilgan fayl kutilgan edi.
screen-no-files-here = Bu yerga fayl yuborib boʻlmaydi.
screen-rows-many = { $n } ta qator topildi, koʻpi bilan { $most } ta kutilgan edi. Iltimos, qismlarga boʻlib soʻrang; hech narsa tekshirilmadi.
screen-lines-many = Nom yozilgan { $n } ta qator topildi, koʻpi bilan { $most } ta kutilgan edi. Iltimos, qismlarga boʻlib soʻrang; hech narsa tekshirilmadi.
screen-no-name-in-file = Faylda nom topilmadi, har bir qatorda bittadan nom kutilgan edi.
screen-no-name-in-list = Roʻyxatda nom topilmadi, har bir qatorda bittadan nom kutilgan edi.
screen-no-name = Nom topilmadi, bitta nom kutilgan edi.
screen-name-and-list = Nom ham, roʻyxat ham topildi, ikkalasidan biri kutilgan edi.
screen-list-with-country = Roʻyxat bilan birga hammasi uchun bitta mamlakat yoki sana topildi, bunday narsa kutilmagan edi. Har bir nomning oʻz mamlakati nomdan va nuqtali verguldan keyin yoziladi.
screen-sort-unknown = Bu nima: “{ $found }” topildi, shakldagi turlardan biri kutilgan edi.
screen-country-unknown = Mamlakat: “{ $found }” topildi, uz kabi kod yoki mamlakatning inglizcha nomi kutilgan edi.
screen-date-unknown = Sana: “{ $found }” topildi, yil, oy yoki kun kutilgan edi, masalan, 1990, 1990-05 yoki 1990-05-17.
screen-name-long = { $n } ta belgidan iborat nom topildi, koʻpi bilan { $most } ta kutilgan edi.
screen-row-name-long = Faylning { $line } raqamli qatori: { $n } ta belgidan iborat nom topildi, koʻpi bilan { $most } ta kutilgan edi.
screen-line-name-long = Roʻyxatning { $line } raqamli qatori: { $n } ta belgidan iborat nom topildi, koʻpi bilan { $most } ta kutilgan edi.
screen-line-country-unknown = Roʻyxatning { $line } raqamli qatori: “{ $found }” topildi, uz kabi kod yoki mamlakatning inglizcha nomi kutilgan edi.
