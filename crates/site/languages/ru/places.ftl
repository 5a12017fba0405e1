# Страницы стран, компаний и технологий; таблицы передач, лицензий и прочего.

country-kind = Страна
country-also = Также:
country-about = { $country }: записанные сделки с технологиями слежки в обе стороны и свидетельства о них.
country-files = Все передачи этой страницы целиком:
country-to-buys = У кого покупает
country-to-sells = Кому продаёт
country-to-timeline = Шкала времени
country-to-measures = Меры
country-to-incidents = Инциденты
country-to-unknown = Что неизвестно
country-to-use = Скачать и сослаться

country-bought-none = Получатель — { $country }: ни одной передачи здесь не записано; это не свидетельствует о том, что их не было.
country-bought-unnamed = Получатель — { $country }: { $what }; ни один поставщик не назван.
country-bought-many = Получатель — { $country }: { $what }; число компаний, названных поставщиками, — не менее { $n }.
country-bought = { $n ->
    [one] Получатель — { $country }: { $what }; поставщиком названа { $n } компания.
    [few] Получатель — { $country }: { $what }; поставщиками названы { $n } компании.
   *[many] Получатель — { $country }: { $what }; поставщиками названо { $n } компаний.
}
country-sold-none = Экспортёр — { $country }: ни одной передачи в другие страны здесь не записано.
country-sold = Экспортёр — { $country }: { $what }.
country-sold-to = Экспортёр — { $country }: { $what }. Получатели: { $countries }.
country-domestic = { $n ->
    [one] Среди передач, где получатель — { $country }, { $n } передача исходит из самой этой страны.
    [few] Среди передач, где получатель — { $country }, { $n } передачи исходят из самой этой страны.
   *[many] Среди передач, где получатель — { $country }, { $n } передач исходит из самой этой страны.
}
country-measured = { $n ->
    [one] { $country }: записана { $n } мера, направленная на эту страну, включая прошлые.
    [few] { $country }: записаны { $n } меры, направленные на эту страну, включая прошлые.
   *[many] { $country }: записано { $n } мер, направленных на эту страну, включая прошлые.
}

country-buys = У кого покупает
country-buys-none = Получатель — { $country }: ни одной сделки и ни одного предложения не записано.
country-deals = Сделки и предложения
country-from-where = Откуда, на карте
country-technologies = Технологии и что они позволяют увидеть
country-sees-unknown = Что она позволяет увидеть, не описано.
country-protects = Что от них защищает
country-licences-to = Экспортные лицензии: получатель — { $country }
country-licence-permits = Лицензия разрешает экспорт; было ли что-либо продано — другой вопрос. Ни в один итог по сделкам лицензии не входят.
country-by-year = По годам
country-sells = Кому продаёт
country-sells-none = Экспортёр — { $country }: ни одной сделки и ни одного предложения не записано.
country-to-where = Куда, на карте
country-licences-of = Экспортные лицензии: экспортёр — { $country }
country-companies = Компании
country-agencies = Ведомства
country-measures = Меры тогда и теперь: { $country }
country-measures-none = Ни одной не записано. См. <a>что искали</a>: то, что меры не записаны, не значит, что их не было.
country-time = Продажи и меры во времени
country-time-told = Страна: { $country }. Показаны все годы, за которые учтена передача в эту страну или когда действовала мера в отношении неё. Для кого и для чего действовала каждая мера, сказано выше; что стояло на пути продажи, сказано на её собственной странице.
country-time-gap = Что остановил бы список, в котором есть { $country }
country-incidents = Задокументированные инциденты
country-incidents-none = Предполагаемый оператор — { $country }: ни одного инцидента не записано.
country-unknown = Что неизвестно
country-looked = Что искали
country-looked-none = Что искали об этой стране, не записано.

country-table-deals-to = Сделки и предложения, получатель — { $country }: всего { $total }, сначала новые
country-table-deals-from = Сделки и предложения, экспортёр — { $country }: всего { $total }, сначала новые
country-table-licences-to = { $n ->
    [one] Решения по экспортным лицензиям, получатель — { $country }: всего { $n } строка, одинаковые объединены
    [few] Решения по экспортным лицензиям, получатель — { $country }: всего { $n } строки, одинаковые объединены
   *[many] Решения по экспортным лицензиям, получатель — { $country }: всего { $n } строк, одинаковые объединены
}
country-table-licences-from = { $n ->
    [one] Решения по экспортным лицензиям, экспортёр — { $country }: всего { $n } строка, одинаковые объединены
    [few] Решения по экспортным лицензиям, экспортёр — { $country }: всего { $n } строки, одинаковые объединены
   *[many] Решения по экспортным лицензиям, экспортёр — { $country }: всего { $n } строк, одинаковые объединены
}
country-table-years-to = Передачи по годам, получатель — { $country }
country-table-years-from = Передачи по годам, экспортёр — { $country }
country-table-agencies = Ведомства страны: { $country }
country-table-companies = Компании, находящиеся в стране: { $country }
country-table-measures = Меры, направленные на страну: { $country }; сначала новые
country-table-incidents = Задокументированные инциденты, предполагаемый оператор — { $country }

