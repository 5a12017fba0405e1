# Alohida narsalar sahifalari: idoralar, mahsulotlar, manbalar, hodisalar, bogʻliqliklar, choralar, transferlar va maʼlumotlar.

thing-country = Mamlakat
thing-kind = Turi
thing-confidence = Ishonchlilik
thing-not-known = nomaʼlum
thing-network = Tarmoq
thing-network-drawn = u bilan kim bogʻlangani, chizmada
thing-transfers = Qayd etilgan bitimlar va takliflar
thing-how-sure = Qanchalik ishonchli: { $list }.
thing-licences = Eksport litsenziyalari
thing-licence-decisions = Eksport litsenziyalari boʻyicha qarorlar
thing-sought = { $what } “{ $id }”
thing-page-sought = “{ $schema }” sahifasi

agency-kind = Idora
agency-forms = Shu idoraga barcha transferlar, toʻliq holda:
agency-part-of = Nimaning tarkibida
agency-deals = Bitimlar va takliflar: jami { $n } ta, eng yangilari avval
agency-no-transfers = Birortasi ham qayd etilmagan; bu ular boʻlmaganiga dalil emas.
agency-parts = Tarkibiy qismlar
agency-bodies = Uning tarkibidagi tuzilmalar

product-kind = Mahsulot
product-forms = Shu mahsulotning transferlari, toʻliq holda:
product-maker = Ishlab chiqaruvchi
product-technology = Texnologiya
product-can-see = Bunday texnologiya nimani koʻra oladi
product-offered = Taklif etilgan davri
product-deals = Shu mahsulot qatnashgan bitimlar va takliflar: jami { $n } ta, eng yangilari avval
product-no-transfers = Shu mahsulot nomi keltirilgan birorta ham bitim yoki taklif qayd etilmagan.
product-incidents = Hujjatlashtirilgan hodisalar
product-no-incidents = Birortasi ham qayd etilmagan.

source-kind = Manba
source-forms = Unga asoslangan hamma narsa, toʻliq holda:
source-as-files = Fayl shaklida:
source-citing = Unga havola qiluvchi qayta nashrlar, maʼlumotlar toʻplamlari va ishlar
source-entries = Shu manbaga asoslangan maʼlumoti bor { $n } ta yozuv
source-entry = Yozuv
source-what-it-is = Bu nima
source-whole-list = Toʻliq roʻyxat
source-rests = Unga nima asoslanadi
source-nothing-rests = Unga hech narsa asoslanmaydi.
source-cited-by = Unga kim havola qiladi

incident-kind = Hodisa
incident-forms = Shu hodisa:
incident-date = Sana
incident-operator = Taxmin qilingan operator
incident-product = Mahsulot
incident-supplier = Texnologiya yetkazib beruvchisi
incident-aimed-at = Kimga qaratilgan

relation-kind = Kompaniyalar oʻrtasidagi bogʻliqlik
relation-forms = Shu bogʻliqlik:
relation-from = Kimdan
relation-to = Kimga
relation-when = Qachon

measure-kind = Chora
measure-forms = Shu chora:
measure-unchecked = Bu chora manba bilan tekshirilmagan.
measure-issuer = Kim joriy etgan
measure-whom = Kim uchun majburiy
measure-aimed-at = Kimga yoki nimaga qaratilgan
measure-effect = Taʼsiri
measure-period = Qayd etilgan davr
measure-checked = Manba bilan tekshirilgan

transfer-kind = Transfer
transfer-kind-licence = Eksport litsenziyasi boʻyicha qaror
transfer-forms = Shu transfer:
transfer-about = Transfer: { $caption }. Bosqich: { $stage }; ishonchlilik: { $confidence }.
transfer-about-licence = Eksport litsenziyasi boʻyicha qaror: { $caption }. Bosqich: { $stage }; ishonchlilik: { $confidence }.
transfer-stage = Bosqich
transfer-licence-permits = Litsenziya eksportga ruxsat beradi; u biror narsa sotilganini koʻrsatmaydi.
transfer-existence = Maʼlumot va uning dalillari
transfer-when = Qachon
transfer-rests-on = Nimaga asoslanadi
transfer-rests-on-sources = { $sources }; bitta nashrning qayta nashrlari bir marta sanalgan
transfer-taken-from = Qayerdan olingan
transfer-origin = { $title }, u yerdagi belgisi: { $id }
transfer-can-see = Texnologiya nimani koʻra oladi
transfer-not-described = tavsiflanmagan
transfer-way = Uning yoʻlida nima turgan
transfer-report-print = Chop etish uchun hisobot
transfer-report-xlsx = XLSX shaklidagi hisobot
transfer-gap = Mamlakatlarning boshqa roʻyxati nimani toʻxtatgan boʻlardi
transfer-as-json = Shuning oʻzi JSON shaklida
transfer-claims = Maʼlumotlar
transfer-sources = Manbalar
transfer-changes = Nimalar oʻzgargan
transfer-merged = { $old } shu yozuvga birlashtirilgan, sana: { $date }. Sababi: { $reason }

