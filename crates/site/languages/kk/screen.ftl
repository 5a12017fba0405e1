# Атауларды тексеру: атаумен кім немесе не меңзелген болуы мүмкін екенін іздеу.

screen-heading = Атауларды тексеру
screen-title = Атауларды тексеру: бұл атау деректерде бар ма?
screen-description = Бір атауды немесе атаулар тізімін қалай жазылса да және қай әліпбимен жазылса да іздейді, себептерін көрсетеді.
screen-lead = Бұл атау — қалай жазылса да және қай әліпбимен жазылса да — деректерде бар ма, әрі бұл қаншалықты анық? Атаулар мына жерден ізделеді:

screen-version = { $version } нұсқасы
screen-data = деректер <code>{ $hash }</code>
screen-not-held = мұнда сұралған түрдегі ештеңе жоқ, сондықтан одан ізделмеді
screen-locked = Бұл сервердің басқа тізімдеріне сұрау <code>/api</code> арқылы, кілтпен жіберіледі.

screen-private = Сіздің сұрағаныңыз сұраудың мекенжайында емес, денесінде жіберіледі; ол жадта өңделеді, бұл бағдарлама оны сақтамайды да, журналға жазбайды да. Жауапты ешбір кэшке сақтауға болмайды. Осы серверді басқаратын немесе сервер мен сіздің араңызда тұрған біреу оны бәрібір көре алуы мүмкін: дәл осы бағдарлама атауларды сіздің өз компьютеріңізде де іздей алады.
screen-file-private = Файл жауап беріліп жатқанда жадта оқылады; оның өзі де, аты да сақталмайды және журналға жазылмайды.

screen-one = Бір атау
screen-another = Басқа атау
screen-name = Атауы немесе аты-жөні
screen-country = Ел, белгілі болса
screen-country-hint = коды немесе ағылшынша атауы
screen-date = Туған, құрылған немесе салынған күні, белгілі болса
screen-date-hint = 1990, 1990-05 немесе 1990-05-17
screen-sort = Бұл не
screen-look = Іздеу
screen-several = Бірнеше атау
screen-list = Атаулар, әр жолда біреуден, ең көбі { $most }
screen-list-hint = ел белгілі болса, нүктелі үтірден кейін жазылады: Hacking Team; it
screen-look-all = Барлығын іздеу
screen-file = Файл
screen-file-kind = Атауларға арналған бағаны бар CSV немесе әр жолында бір атау бар мәтін
screen-file-hint = ең көбі { $most } жол және { $kilobytes } килобайт; елге, күнге, тараптың түріне немесе нөмірлерге арналған бағандар көптеген тілдегі тақырыптарынан танылады
screen-file-sort = Бұлар не

screen-sort-any = кез келгені
screen-sort-company = компания
screen-sort-agency = ведомство немесе мемлекеттік орган
screen-sort-product = өнім
screen-sort-organization = кез келген түрдегі ұйым
screen-sort-person = адам
screen-sort-vessel = кеме
screen-sort-airplane = ұшақ немесе басқа әуе кемесі
screen-sort-wallet = әмиян

screen-answer = Жауап
screen-nothing = Ештеңе ізделмеді.
screen-no-match = Сәйкестік жоқ.
screen-none-reaches = Сәйкестік жоқ: ұқсас жазбалар бар, олардың ешқайсысы { $threshold } шегіне жетпейді.
screen-match = Сәйкестік бар: { $threshold } шегіне жететін жазба бар.
screen-read = { $n } атау оқылды.
screen-of-these = Сәйкестігі барлары ({ $threshold } немесе одан жоғары): { $matched }; { $cutoff } шегіне жететін жазбасы барлары: { $reaching }.
screen-left-out = Ең көбі { $each } жазба көрсетілген, алдымен ең ықтималдары; { $cutoff } шегіне жететін тағы { $more } жазба бар.
screen-left-out-of-names = Әр атау бойынша ең көбі { $each } жазба көрсетілген, алдымен ең ықтималдары; { $cutoff } шегіне жететін тағы { $more } жазба бар.
screen-no-reasons = Атау осынша көп болғанда себептер көрсетілмейді: оларды көру үшін бір сұрауда азырақ атау беріңіз.
screen-score = Балл сұралған нәрсе мен жазбаның қаншалықты ұқсас екенін айтады. Ол — қарап шығуға себеп, бірақ ешқашан ештеңені дәлелдемейді: екеуінің атауы бір болуы мүмкін, ал біреуінің екі атауы болуы мүмкін.
screen-none = Жазба табылмады
screen-none-means = { $cutoff } шегіне жететін жазба жоқ. Бұл тек осы деректерде солай аталатын жазба жоқ екенін білдіреді; басқа ешбір тізім қаралған жоқ.
screen-wordless = Ізделмегендер
screen-wordless-means = Салыстыруға болатын сөз табылмады; атау болуы керек еді. Мыналар ізделмеді.
screen-how-read = Файл қалай оқылды
screen-looked-in = Қайдан ізделді
screen-algorithm = <code>best</code> алгоритмі; { $threshold } мәнінен бастап жазба сәйкестік деп аталады; { $cutoff } мәнінен төмен ештеңе көрсетілмейді. Дәл сол деректерге қойылған дәл сол сұрақ дәл сол жауапты береді.

