# Карты, сети, шкалы времени и диаграммы.

picture-not-known = неизвестно
picture-confidence = Достоверность
picture-country = Страна
picture-deals = Сделки
picture-evidence = Свидетельства
picture-licences = Лицензии
picture-technology = Технология
picture-undated = Без даты
picture-when = Когда
picture-years = Годы

picture-forms = Этот рисунок в формате <a>SVG</a> или <a>PNG</a>; его можно свободно использовать с указанием источника. Таблица говорит то же.

picture-expected-country = код страны
picture-expected-company = идентификатор компании
picture-expected-technology = ключ технологии

bars-step = Одно деление полосы — { $step }.

map-nav = Что показывает карта
map-figures = <a>Все числа в формате CSV</a>. Записи отражают то, что смогли увидеть исследователи, суды и пресса: страна без числа — это не страна без продаж.
map-borders = Границы: Natural Earth 4.1.0 (общественное достояние), в проекции Equal Earth, в которой верны площади. Они следуют тому, кто удерживает территорию, и ничего не говорят о том, чья она, со следующими исключениями: Крым показан с Украиной (резолюция 68/262 Генеральной Ассамблеи Организации Объединённых Наций); север Кипра показан с Кипром, а Сомалиленд — с Сомали, поскольку среди кодов этого указателя для них нет кода. У Косова, Палестины, Тайваня и Западной Сахары есть собственные коды. Малые страны показаны точками.

map-alt = Карта мира: { $title }.
map-alt-all = Карта мира: записанные сделки по странам-получателям.
map-about = Записанные сделки с технологиями слежки по странам, на карте и в таблице.

map-title-deals-recipient = Записанные сделки по странам-получателям
map-title-deals-supplier = Записанные сделки по странам поставщиков
map-title-licences-recipient = Записанные экспортные лицензии по странам-получателям
map-title-licences-supplier = Записанные экспортные лицензии по странам поставщиков

map-none = записей нет

map-nothing = Здесь ничего не записано; это не свидетельствует о том, что ничего не было.
map-counted-deals = { $n ->
    [one] Здесь учтена { $n } сделка
    [few] Здесь учтены { $n } сделки
   *[many] Здесь учтено { $n } сделок
} в { $countries ->
    [one] { $countries } стране
    [few] { $countries } странах
   *[many] { $countries } странах
}. Сделка, в которой названы две страны, учтена за каждую из них.
map-counted-licences = { $n ->
    [one] Здесь учтена { $n } лицензия
    [few] Здесь учтены { $n } лицензии
   *[many] Здесь учтено { $n } лицензий
} в { $countries ->
    [one] { $countries } стране
    [few] { $countries } странах
   *[many] { $countries } странах
}. Лицензия, в которой названы две страны, учтена за каждую из них.
map-unknown-recipient = С неизвестным получателем: { $n }.
map-unknown-supplier = С неизвестной страной поставщика: { $n }.
map-off = Относятся к тому, чему на карте нет места, например к бывшим государствам: { $n }; они стоят в таблице.

map-flows = Потоки
map-flows-from = откуда
map-flows-to = куда

map-choice-countries = Страны
map-choice-recipients = получателей
map-choice-suppliers = поставщиков
map-choice-counted = Считаются
map-choice-deals = сделки
map-choice-licences = выданные экспортные лицензии
map-choice-technology-all = все
map-choice-years-all = все
map-choice-years-before-2000 = до 2000
map-choice-years-2000 = 2000–2009
map-choice-years-2010 = 2010–2014
map-choice-years-2015 = 2015–2019
map-choice-years-2020 = с 2020
map-choice-years-undated = без даты
map-choice-confidence-all = любая

map-expected-side = recipient или exporter
map-expected-count = deals или licences
map-expected-period = all, 1999, 2000-2009, 2010-2014, 2015-2019, 2020 или undated
map-expected-confidence = confirmed, reported, disputed или unknown
map-expected-name = side, count, technology, period, confidence или data

flows-title-deals-recipient = { $name }: записанные сделки по местонахождению поставщиков
flows-title-deals-supplier = { $name }: записанные сделки поставщиков этой страны по получателям
flows-title-licences-recipient = { $name }: записанные экспортные лицензии по местонахождению поставщиков
flows-title-licences-supplier = { $name }: записанные экспортные лицензии поставщиков этой страны по получателям
flows-alt = Карта мира с дугой для каждой страны: { $title }.
flows-about = { $name }: между какими странами шли записанные сделки, на карте и в таблице.
flows-choice-recipient = экспортёры (получатель — { $name })
flows-choice-supplier = получатели (экспортёр — { $name })
flows-itself = { $name } (сама эта страна)
flows-missing = страна в этом адресе; ожидалась одна, как в /flows?country=uz