claim-kind = Maʼlumot
claim-forms = Shu maʼlumot:
claim-sought = maʼlumot “{ $id }”
claim-licence-granted = { $sure ->
    [confirmed] Eksport litsenziyasi berilgani tasdiqlangan: <a>{ $name }</a>.
    [reported] Eksport litsenziyasi berilgani haqida xabar qilingan: <a>{ $name }</a>.
    [alleged] Eksport litsenziyasi berilgani daʼvo qilingan: <a>{ $name }</a>.
    [disputed] Eksport litsenziyasi berilgani bahsli: <a>{ $name }</a>.
   *[unknown] Eksport litsenziyasi berilgani qayd etilgan, darajasi belgilangan dalilsiz: <a>{ $name }</a>.
}
claim-licence-refused = { $sure ->
    [confirmed] Eksport litsenziyasi rad etilgani tasdiqlangan: <a>{ $name }</a>.
    [reported] Eksport litsenziyasi rad etilgani haqida xabar qilingan: <a>{ $name }</a>.
    [alleged] Eksport litsenziyasi rad etilgani daʼvo qilingan: <a>{ $name }</a>.
    [disputed] Eksport litsenziyasi rad etilgani bahsli: <a>{ $name }</a>.
   *[unknown] Eksport litsenziyasi rad etilgani qayd etilgan, darajasi belgilangan dalilsiz: <a>{ $name }</a>.
}
claim-offer-made = { $sure ->
    [confirmed] Taklif qilingani tasdiqlangan: <a>{ $name }</a>.
    [reported] Taklif qilingani haqida xabar qilingan: <a>{ $name }</a>.
    [alleged] Taklif qilingani daʼvo qilingan: <a>{ $name }</a>.
    [disputed] Taklif qilingani bahsli: <a>{ $name }</a>.
   *[unknown] Taklif qilingani qayd etilgan, darajasi belgilangan dalilsiz: <a>{ $name }</a>.
}
claim-transfer-took-place = { $sure ->
    [confirmed] Transfer sodir boʻlgani tasdiqlangan: <a>{ $name }</a>.
    [reported] Transfer sodir boʻlgani haqida xabar qilingan: <a>{ $name }</a>.
    [alleged] Transfer sodir boʻlgani daʼvo qilingan: <a>{ $name }</a>.
    [disputed] Transfer sodir boʻlgani bahsli: <a>{ $name }</a>.
   *[unknown] Transfer sodir boʻlgani qayd etilgan, darajasi belgilangan dalilsiz: <a>{ $name }</a>.
}
claim-incident-happened = { $sure ->
    [confirmed] Hodisa yuz bergani tasdiqlangan: <a>{ $name }</a>.
    [reported] Hodisa yuz bergani haqida xabar qilingan: <a>{ $name }</a>.
    [alleged] Hodisa yuz bergani daʼvo qilingan: <a>{ $name }</a>.
    [disputed] Hodisa yuz bergani bahsli: <a>{ $name }</a>.
   *[unknown] Hodisa yuz bergani qayd etilgan, darajasi belgilangan dalilsiz: <a>{ $name }</a>.
}
claim-thing-exists = { $sure ->
    [confirmed] Mavjudligi tasdiqlangan: { $noun } <a>{ $name }</a>.
    [reported] Mavjudligi haqida xabar qilingan: { $noun } <a>{ $name }</a>.
    [alleged] Mavjudligi daʼvo qilingan: { $noun } <a>{ $name }</a>.
    [disputed] Mavjudligi bahsli: { $noun } <a>{ $name }</a>.
   *[unknown] Mavjudligi qayd etilgan, darajasi belgilangan dalilsiz: { $noun } <a>{ $name }</a>.
}
claim-property-of = <a>{ $name }</a> — { $property }
claim-how-it-follows = Bu dalillardan qanday kelib chiqadi
claim-evidence = Dalillar
claim-no-evidence = Bu maʼlumot uchun indeksda dalil yoʻq.
claim-contradicts = Zid keluvchi dalil:
claim-judged = Kuratorlar xulosasi:
claim-supports = Quvvatlovchi dalil:
claim-source-missing = { $id } (bu manba maʼlumotlar bazasida yoʻq)
claim-judgement = Kuratorlar xulosasi
claim-no-quotation = Bu maʼlumot uchun indeksda soʻzma-soʻz iqtibos yoʻq.
claim-source-writes = Manbada yozilgani:
claim-where-in-it = Manbadagi joyi
claim-grade = Bu dalilning darajasi
claim-not-graded = darajasi belgilanmagan
claim-publisher = Nashr etuvchi
claim-published = Nashr etilgan
claim-address = Manzil
claim-archived = Arxivlangan nusxa
claim-none-recorded = qayd etilmagan
claim-opened = Kuratorlar ochib koʻrgan
claim-opened-yes = ha
claim-opened-no = yoʻq: unda aytilganlar boshqalar soʻzidan keltirilgan
claim-dataset-citing = Maʼlumotlar toʻplami; u havola qilgan manbalar
claim-repost-of = Qayta nashr; asl manba
claim-cites = U havola qilgan manbalar
claim-cite = Bu manbaga iqtibos keltirish
claim-citation = Manbaga iqtibos
claim-others = Boshqa qiymatlar
claim-rivals = Shu xususiyat uchun indeksda bor boshqa qiymatlar
claim-value = Qiymat
claim-link = maʼlumot
claim-history = Tarix
claim-no-change = Bu yozuv kiritilganidan beri unda oʻzgarish qayd etilmagan.
claim-statement = FollowTheMoney bayonoti (statement) sifatida: <code>{ $statement }</code>