screen-entries = Меңзелген болуы мүмкін жазбалар
screen-head-asked = Сұралған атау
screen-head-entry = Жазба
screen-head-score = Балл
screen-head-called = Қалай аталады
screen-head-reasons = Себептер
screen-called-match = сәйкестік
screen-called-below = { $threshold } мәнінен төмен
screen-place = { $schema }, тізім — { $list }: { $id }

screen-compared = салыстырылған атау — { $name }: { $detail }
screen-reason = { $reason } (салмағы { $weight })
screen-reason-identifier_match = идентификатор бірдей
screen-reason-identifier_mismatch = бір түрдегі идентификаторлар әртүрлі
screen-reason-date_match = күндер белгілі бөлігінде сәйкес келеді
screen-reason-date_mismatch = күндер бір-біріне қайшы
screen-reason-country_match = ортақ ел бар
screen-reason-country_mismatch = ортақ ел жоқ
screen-reason-gender_match = жынысы бірдей
screen-reason-gender_mismatch = жынысы әртүрлі
screen-reason-address_match = мекенжайларда ортақ сөздер бар

screen-columns = Пайдаланылған бағандар: { $columns }.
screen-remark = { $line }-жол: { $remark }.
screen-more-remarks = Осындай тағы { $more } ескертпе.
screen-nameless = ({ $line }-жол, атауы жоқ)

screen-field-twice = { $field } өрісі екі рет берілген, бір рет берілуі керек еді.
screen-field-unknown = { $field } өрісі берілген; name, country, date, what немесе list болуы керек еді.
screen-field-not-of-file = { $field } өрісі берілген; file немесе what болуы керек еді.
screen-not-whole = Келген форма толық емес; multipart/form-data түрінде жіберілген, файлы бар толық форма болуы керек еді.
screen-no-file = Файл жоқ немесе бос; атаулары бар файл болуы керек еді.
screen-no-files-here = Мұнда файл жіберуге болмайды.
screen-rows-many = Файлда { $n } жол бар, ең көбі { $most } болуы керек еді. Бөліп-бөліп сұраңыз; ештеңе ізделмеді.
screen-lines-many = Атауы бар { $n } жол берілген, ең көбі { $most } болуы керек еді. Бөліп-бөліп сұраңыз; ештеңе ізделмеді.
screen-no-name-in-file = Файлда бірде-бір атау жоқ, әр жолда бір атау болуы керек еді.
screen-no-name-in-list = Тізімде бірде-бір атау жоқ, әр жолда бір атау болуы керек еді.
screen-no-name = Атау берілмеген, бір атау болуы керек еді.
screen-name-and-list = Атау да, тізім де берілген; екеуінің бірі болуы керек еді.
screen-list-with-country = Тізіммен бірге бәріне ортақ бір ел немесе күн берілген, ол болмауы керек еді. Әр атаудың өз елі сол атаудан және нүктелі үтірден кейін жазылады.
screen-sort-unknown = Бұл не: берілгені — { $found }; формадағылардың бірі болуы керек еді.
screen-country-unknown = Ел: берілгені — «{ $found }»; код, мысалы uz, немесе елдің ағылшынша атауы болуы керек еді.
screen-date-unknown = Күні: берілгені — «{ $found }»; жыл, ай немесе күн болуы керек еді, мысалы 1990, 1990-05 немесе 1990-05-17.
screen-name-long = { $n } таңбалық атау берілген, ең көбі { $most } болуы керек еді.
screen-row-name-long = Файлдың { $line }-жолы: { $n } таңбалық атау берілген, ең көбі { $most } болуы керек еді.
screen-line-name-long = Тізімнің { $line }-жолы: { $n } таңбалық атау берілген, ең көбі { $most } болуы керек еді.
screen-line-country-unknown = Тізімнің { $line }-жолы: берілгені — «{ $found }»; код, мысалы uz, немесе елдің ағылшынша атауы болуы керек еді.
