# Жеке нәрселердің беттері: ведомстволар, өнімдер, дереккөздер, оқиғалар, байланыстар, шаралар, трансферлер және мәліметтер.

thing-country = Ел
thing-kind = Түрі
thing-confidence = Сенімділік
thing-not-known = белгісіз
thing-network = Желі
thing-network-drawn = онымен кім байланысты, сызба түрінде
thing-transfers = Тіркелген мәмілелер мен ұсыныстар
thing-how-sure = Сенімділігі: { $list }.
thing-licences = Экспорттық лицензиялар
thing-licence-decisions = Экспорттық лицензиялар туралы шешімдер
thing-sought = { $what } «{ $id }»
thing-page-sought = «{ $schema }» түріне арналған бет

agency-kind = Ведомство
agency-forms = Осы ведомствоға жасалған барлық трансфер, толық:
agency-part-of = Қай құрылымға кіреді
agency-deals = Мәмілелер мен ұсыныстар: барлығы { $n }, ең жаңалары алдымен
agency-no-transfers = Бірде-біреуі тіркелмеген; бұл ондай трансфер болмағанының дәлелі емес.
agency-parts = Құрамы
agency-bodies = Оның құрамына кіретін органдар

product-kind = Өнім
product-forms = Осы өнім бойынша барлық трансфер, толық:
product-maker = Өндіруші
product-technology = Технология
product-can-see = Мұндай технология не көре алады
product-offered = Ұсынылған уақыты
product-deals = Осы өнім бойынша мәмілелер мен ұсыныстар: барлығы { $n }, ең жаңалары алдымен
product-no-transfers = Осы өнім аталған бірде-бір трансфер тіркелмеген.
product-incidents = Құжатталған оқиғалар
product-no-incidents = Бірде-біреуі тіркелмеген.

source-kind = Дереккөз
source-forms = Осы дереккөзге негізделгеннің бәрі, толық:
source-as-files = Файл түрінде:
source-citing = Оған сілтеме жасайтын қайта жарияланымдар, деректер жиындары және еңбектер
source-entries = Осы дереккөзге негізделген мәліметі бар { $n } жазба
source-entry = Жазба
source-what-it-is = Бұл не
source-whole-list = Толық тізім
source-rests = Оған не негізделген
source-nothing-rests = Оған ештеңе негізделмеген.
source-cited-by = Оған кім сілтеме жасайды

incident-kind = Оқиға
incident-forms = Осы оқиға:
incident-date = Күні
incident-operator = Болжамды оператор
incident-product = Өнім
incident-supplier = Технологияны жеткізуші
incident-aimed-at = Кімге бағытталған

relation-kind = Компаниялар арасындағы байланыс
relation-forms = Осы байланыс:
relation-from = Кімнен
relation-to = Кімге
relation-when = Қашан

measure-kind = Шара
measure-forms = Осы шара:
measure-unchecked = Бұл шара дереккөзбен салыстырып тексерілмеген.
measure-issuer = Кім енгізді
measure-whom = Кімді міндеттейді
measure-aimed-at = Нысанасы
measure-effect = Әсері
measure-period = Тіркелген уақыт аралығы
measure-checked = Дереккөзбен салыстырып тексерілгені

transfer-kind = Трансфер
transfer-kind-licence = Экспорттық лицензия туралы шешім
transfer-forms = Осы трансфер:
transfer-about = Трансфер: { $caption }. Кезеңі: { $stage }; сенімділігі: { $confidence }.
transfer-about-licence = Экспорттық лицензия туралы шешім: { $caption }. Кезеңі: { $stage }; сенімділігі: { $confidence }.
transfer-stage = Кезең
transfer-licence-permits = Лицензия экспортқа рұқсат береді; ол бірдеңенің сатылғанын көрсетпейді.
transfer-existence = Мәлімет және оның дәлелдері
transfer-when = Қашан
transfer-rests-on = Неге негізделген
transfer-rests-on-sources = { $sources }; бір жарияланымның қайта жарияланымдары бір рет саналған
transfer-taken-from = Қайдан алынған
transfer-origin = { $title }, ондағы белгісі: { $id }
transfer-can-see = Технология не көре алады
transfer-not-described = сипатталмаған
transfer-way = Оның жолында не тұрды
transfer-report-print = Басып шығаруға арналған есеп
transfer-report-xlsx = XLSX түріндегі есеп
transfer-gap = Елдердің басқа тізімі нені тоқтатар еді
transfer-as-json = Дәл осының JSON түріндегісі
transfer-claims = Мәліметтер
transfer-sources = Дереккөздер
transfer-changes = Не өзгерді
transfer-merged = { $old } жазбасы осы жазбаға біріктірілген, күні { $date }: { $reason }

