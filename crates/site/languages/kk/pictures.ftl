# Карталар, желілер, уақыт сызықтары және диаграммалар.

picture-not-known = белгісіз
picture-confidence = Сенімділік
picture-country = Ел
picture-deals = Мәмілелер
picture-evidence = Дәлелдер
picture-licences = Лицензиялар
picture-technology = Технология
picture-undated = Күні көрсетілмеген
picture-when = Қашан
picture-years = Жылдар

picture-forms = Бұл сурет <a>SVG</a> немесе <a>PNG</a> түрінде; дереккөзін көрсетіп, еркін пайдалануға болады. Кестеде де осы айтылған.

picture-expected-country = елдің коды
picture-expected-company = компанияның идентификаторы
picture-expected-technology = технологияның кілті

bars-step = Жолақтың бір қадамы — { $step }.

map-nav = Карта нені көрсетеді
map-figures = <a>Барлық сандар CSV түрінде</a>. Тіркелген мәліметтер зерттеушілердің, соттардың және баспасөздің не көре алғанына байланысты: саны көрсетілмеген ел — сатылым болмаған ел деген сөз емес.
map-borders = Шекаралар: Natural Earth 4.1.0 (қоғамдық игілік), аудандарды дұрыс сақтайтын Equal Earth проекциясында. Олар жердің іс жүзінде кімнің қолында екенін көрсетеді және оның кімдікі екені туралы мәлімдеме емес; мына ерекшеліктер бар: Қырым Украинамен бірге берілген (Біріккен Ұлттар Ұйымы Бас Ассамблеясының 68/262 қарары); Кипрдің солтүстігі Кипрмен, Сомалиленд Сомалимен бірге берілген, өйткені осы анықтамалықтың кодтарында олардың өз коды жоқ. Косовоның, Палестинаның, Тайваньның және Батыс Сахараның өз кодтары бар. Шағын елдер нүктемен белгіленген.

map-alt = Әлем картасы: { $title }.
map-alt-all = Әлем картасы: алушы елдер бойынша тіркелген мәмілелер.
map-about = Қадағалау технологиялары бойынша тіркелген мәмілелер елдер бойынша, картада және кестеде.

map-title-deals-recipient = Алушы елдер бойынша тіркелген мәмілелер
map-title-deals-supplier = Жеткізушінің елі бойынша тіркелген мәмілелер
map-title-licences-recipient = Алушы елдер бойынша тіркелген экспорттық лицензиялар
map-title-licences-supplier = Жеткізушінің елі бойынша тіркелген экспорттық лицензиялар

map-none = тіркелгені жоқ

map-nothing = Мұнда бірде-бірі тіркелмеген; бұл олардың болмағанына дәлел емес.
map-counted-deals = Мұнда { $n } мәміле есепке алынған, олар { $countries } елге қатысты. Екі елді атайтын мәміле екеуінде де есептеледі.
map-counted-licences = Мұнда { $n } лицензия есепке алынған, олар { $countries } елге қатысты. Екі елді атайтын лицензия екеуінде де есептеледі.
map-unknown-recipient = Олардың ішінде алушысы белгісізі: { $n }.
map-unknown-supplier = Олардың ішінде жеткізушінің елі белгісізі: { $n }.
map-off = { $n } жазба картада орны жоқ нәрсеге, мысалы, бұрынғы мемлекеттерге қатысты: олар кестеде тұр.

map-flows = Ағындар
map-flows-from = қайдан
map-flows-to = қайда

map-choice-countries = Елдер
map-choice-recipients = алушы елдер
map-choice-suppliers = жеткізушілердің елдері
map-choice-counted = Не саналған
map-choice-deals = мәмілелер
map-choice-licences = берілген экспорттық лицензиялар
map-choice-technology-all = барлығы
map-choice-years-all = барлығы
map-choice-years-before-2000 = 2000 жылға дейін
map-choice-years-2000 = 2000–2009
map-choice-years-2010 = 2010–2014
map-choice-years-2015 = 2015–2019
map-choice-years-2020 = 2020 жылдан бастап
map-choice-years-undated = күні көрсетілмеген
map-choice-confidence-all = барлығы

map-expected-side = recipient немесе exporter
map-expected-count = deals немесе licences
map-expected-period = all, 1999, 2000-2009, 2010-2014, 2015-2019, 2020 немесе undated
map-expected-confidence = confirmed, reported, disputed немесе unknown
map-expected-name = side, count, technology, period, confidence немесе data

