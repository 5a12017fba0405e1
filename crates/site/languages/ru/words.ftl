# Как называются значения закрытых списков, даты и числа.

count-deals = { $n ->
    [one] { $n } сделка
    [few] { $n } сделки
   *[many] { $n } сделок
}
count-offers = { $n ->
    [one] { $n } предложение или тендер
    [few] { $n } предложения или тендера
   *[many] { $n } предложений или тендеров
}
count-licences = { $n ->
    [one] { $n } выданная экспортная лицензия
    [few] { $n } выданные экспортные лицензии
   *[many] { $n } выданных экспортных лицензий
}
count-refused = { $n ->
    [one] { $n } отказ в экспортной лицензии
    [few] { $n } отказа в экспортной лицензии
   *[many] { $n } отказов в экспортной лицензии
}

list-and = { $first } и { $last }

interval-between = { $from } — { $to }
interval-from = с { $from }
interval-until = не позднее { $to }
interval-unknown = неизвестно
span-between = { $from } — { $to }
span-from = с { $from }, окончание не записано
span-until = до { $to }

when-agreed = договорённость: { $date }
when-decided = решение: { $date }
when-delivered = поставка: { $date }
when-used = использование: { $date }
when-disclosed = обнародование: { $date }
when-known = не позднее: { $date }

bound-eu = государства — члены Европейского союза

plural-Country = Страны
plural-Company = Компании
plural-Agency = Ведомства
plural-Product = Продукты
plural-Technology = Технологии
plural-Transfer = Передачи
plural-Relation = Связи
plural-Incident = Инциденты
plural-Measure = Меры
plural-Source = Источники
plural-other = Прочие записи
noun-Country = страна
noun-Company = компания
noun-Agency = ведомство
noun-Product = продукт
noun-Technology = технология
noun-Transfer = передача
noun-Relation = связь
noun-Incident = инцидент
noun-Measure = мера
noun-Source = источник
noun-other = запись

facet-schema = Что это
facet-country = Страна
facet-supplier_country = Страна-экспортёр
facet-recipient_country = Страна-получатель
facet-technology = Технология
facet-act = Сделка или лицензия
facet-stage = Стадия
facet-confidence = Достоверность
facet-year = Год
facet-company = Компания
facet-agency = Ведомство
facet-product = Продукт
facet-source = Источник
facet-kind = Вид
facet-issuer = Кто ввёл
facet-origin = Происхождение строки
facet-supplier = Поставщик
facet-missing = Неизвестно
facet-topic = Тема

act-deal = сделки
act-offer = предложения и тендеры
act-licence = выданные экспортные лицензии
act-licence_refused = отказы в экспортной лицензии

missing-supplier = поставщик
missing-end_user = конечный пользователь
missing-act_date = дата договора, поставки или использования
missing-stage = стадия

year-undated = без даты

sort-relevance = сначала наиболее подходящие
sort-newest = сначала новые
sort-oldest = сначала старые
sort-name = по названию

stage-advertised = предложено
stage-tendered = тендер
stage-licensed = экспортная лицензия выдана
stage-licence_refused = в экспортной лицензии отказано
stage-contracted = договор заключён
stage-delivered = поставлено
stage-in_use = используется
stage-ended = прекращено
stage-unknown = стадия неизвестна

confidence-confirmed = подтверждено
confidence-reported = сообщается
confidence-alleged = утверждается
confidence-disputed = оспаривается
confidence-unknown = нет свидетельств, которым присвоена степень
meaning-confirmed = Признано покупателем или продавцом либо видно из договора, материалов суда или официального документа.
meaning-reported = Изложено в названном исследовании или издании с опорой на документы или криминалистический анализ.
meaning-alleged = Основано на единственном ничем не подкреплённом источнике, умозаключении или сканировании интернета.
meaning-disputed = Часть свидетельств этому противоречит; приведены обе стороны.
meaning-unknown = Свидетельств, которым присвоена степень, здесь нет.

existence-event = Само событие
existence-thing = Сам объект

property-title = Заглавие
property-publisher = Издатель
property-published = Дата публикации
property-kind = Вид
property-url = Адрес
property-archive_url = Архивная копия
property-language = Язык
property-access = Доступ
property-opened = Открыто составителями
property-cites = Ссылается на
property-origin = Происхождение
property-note = Примечание
property-key = Ключ
property-label = Название
property-definition = Что это
property-can_see = Что позволяет увидеть
property-cannot_see = Чего не позволяет увидеть
property-protects = Что от неё защищает
property-control_codes = Коды экспортного контроля
property-aliases = Другие названия
property-grade = Степень
property-sources = Источники
property-name = Название
property-country = Страна
property-city = Город
property-founded = Дата основания
property-dissolved = Дата ликвидации
property-status = Статус
property-website = Веб-сайт
property-technologies = Технологии
property-origin_id = Идентификатор в исходном собрании
property-parent = Входит в состав
property-maker = Производитель
property-technology = Технология
property-since = С какого времени
property-until = До какого времени
property-what = Что это
property-supplier = Поставщик
property-supplier_country = Страна-экспортёр
property-intermediary = Посредник
property-recipient_country = Страна-получатель
property-end_user = Конечный пользователь
property-Transfer-technologies = Технология
property-product = Продукт, как он назван
property-products = Продукт
property-stage = Стадия
property-agreed = Договорённость
property-delivered = Поставка
property-used = Использование
property-disclosed = Обнародование
property-complete = Сообщается о завершении
property-summary = Краткое изложение
property-Relation-from = От кого
property-Relation-to = К кому
property-percentage = Доля в процентах
property-from_date = Начало
property-to_date = Окончание
property-date = Дата
property-Incident-country = Предполагаемый оператор
property-target_group = Против кого направлено
property-issuer = Кто ввёл
property-binds = Кого обязывает
property-target_type = Вид того, на что направлена
property-target = На кого или на что направлена
property-effect = Действие
property-partly = Из них охвачены лишь отчасти
property-item_codes = Коды экспортного контроля
property-adopted = Дата принятия
property-Measure-from = Начало
property-Measure-to = Окончание
property-last_seen = Когда в последний раз отмечено, что мера в силе
property-area = Часть страны
property-recipients = Только для получателей
property-except = Кроме мест назначения
property-condition = Только если
property-scope = Сфера действия
property-legal_basis = Правовое основание
property-verified = Сверено с источником