claim-kind = Мәлімет
claim-forms = Осы мәлімет:
claim-sought = мәлімет «{ $id }»
claim-licence-granted = { $sure ->
    [confirmed] Экспорттық лицензияның берілгені расталған: <a>{ $name }</a>.
    [reported] Экспорттық лицензияның берілгені хабарланған: <a>{ $name }</a>.
    [alleged] Экспорттық лицензия берілді деп айтылады: <a>{ $name }</a>.
    [disputed] Экспорттық лицензияның берілгені даулы: <a>{ $name }</a>.
   *[unknown] Экспорттық лицензияның берілгені дәрежесі белгіленген дәлелсіз тіркелген: <a>{ $name }</a>.
}
claim-licence-refused = { $sure ->
    [confirmed] Экспорттық лицензия беруден бас тартылғаны расталған: <a>{ $name }</a>.
    [reported] Экспорттық лицензия беруден бас тартылғаны хабарланған: <a>{ $name }</a>.
    [alleged] Экспорттық лицензия беруден бас тартылды деп айтылады: <a>{ $name }</a>.
    [disputed] Экспорттық лицензия беруден бас тартылғаны даулы: <a>{ $name }</a>.
   *[unknown] Экспорттық лицензия беруден бас тартылғаны дәрежесі белгіленген дәлелсіз тіркелген: <a>{ $name }</a>.
}
claim-offer-made = { $sure ->
    [confirmed] Ұсыныстың жасалғаны расталған: <a>{ $name }</a>.
    [reported] Ұсыныстың жасалғаны хабарланған: <a>{ $name }</a>.
    [alleged] Ұсыныс жасалды деп айтылады: <a>{ $name }</a>.
    [disputed] Ұсыныстың жасалғаны даулы: <a>{ $name }</a>.
   *[unknown] Ұсыныстың жасалғаны дәрежесі белгіленген дәлелсіз тіркелген: <a>{ $name }</a>.
}
claim-transfer-took-place = { $sure ->
    [confirmed] Трансфердің болғаны расталған: <a>{ $name }</a>.
    [reported] Трансфердің болғаны хабарланған: <a>{ $name }</a>.
    [alleged] Трансфер болды деп айтылады: <a>{ $name }</a>.
    [disputed] Трансфердің болғаны даулы: <a>{ $name }</a>.
   *[unknown] Трансфердің болғаны дәрежесі белгіленген дәлелсіз тіркелген: <a>{ $name }</a>.
}
claim-incident-happened = { $sure ->
    [confirmed] Оқиғаның болғаны расталған: <a>{ $name }</a>.
    [reported] Оқиғаның болғаны хабарланған: <a>{ $name }</a>.
    [alleged] Оқиға болды деп айтылады: <a>{ $name }</a>.
    [disputed] Оқиғаның болғаны даулы: <a>{ $name }</a>.
   *[unknown] Оқиғаның болғаны дәрежесі белгіленген дәлелсіз тіркелген: <a>{ $name }</a>.
}
claim-thing-exists = { $sure ->
    [confirmed] Бар екені расталған: { $noun } <a>{ $name }</a>.
    [reported] Бар екені хабарланған: { $noun } <a>{ $name }</a>.
    [alleged] Бар деп айтылады: { $noun } <a>{ $name }</a>.
    [disputed] Бар екені даулы: { $noun } <a>{ $name }</a>.
   *[unknown] Бар екені дәрежесі белгіленген дәлелсіз тіркелген: { $noun } <a>{ $name }</a>.
}
claim-property-of = <a>{ $name }</a> — { $property }
claim-how-it-follows = Бұл дәлелдерден қалай шығады
claim-evidence = Дәлелдер
claim-no-evidence = Бұл мәлімет үшін мұнда дәлел жоқ.
claim-contradicts = Қайшы келеді:
claim-judged = Құрастырушылар пайымдаған:
claim-supports = Қолдайды:
claim-source-missing = { $id } (бұл дереккөз деректерде жоқ)
claim-judgement = Құрастырушылардың пайымдауы
claim-no-quotation = Бұл мәлімет үшін мұнда дәйексөз жоқ.
claim-source-writes = Дереккөз былай деп жазады:
claim-where-in-it = Ондағы орны
claim-grade = Осы дәлелдің дәрежесі
claim-not-graded = дәрежесі белгіленбеген
claim-publisher = Жариялаушы
claim-published = Жарияланған күні
claim-address = Мекенжайы
claim-archived = Мұрағаттағы көшірмесі
claim-none-recorded = тіркелмеген
claim-opened = Құрастырушылар ашып көрген
claim-opened-yes = иә
claim-opened-no = жоқ: мазмұны басқалардың айтуы бойынша берілген
claim-dataset-citing = Деректер жиыны сілтеме жасаған дереккөздер
claim-repost-of = Қайта жарияланған түпнұсқа
claim-cites = Сілтеме жасаған дереккөздері
claim-cite = Осы дереккөзге сілтеме жасау
claim-citation = Дереккөзге библиографиялық сілтеме
claim-others = Басқа мәндер
claim-rivals = Сол қасиет үшін сақталған басқа мәндер
claim-value = Мәні
claim-link = мәлімет
claim-history = Тарихы
claim-no-change = Жазба жасалғаннан бері бірде-бір өзгеріс тіркелмеген.
claim-statement = FollowTheMoney мәлімдемесі түрінде: <code>{ $statement }</code>