flows-title-deals-recipient = { $name }: тіркелген мәмілелер, жеткізушілер орналасқан ел бойынша
flows-title-deals-supplier = { $name }: осы елдегі жеткізушілердің тіркелген мәмілелері, алушы бойынша
flows-title-licences-recipient = { $name }: тіркелген экспорттық лицензиялар, жеткізушілер орналасқан ел бойынша
flows-title-licences-supplier = { $name }: осы елдегі жеткізушілердің тіркелген экспорттық лицензиялары, алушы бойынша
flows-alt = Әр елге доға тартылған әлем картасы: { $title }.
flows-about = { $name }: тіркелген мәмілелер қай елдердің арасында болған, картада және кестеде.
flows-choice-recipient = { $name } қай елдерден алған
flows-choice-supplier = «{ $name }» еліндегі жеткізушілер қай елдерге сатқан
flows-itself = { $name } (осы елдің өзі)
flows-missing = осы мекенжайдағы ел; күтілген мекенжай үлгісі: /flows?country=uz

network-title = { $name } айналасы
network-crumb = Желі
network-about = { $name } айналасындағы иелер, қайта сатушылар, өнімдер, тіркелген мәмілелер және тізімге енгізулер.
network-alt = { $name } кіммен және немен байланысты екенінің бағандарға бөлінген суреті; кестеде де осы айтылған.

network-nav = Желі қаншалықты алысқа созылады
network-within = Қашықтық
network-steps = { $n } қадам

network-nothing = Мұны басқа жазбамен байланыстыратын ештеңе тіркелмеген.
network-files = Басқа бағдарламаларда жұмыс істеу үшін:
network-lines = Сызық өз жазбасының қаншалықты сенімді екенін көрсетеді; мұндағы ештеңе сол жазбадан артық нәрсе айтпайды.
network-others = Мыналардан әрі жалғастыру

network-told = { $name }: { $steps } қадам шегінде байланысқан жазбалар — { $entries }, байланыстар — { $ties }; әр байланыс — осы анықтамалықтың өз дереккөздері бар жазбасы.
network-groups = Бір жазбамен ұқсас байланысы бар жазбалар саны көрсетілген топ түрінде сызылған.
network-far = Алысырақтағы { $n } жазба суретті оқуға келмейтін етер еді, сондықтан тек кесте мен файлдарда тұр.
network-left = Осы қадамдар шегінде кемінде тағы { $n } жазба бар, олар енгізілмеді.
network-untied = { $n } жазбаның бір тарапы тіркелмеген: олар ештеңені байланыстырмайды.

network-makes = өндіреді
network-less-sure = айтылады, даулы немесе белгісіз
network-group-companies = { $n } компания
network-group-agencies = { $n } ведомство
network-group-countries = { $n } ел
network-group-products = { $n } өнім
network-group-measures = { $n } шара

network-ties = Байланыстар, алдымен ортадағы жазбаның байланыстары
network-from = Кімнен
network-tie = Байланыс
network-to = Кімге
network-more = Көрсетілгені: { $shown }, барлығы: { $n }; файлдарда бәрі бар.

network-expected-of = компанияның, ведомствоның немесе өнімнің идентификаторы
network-expected-depth = 1, 2 немесе 3
network-expected-name = of, depth немесе data
network-missing = осы мекенжайдағы жазба; күтілген мекенжай үлгісі: /network?of=ID
network-missing-entry = осы идентификаторы бар жазба

timeline-title = { $name }: уақыт бойынша
timeline-search = «{ $words }»
timeline-about = { $name }: осыған қатысты тіркелген мәмілелер, лицензиялар, шаралар және оқиғалар, күндері бойынша.
timeline-alt = { $name }: уақыт бойынша; мәмілелер, шаралар және оқиғалар жолақтары бір осьтің астында; төмендегі тізімде де осы айтылған.
timeline-marks = Толық боялған белгі — расталған, ақшыл белгі — хабарланған, бос белгінің сенімділігі одан төмен; ұшы сүйір белгі сол бағытта әрі созылуы мүмкін. <a>Бәрі CSV түрінде</a>

timeline-all-years = барлық жылдар

timeline-lane-deals = Мәмілелер мен ұсыныстар
timeline-lane-licences = Экспорттық лицензиялар
timeline-lane-measures = Шаралар
timeline-lane-incidents = Оқиғалар
timeline-lane-ties = Атаулар мен иелер
timeline-sort-deals = мәмілелер мен ұсыныстар
timeline-sort-licences = экспорттық лицензиялар
timeline-sort-measures = шаралар
timeline-sort-incidents = оқиғалар
timeline-sort-ties = атаулар мен иелер