word-yes = да
word-no = нет
word-unknown = неизвестно
word-other = другое
word-any = любые

word-press = пресса
word-research = исследование
word-forensic = криминалистический анализ
word-court = материалы суда
word-official = официальный документ
word-register = реестр
word-licence_statistics = статистика лицензий
word-contract = договор
word-leak = утечка
word-company = компания
word-brochure = брошюра
word-dataset = набор данных
word-repost = перепечатка
word-open = открытый доступ
word-paywalled = платный доступ
word-offline = нет в интернете

word-active = действует
word-renamed = переименована
word-acquired = приобретена
word-dissolved = ликвидирована

word-intelligence = спецслужба
word-police = полиция
word-military = вооружённые силы
word-telecom_operator = оператор связи
word-regulator = регулятор
word-government = государственный орган
word-non_state = негосударственная структура

word-owner = владелец
word-subsidiary = дочерняя компания
word-renamed_to = переименована в
word-successor = преемник
word-acquired_by = приобретена компанией
word-reseller = реселлер
word-investor = инвестор
word-supplier = поставщик
word-same_group = та же группа

word-arms_embargo = эмбарго на поставки оружия
word-internal_repression_equipment = средства внутренних репрессий
word-surveillance_equipment = средства слежки
word-comprehensive = всеобъемлющее эмбарго
word-entity_list = список организаций (Entity List)
word-sanctions = санкции
word-item_control = контроль за товаром
word-visa = визовые меры

word-country = страна
word-person = физическое лицо
word-group = группа
word-item = товар

word-prohibition = запрет
word-presumption_of_denial = презумпция отказа
word-licence_required = требуется лицензия
word-notice = извещение
word-travel_or_asset = запрет на поездки или замораживание активов

word-all_arms_only = только вооружения, технологии слежки не названы
word-un = все государства — члены Организации Объединённых Наций

word-confirmed = подтверждено
word-reported = сообщается
word-alleged = утверждается
word-disputed = оспаривается
word-supports = в пользу
word-contradicts = противоречит
word-source = источник
word-editorial = суждение составителей

word-addition = добавление
word-correction = исправление
word-withdrawal = отзыв
word-reply = ответ
word-asked = запрос

word-supplier_country = страна поставщика
word-intermediary_country = страна посредника
word-recipient_country = страна получателя
word-technologies = технологии
word-item_codes = коды экспортного контроля
word-on = дата
word-end_user_kind = вид конечного пользователя
word-area = часть страны
word-us_item = товар из США
word-intermediary = посредник
word-recipient = получатель
word-end_user = конечный пользователь

technology-audio = Аудионаблюдение
technology-biometrics = Биометрия
technology-counter_surveillance = Противодействие слежке
technology-deep_packet_inspection = Глубокий анализ трафика (DPI)
technology-fibre_tap = Съём данных с оптоволокна
technology-forensics = Криминалистический анализ устройств
technology-imsi_catcher = IMSI-ловушка
technology-internet_filtering = Фильтрация интернета
technology-intrusion = Шпионское ПО для проникновения
technology-lawful_interception = Законный перехват
technology-location_tracking = Отслеживание местоположения
technology-monitoring_centre = Центр мониторинга
technology-network_infrastructure = Сетевая инфраструктура
technology-osint_analytics = Анализ открытых источников и данных
technology-other = Другое
technology-video = Видеонаблюдение

facts-caption = Каждая строка — сведение: одно значение, его достоверность и то, на чём оно основано
facts-property = Свойство
facts-value = Значение
facts-confidence = Достоверность
facts-rests-on = На чём основано
facts-claim = Сведение
facts-differ = источники расходятся
facts-as-written = как написано:
facts-open-claim = сведение
facts-judgement = наше суждение
facts-recorded = записано
facts-recorded-transfer = записано; достоверность — по свидетельствам
facts-percent = { $n } %
facts-no-evidence = свидетельств здесь нет
facts-curators = суждение составителей
facts-contradicts = (противоречит)
facts-more-sources = и ещё { $n }

measures-binds-only = Мера обязывает только тех, кто в ней назван. То, что мера приведена здесь, не означает, что она обязывала определённого поставщика или охватывала то, что было продано.
measures-all = Все меры
measures-shown = Показано: { $shown } из { $total }.
measures-items = Позиции контрольных списков
measures-issuer = Кто ввёл
measures-issuer-and-kind = Кто ввёл и вид
measures-target = На кого или на что направлена
measures-codes = Коды экспортного контроля
measures-binds = Кого обязывает
measures-period = Записанный период
measures-effect = Действие
measures-scope = Сфера действия
measures-checked = Что сверено
measures-named = { $issuer }: { $kind }
measures-issuer-unknown = кто ввёл, неизвестно
measures-kind-unknown = вид неизвестен
measures-whole-list = весь список этого органа
measures-nobody = сама по себе никого
measures-any-technology = любая технология
measures-more-technologies = ещё { $n }

measures-verified = даты и предмет
measures-unverified = не сверено