country-coverage = Что и где искали
country-coverage-subject = Кто ввёл или предмет
country-coverage-kind = Вид
country-coverage-about = О чём
country-coverage-period = Период
country-coverage-note = Примечание
country-coverage-all = все
country-coverage-transfers = передачи
country-coverage-incidents = инциденты
country-coverage-others = прочие, кто вводит меры
country-coverage-more = { $n ->
    [one] Ещё { $n } строка о мерах в отношении любых стран, по тем, кто их ввёл
    [few] Ещё { $n } строки о мерах в отношении любых стран, по тем, кто их ввёл
   *[many] Ещё { $n } строк о мерах в отношении любых стран, по тем, кто их ввёл
}

country-no-supplier = Сделки и предложения для этой страны, у которых неизвестен поставщик: { $n } из { $all }.
country-no-end-user = Сделки и предложения для этой страны, у которых неизвестно ведомство или конечный пользователь: { $n } из { $all }.
country-no-date = Сделки и предложения для этой страны, у которых неизвестна ни одна из дат (договора, поставки, использования): { $n } из { $all }.
country-no-stage = Сделки и предложения для этой страны, у которых неизвестна стадия: { $n } из { $all }.
country-no-measure = В пределах охвата, указанного на этой странице, не записано ни одной меры, направленной на эту страну. Это не свидетельствует о том, что их не было.
country-untold = Продажи, о которых не рассказывает ни один открытый источник, здесь отсутствуют.

company-kind = Компания
company-about = { $company }: записанные сделки с технологиями слежки, владельцы, продукты и меры, со свидетельствами.
company-files = Все передачи этой страницы целиком:
company-no-country = Страна неизвестна
company-no-status = статус неизвестен
company-listed = названа в мерах: { $n }
company-also = Также пишется:
company-none = Ни одной передачи этой компании не записано; это не свидетельствует о том, что их не было.
company-recorded = Записано: { $what }.
company-reply = Ответ компании, { $date }:
company-reply-asked = Ответ компании: запрошен { $date }, ответ не записан.
company-reply-never = Ответ компании: не запрашивался.
company-to-transfers = Передачи
company-to-ties = Владельцы и связи
company-to-products = Продукты
company-to-network = Сеть, на рисунке
company-to-timeline = Шкала времени
company-to-claims = Сведения
company-to-use = Скачать и сослаться
company-deals = Записанные сделки и предложения
company-deals-none = Ни одной не записано.
company-licences = Экспортные лицензии
company-licence-permits = Лицензия разрешает экспорт; было ли что-либо продано — другой вопрос.
company-by-year = По годам
company-measures = Меры, в которых она названа
company-measures-none = В пределах того, что искали, не записано ни одной (см. <a>охват</a>).
company-ties = Названия, владельцы и связи
company-ties-none = Других связей не записано.
company-products = Продукты
company-products-none = Ни одного не записано.
company-incidents = Задокументированные инциденты
company-incidents-none = Ни одного инцидента с её технологией не записано.
company-claims = Сведения о самой компании
company-sources = Источники
company-changes = Что изменилось
company-changes-none = С тех пор как запись создана, изменений не записано.

company-table-deals = Сделки и предложения: всего { $total }, сначала новые
company-table-licences = Решения по экспортным лицензиям: всего { $total }
company-table-years = Передачи по годам
company-table-measures = Меры, в которых названа эта компания, сначала новые
company-table-names = Прежние и последующие названия
company-table-ties = Владельцы, дочерние компании, реселлеры и другие связи
company-table-products = Продукты
company-table-incidents = Задокументированные инциденты с её технологией

company-tie = Связь
company-tie-other = Другая компания
company-tie-when = Когда
company-tie-share = Доля
company-tie-confidence = Достоверность
company-tie-evidence = Свидетельства

company-change = Что изменилось в этой записи
company-change-date = Дата
company-change-what = Изменение
company-change-before = До
company-change-after = После
company-change-reason = Причина