network-title = Связи: { $name }
network-crumb = Сеть
network-about = { $name }: владельцы, реселлеры, продукты, записанные сделки и внесения в списки вокруг этой записи.
network-alt = Рисунок в столбцах: кто связан с записью «{ $name }»; таблица говорит то же.

network-nav = Как далеко простирается сеть
network-within = Дальность
network-steps = { $n ->
    [one] { $n } шаг
    [few] { $n } шага
   *[many] { $n } шагов
}

network-nothing = Не записано ничего, что связывало бы эту запись с другой.
network-files = Для работы в других программах:
network-lines = Линия показывает, насколько достоверна её запись; больше того, что говорит сама запись, здесь не сказано.
network-others = Продолжить от записи

network-told = В пределах { $steps ->
    [one] { $steps } шага
    [few] { $steps } шагов
   *[many] { $steps } шагов
} с записью «{ $name }» { $entries ->
    [one] связана { $entries } запись
    [few] связаны { $entries } записи
   *[many] связано { $entries } записей
}; связей — { $ties }, и каждая из них — запись этого указателя со своими источниками.
network-groups = Записи, одинаково связанные с одной и той же записью, нарисованы группой с указанием их числа.
network-far = { $n ->
    [one] { $n } запись, лежащая дальше, сделала бы рисунок нечитаемым и стоит только в таблице и файлах.
    [few] { $n } записи, лежащие дальше, сделали бы рисунок нечитаемым и стоят только в таблице и файлах.
   *[many] { $n } записей, лежащих дальше, сделали бы рисунок нечитаемым и стоят только в таблице и файлах.
}
network-left = { $n ->
    [one] Опущена ещё по меньшей мере { $n } запись, лежащая в пределах этих шагов.
    [few] Опущены ещё по меньшей мере { $n } записи, лежащие в пределах этих шагов.
   *[many] Опущено ещё по меньшей мере { $n } записей, лежащих в пределах этих шагов.
}
network-untied = { $n ->
    [one] Одна из сторон не записана у { $n } записи: такие записи ничего не связывают.
    [few] Одна из сторон не записана у { $n } записей: такие записи ничего не связывают.
   *[many] Одна из сторон не записана у { $n } записей: такие записи ничего не связывают.
}

network-makes = производит
network-less-sure = утверждается, оспаривается или неизвестно
network-group-companies = { $n ->
    [one] { $n } компания
    [few] { $n } компании
   *[many] { $n } компаний
}
network-group-agencies = { $n ->
    [one] { $n } ведомство
    [few] { $n } ведомства
   *[many] { $n } ведомств
}
network-group-countries = { $n ->
    [one] { $n } страна
    [few] { $n } страны
   *[many] { $n } стран
}
network-group-products = { $n ->
    [one] { $n } продукт
    [few] { $n } продукта
   *[many] { $n } продуктов
}
network-group-measures = { $n ->
    [one] { $n } мера
    [few] { $n } меры
   *[many] { $n } мер
}

network-ties = Связи; сначала связи записи, стоящей в середине
network-from = От
network-tie = Связь
network-to = К
network-more = Показано { $shown } из { $n }; в файлах есть все.

network-expected-of = идентификатор компании, ведомства или продукта
network-expected-depth = 1, 2 или 3
network-expected-name = of, depth или data
network-missing = запись в этом адресе; ожидалась одна, как в /network?of=ID
network-missing-entry = запись с таким идентификатором

timeline-title = { $name } во времени
timeline-search = «{ $words }»
timeline-about = { $name }: записанные сделки, лицензии, меры и инциденты по датам.
timeline-alt = { $name } во времени: дорожки сделок, мер и инцидентов под одной осью; список ниже говорит то же.
timeline-marks = Закрашенная отметка — подтверждено, бледная — сообщается, пустая — меньшая достоверность; отметка с остриём может простираться дальше в эту сторону. <a>Всё в формате CSV</a>

timeline-all-years = все годы

timeline-lane-deals = Сделки и предложения
timeline-lane-licences = Экспортные лицензии
timeline-lane-measures = Меры
timeline-lane-incidents = Инциденты
timeline-lane-ties = Названия и владельцы
timeline-sort-deals = сделки и предложения
timeline-sort-licences = экспортные лицензии
timeline-sort-measures = меры
timeline-sort-incidents = инциденты
timeline-sort-ties = названия и владельцы