timeline-told = { $list }. Ішінара ғана белгілі күн мүмкін болған бүкіл аралығымен сызылған.
timeline-count-deals = { $n } мәміле немесе ұсыныс
timeline-count-licences = { $n } экспорттық лицензия
timeline-count-measures = { $n } шара
timeline-count-incidents = { $n } оқиға
timeline-count-ties = { $n } жаңа атау немесе байланыс
timeline-nothing = Мұнда ештеңе тіркелмеген; бұл ештеңе болмағанына дәлел емес.
timeline-undated-one = Олардың біреуінің күні көрсетілмеген, ол өз жолағының астында тұр.
timeline-undated = Олардың ішінде { $n } жазбаның күні көрсетілмеген, олар өз жолақтарының астында тұр.
timeline-left = Тағы { $n } жазба оқылмады.

timeline-mark = { $name }: { $when }, { $confidence }
timeline-several = { $year } жылы: { $n }
timeline-several-listed = { $n }, төмендегі тізімде
timeline-several-told = саны: { $n }
timeline-no-date = күні көрсетілмеген
timeline-not-dated = Күні көрсетілмеген

timeline-list = { $name }: уақыт бойынша, алдымен ескілері
timeline-what = Не
timeline-sort = Түрі
timeline-more = Көрсетілгені: { $shown }, барлығы: { $n }; CSV-де бәрі бар.

timeline-expected-words = ізделетін сөздер
timeline-expected-year = жыл
timeline-expected-name = country, company, technology немесе q, from, to немесе data
timeline-missing = осы мекенжайдағы тақырып; күтілген мекенжай үлгісі: /timeline?country=uz

trends-title = Жылдар бойынша мәмілелер
trends-title-of = { $name }: жылдар бойынша мәмілелер
trends-about = Қадағалау технологиялары бойынша тіркелген мәмілелер: жылы, технологиясы, сенімділігі және елі бойынша.
trends-told = { $n } мәміле тіркелген; олардың ішінде { $dated } мәміленің күні көрсетілген, ең көбі { $year } жылға тиесілі ({ $most }). Бірнеше жылға созылған мәміле бірінші жылында есептеледі.
trends-told-undated = { $n } мәміле тіркелген; ешқайсысының күні көрсетілмеген.
trends-method = Тіркелген мәліметтер зерттеушілердің, соттардың және баспасөздің нені және қашан көре алғанына байланысты: мұнда мәмілесі аз жыл — сатылымы аз жыл деген сөз емес. Мәміле келісілген, жеткізілген немесе алғаш пайдаланылған жылында есептеледі, егер дереккөз оны айтса; экспорттық лицензиялар есепке алынбайды.
trends-only = Тек осы технология бойынша мәмілелер: <a>{ $name }</a>; <a>барлық мәмілелер</a>.
trends-csv = <a>Осы беттің барлық сандары CSV түрінде</a>
trends-grades = <a>Бұл сөздер нені білдіреді</a>

trends-by-technology = Технология бойынша
trends-by-confidence = Сенімділік бойынша
trends-by-exporter = Экспорттаушы ел бойынша
trends-by-recipient = Алушы бойынша

trends-technology = Жыл және технология бойынша мәмілелер; екі технологиялы мәміле екеуінде де тұр
trends-technology-alt = Жыл және технология бойынша мәмілелер; екі технологиялы мәміле екеуінде де тұр. Сызба; кестеде сол туралы сандармен айтылған.
trends-technology-note = Жыл және технология бойынша мәмілелер; екі технологиялы мәміле екеуінде де тұр. Күні көрсетілмегендері сызылмаған.
trends-confidence = Әр жылғы мәмілелердің сенімділігі
trends-confidence-alt = Әр жылғы мәмілелердің сенімділігі. Сызба; кестеде сол туралы сандармен айтылған.
trends-confidence-note = Әр жылғы мәмілелердің сенімділігі. Күні көрсетілмегендері сызылмаған.
trends-exporters = Экспорттаушы елдер, тіркелген мәмілелер бойынша
trends-exporters-alt = Экспорттаушы елдер, тіркелген мәмілелер бойынша. Сызба; төмендегі кестеде сол туралы сандармен айтылған.
trends-recipients = Алушылар, тіркелген мәмілелер бойынша
trends-recipients-alt = Алушылар, тіркелген мәмілелер бойынша. Сызба; төмендегі кестеде сол туралы сандармен айтылған.
trends-countries-note = Екі елі бар мәміле екеуінде де тұр.
trends-others = қалғандарының бәрі
trends-deals = мәмілелер
trends-by-year = Жылдар бойынша
trends-more = Көрсетілген елдер: { $shown }, барлығы: { $n }; CSV-де бәрі бар.

trends-expected-name = technology немесе data