tech-kind = Технология
tech-also = Также:
tech-files = Все передачи этой технологии целиком:
tech-undescribed = Описания нет.
tech-not-described = не описано
tech-can-see = Что позволяет увидеть
tech-cannot-see = Чего не позволяет увидеть
tech-protects = Что защищает
tech-codes = Коды экспортного контроля
tech-codes-none = не записаны
tech-transfers = Передачи
tech-transfers-none = Ни одной её передачи не записано.
tech-recorded = Записано: { $what }.
tech-licences = Экспортные лицензии
tech-by-year = По годам, достоверности и странам
tech-in-time = Во времени, вместе с мерами
tech-on-map = На карте
tech-companies = Компании
tech-products = Продукты
tech-items = Коды экспортного контроля и с какого времени
tech-items-told = По чьему списку для экспорта этой технологии нужна лицензия и с какого времени. Подходит ли определённый продукт под формулировку кода — другой вопрос. Списки, которые сами по себе никого не обязывают, переносятся в национальное право, нередко годы спустя.
tech-measures = Меры
tech-measures-none = Ни одной меры, в которой она названа, не записано.
tech-sources = Источники
tech-table-deals = { $n ->
    [one] Всего { $n } сделка или предложение, сначала новые
    [few] Всего { $n } сделки или предложения, сначала новые
   *[many] Всего { $n } сделок или предложений, сначала новые
}
tech-table-companies = Компании, которые её предлагают
tech-table-products = Продукты
tech-table-measures = Меры, в которых она названа, сначала новые

transfers-supplier = Поставщик
transfers-end-user = Ведомство или конечный пользователь
transfers-recipient = Получатель
transfers-technology = Технология
transfers-when = Когда
transfers-stage = Стадия
transfers-confidence = Достоверность
transfers-evidence = Свидетельства
transfers-or = или
transfers-differ = источники расходятся
transfers-no-supplier = поставщик неизвестен
transfers-through = через:
transfers-no-source = источника у нас нет
transfers-sources = { $n ->
    [one] { $n }{"\u00A0"}источник
    [few] { $n }{"\u00A0"}источника
   *[many] { $n }{"\u00A0"}источников
}
transfers-sure = Достоверность: { $sure }.
transfers-confirmed = подтверждено — { $n }
transfers-reported = сообщается — { $n }
transfers-alleged = утверждается — { $n }
transfers-disputed = оспаривается — { $n }
transfers-ungraded = без свидетельств, которым присвоена степень, — { $n }

licences-exporter = Страна-экспортёр
licences-recipient = Получатель
licences-technology = Технология
licences-when = Когда
licences-decision = Решение
licences-lines = Строки
licences-evidence = Свидетельства
licences-granted = выдана
licences-refused = отказано
licences-line = строка
licences-all = все { $n }
licences-more = Показано строк: { $shown } из { $total }. <a>Весь список</a>
licences-more-newest = Показано строк: { $shown } из { $total }. Одинаковые сосчитаны только среди самых новых (взято строк: { $newest }). <a>Весь список</a>
licences-countries-more = ещё { $n }

figures-year = Год
figures-undated = без даты
figures-deals = Сделки
figures-offers = Предложения, тендеры
figures-granted = Выданные лицензии
figures-refused = Отказы в лицензии
figures-years = Передача учитывается за тот год, в котором о ней договорились, состоялась поставка или началось использование, если об этом говорит источник. Если известно лишь время обнародования, она стоит без даты.

rows-more = Показано { $shown } из { $total }. <a>Весь список</a>
rows-sources = Источники, на которых что-либо на этой странице основано
rows-name = Название
rows-company = Компания
rows-country = Страна
rows-status = Статус
rows-agency = Ведомство
rows-kind = Вид
rows-part-of = Входит в
rows-product = Продукт
rows-maker = Производитель
rows-technology = Технология
rows-from-to = С – по
rows-source = Источник
rows-publisher = Издатель
rows-published = Опубликовано
rows-opened = Открыт нами
rows-what-happened = Что произошло
rows-date = Дата
rows-operator = Предполагаемый оператор
rows-product-and-supplier = Продукт и поставщик
rows-confidence = Достоверность
rows-relation = Связь
rows-share = Доля
rows-not-described = Не описано
rows-none = не записано
rows-yes = да
rows-no = нет

time-table = Продажи в страну и меры в отношении неё по годам: { $country }
time-years = Годы
time-deals = Сделки
time-licences = Лицензии
time-held = Действовавшие меры
time-shown = Показаны последние строки: { $shown } из { $total }.
time-from-to = { $from }–{ $to }
time-none = не записано
time-measure = { $issuer }: { $kind }
time-measure-partly = { $issuer }: { $kind } (частично или возможно)
time-more = и ещё { $n }
time-bars = Полосы лет с { $first } по { $last }; страна: { $country }. Показано, когда действовали меры в отношении неё и когда записаны сделки. Таблица ниже говорит о тех же годах и называет до шести мер для каждого.
time-bars-deals = записаны сделки
time-bars-held = мера действовала
time-bars-partly = действовала часть года или, возможно, действовала
time-bars-row = Записанные сделки
time-bars-more = Остальные меры не нарисованы: { $n }; все меры приведены выше.