timeline-told = { $list }. Дата, известная лишь частично, нарисована на всё время, на которое она может приходиться.
timeline-count-deals = { $n ->
    [one] { $n } сделка или предложение
    [few] { $n } сделки или предложения
   *[many] { $n } сделок или предложений
}
timeline-count-licences = { $n ->
    [one] { $n } экспортная лицензия
    [few] { $n } экспортные лицензии
   *[many] { $n } экспортных лицензий
}
timeline-count-measures = { $n ->
    [one] { $n } мера
    [few] { $n } меры
   *[many] { $n } мер
}
timeline-count-incidents = { $n ->
    [one] { $n } инцидент
    [few] { $n } инцидента
   *[many] { $n } инцидентов
}
timeline-count-ties = { $n ->
    [one] { $n } новое название или связь
    [few] { $n } новых названия или связи
   *[many] { $n } новых названий или связей
}
timeline-nothing = Здесь ничего не записано; это не свидетельствует о том, что ничего не произошло.
timeline-undated-one = Из них не датирована одна запись; она стоит под своей дорожкой.
timeline-undated = { $n ->
    [one] Из них не датирована { $n } запись; недатированные стоят под своими дорожками.
    [few] Из них не датированы { $n } записи; недатированные стоят под своими дорожками.
   *[many] Из них не датировано { $n } записей; недатированные стоят под своими дорожками.
}
timeline-left = Остальные записи не прочитаны: { $n }.

timeline-mark = { $name }: { $when }, { $confidence }
timeline-several = { $n } за { $year } год
timeline-several-listed = { $n }, в списке ниже
timeline-several-told = записей: { $n }
timeline-no-date = без даты
timeline-not-dated = Без даты

timeline-list = { $name } во времени, сначала старые
timeline-what = Что
timeline-sort = Вид
timeline-more = Показано { $shown } из { $n }; в CSV есть все.

timeline-expected-words = слова для поиска
timeline-expected-year = год
timeline-expected-name = country, company, technology или q, from, to или data
timeline-missing = предмет в этом адресе; ожидался один, как в /timeline?country=uz

trends-title = Сделки по годам
trends-title-of = { $name }: сделки по годам
trends-about = Записанные сделки с технологиями слежки по годам, технологиям, достоверности и странам.
trends-told = { $n ->
    [one] Записана { $n } сделка
    [few] Записаны { $n } сделки
   *[many] Записано { $n } сделок
}; датированы из них { $dated }, больше всего за { $year } год ({ $most }). Сделка, которая охватывает несколько лет, учтена за первый из них.
trends-told-undated = { $n ->
    [one] Записана { $n } сделка
    [few] Записаны { $n } сделки
   *[many] Записано { $n } сделок
}; с датой — ни одной.
trends-method = Записи отражают то, что и когда смогли увидеть исследователи, суды и пресса: год, за который здесь мало сделок, — это не год, в котором мало продавали. Сделка учитывается за тот год, в котором о ней договорились, состоялась поставка или началось использование, если об этом говорит источник; экспортные лицензии не учитываются.
trends-only = Сделки только с одной технологией: <a>{ $name }</a>. <a>Все сделки</a>.
trends-csv = <a>Все числа этой страницы в формате CSV</a>
trends-grades = <a>Что означают эти слова</a>

trends-by-technology = По технологиям
trends-by-confidence = По достоверности
trends-by-exporter = По странам-экспортёрам
trends-by-recipient = По получателям

trends-technology = Сделки по годам и технологиям; сделка с двумя технологиями стоит под обеими
trends-technology-alt = Сделки по годам и технологиям; сделка с двумя технологиями стоит под обеими. Рисунок; таблица говорит то же в числах.
trends-technology-note = Сделки по годам и технологиям; сделка с двумя технологиями стоит под обеими. Недатированные не нарисованы.
trends-confidence = Достоверность сделок по годам
trends-confidence-alt = Достоверность сделок по годам. Рисунок; таблица говорит то же в числах.
trends-confidence-note = Достоверность сделок по годам. Недатированные не нарисованы.
trends-exporters = Страны-экспортёры по числу записанных сделок
trends-exporters-alt = Страны-экспортёры по числу записанных сделок. Рисунок; таблица ниже говорит то же в числах.
trends-recipients = Получатели по числу записанных сделок
trends-recipients-alt = Получатели по числу записанных сделок. Рисунок; таблица ниже говорит то же в числах.
trends-countries-note = Сделка с двумя странами стоит под обеими.
trends-others = все прочие
trends-deals = сделки
trends-by-year = По годам
trends-more = Показано стран: { $shown } из { $n }; в CSV есть все.

trends-expected-name = technology или data
